import { known } from '../../access/answer.ts'
import type { DialogueSeen } from '../../access/net/net.ts'
import { type Fact, fact } from '../fact.ts'
import { type ExchangerDialogue, exchangerDialogues } from '../mail/exchanger-dialogues.ts'
import { domainOf } from '../mail/probed-domain.ts'
import { disguisedRecipients, inventedRecipient, relayRecipients } from './relay-recipients.ts'

/** What an MX host says to a stranger about recipients, and about who exists. No mail is ever sent. */
export interface StrangerAnswers {
  readonly host: string
  readonly address: string
  readonly dialogue: Fact<DialogueSeen>
}

/** One address of a host is enough, and three hosts: they share their configuration. */
const hostsLimit = 3

export const strangerAnswers = fact({
  id: 'servers.stranger-answers',
  summary:
    'Replies of MX hosts to RCPT for strangers, for nobody and for abuse, to VRFY and EXPN; never DATA.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { exchangers: exchangerDialogues },
  async collect(world, { exchangers }): Promise<Fact<readonly StrangerAnswers[]>> {
    const domain = domainOf(world)
    if (exchangers.status === 'absent') return exchangers
    const held = await Promise.all(
      answering(exchangers.value).map(async ({ host, address }) => {
        const dialogue = await world.net.dialogue({
          protocol: 'smtp',
          endpoint: { address, port: 25 },
          tls: 'none',
          commands: commandsFor(domain, address),
        })
        return { host, address, dialogue }
      }),
    )
    return held.length === 0 ? { status: 'absent', evidence: [] } : known(held)
  },
})

/** Those who greeted us; the others would only be waited for once more. */
function answering(all: readonly ExchangerDialogue[]): readonly ExchangerDialogue[] {
  const greeted = all.filter(
    ({ dialogue }) => dialogue.status === 'known' && dialogue.value.greeting?.startsWith('220'),
  )
  return [...Map.groupBy(greeted, ({ host }) => host).values()]
    .flatMap(([first]) => first ?? [])
    .slice(0, hostsLimit)
}

/** Fewer than ten refusals: after so many, Postfix makes clients wait (smtpd_soft_error_limit). */
function commandsFor(domain: string, address: string): readonly string[] {
  const recipients = [
    `abuse@${domain}`,
    inventedRecipient(domain),
    ...relayRecipients,
    ...disguisedRecipients(domain, address),
  ]
  return [
    'MAIL FROM:<>',
    ...recipients.map((recipient) => `RCPT TO:<${recipient}>`),
    'RSET',
    `VRFY ${inventedRecipient(domain)}`,
    `VRFY postmaster@${domain}`,
    `EXPN postmaster@${domain}`,
  ]
}

/** The reply to a command that was sent, if it came. */
export function replyTo({ dialogue }: StrangerAnswers, command: string): string | undefined {
  if (dialogue.status !== 'known') return undefined
  return dialogue.value.replies.find((one) => one.command === command)?.reply
}

/** The reply to RCPT TO for an address. */
export function replyToRecipient(answers: StrangerAnswers, recipient: string): string | undefined {
  return replyTo(answers, `RCPT TO:<${recipient}>`)
}
