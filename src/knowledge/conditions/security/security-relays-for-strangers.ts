import type { Evidence } from '../../../access/answer.ts'
import { probedDomain } from '../../../collect/mail/probed-domain.ts'
import { type ClientDialogue, clientDialogues } from '../../../collect/servers/client-dialogues.ts'
import {
  disguisedRecipients,
  inventedRecipient,
  relayRecipients,
} from '../../../collect/servers/relay-recipients.ts'
import {
  replyToRecipient,
  type StrangerAnswers,
  strangerAnswers,
} from '../../../collect/servers/stranger-answers.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { readStrangerReply } from '../../stranger-replies.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * A server took a stranger's mail for another stranger at RCPT. Nothing was sent: a server that refuses at
 * DATA only looks the same, so it is likely, never certain.
 */
export const securityRelaysForStrangers = condition({
  id: 'security-relays-for-strangers',
  topic: 'security',
  severity: 'critical',
  symptom: true,
  needs: { domains: probedDomain, answers: strangerAnswers },
  optional: { clients: clientDialogues },
  detect: ({ domains, answers, clients }) => {
    const [domain = ''] = domains.status === 'known' ? domains.value : []
    const exchangers = answers.status === 'known' ? answers.value.map((one) => judge(one, domain)) : []
    const submission = clients.status === 'known' ? clients.value.flatMap(judgeSubmission) : []
    const verdicts = [...exchangers, ...submission]
    return verdicts.length === 0 ? notApplicable('no SMTP server answers here') : verdicts
  },
  texts: {
    en: {
      title: '{subject} takes mail of strangers for strangers: it looks like an open relay',
      because:
        '{subject} accepted RCPT TO:<{recipient}> from a stranger who had not logged in. Spammers find such servers ' +
        'within hours; block lists follow. No mail was sent to try it: some servers refuse only later.',
      allClear: '{subject} does not relay for strangers',
    },
    zh: {
      title: '{subject} 接受陌生人发给陌生人的邮件：疑似开放中继',
      because:
        '{subject} 接受了未登录的陌生人的 RCPT TO:<{recipient}>。垃圾邮件发送者几小时内就会发现这种服务器，随后被列入黑名单。测试中没有发送邮件：有些服务器在之后才拒绝。',
      allClear: '{subject} 不为陌生人中继',
    },
  },
  fix: [
    {
      do: {
        en: 'On the server let Mailmedic name the setting that allows it',
        zh: '在服务器上运行 Mailmedic，找出允许中继的设置',
      },
      command: 'mailmedic check --only security-open-relay',
      risk: 'none',
    },
    {
      do: { en: 'Postfix: strangers may send to own domains only', zh: 'Postfix：陌生人只能发到自己的域' },
      command:
        "postconf -e 'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only security-relays-for-strangers'],
  references: [
    'https://www.postfix.org/SMTPD_ACCESS_README.html',
    'https://www.rfc-editor.org/rfc/rfc5321#section-3.6',
  ],
})

function judge(answers: StrangerAnswers, domain: string): Verdict {
  const { host, address, dialogue } = answers
  const subject = `${host}:25`
  if (dialogue.status === 'unknown') return couldNotTell(dialogue.because, subject)
  const plain = relayRecipients.map((recipient) => said(answers, recipient))
  const taken = plain.find(({ told }) => told === 'accepted')
  if (taken !== undefined) return relays(subject, taken.recipient, evidenceOf(answers, taken))
  // Who takes mail for anybody at his own domain takes the disguised ones as local parts: that says nothing.
  const knowsItsUsers = said(answers, inventedRecipient(domain)).told === 'refused'
  const disguised = disguisedRecipients(domain, address).map((recipient) => said(answers, recipient))
  const fooled = knowsItsUsers ? disguised.find(({ told }) => told === 'accepted') : undefined
  if (fooled !== undefined) return relays(subject, fooled.recipient, evidenceOf(answers, fooled))
  if (plain.some(({ told }) => told === 'refused')) return fine(evidenceOf(answers, plain[0]), subject)
  const reply = plain.find(({ reply }) => reply !== undefined)?.reply
  return couldNotTell(
    {
      code: 'refused',
      text: `${subject} did not let us ask: ${reply ?? (dialogue.status === 'known' ? (dialogue.value.error ?? '') : '')}`,
      remedy: 'try from an address with a reverse name that is on no block list, or later',
    },
    subject,
  )
}

interface Said {
  readonly recipient: string
  readonly reply: string | undefined
  readonly told: ReturnType<typeof readStrangerReply>
}

function said(answers: StrangerAnswers, recipient: string): Said {
  const reply = replyToRecipient(answers, recipient)
  return { recipient, reply, told: readStrangerReply(reply) }
}

function relays(subject: string, recipient: string, evidence: readonly Evidence[]): Verdict {
  return problem({
    subject,
    confidence: 'likely',
    evidence,
    values: { recipient },
    marks: [`port:${subject.slice(subject.lastIndexOf(':') + 1)}`],
  })
}

function evidenceOf(
  { host, address, dialogue }: StrangerAnswers,
  one: Said | undefined,
): readonly Evidence[] {
  if (dialogue.status !== 'known' || one?.reply === undefined) return []
  const text = `RCPT TO:<${one.recipient}> → ${one.reply}`
  return dialogue.evidence.slice(0, 1).map((first) => ({ ...first, where: `${host}[${address}]:25`, text }))
}

/** The ports for users: a stranger must log in there before he may send anything. */
function judgeSubmission({ host, port, protocol, dialogue }: ClientDialogue): Verdict[] {
  if (protocol !== 'smtp' || dialogue.status !== 'known') return []
  const subject = `${host}:${port}`
  const [recipient] = relayRecipients
  const reply = dialogue.value.replies.find(({ command }) => command.startsWith('RCPT'))?.reply
  if (reply === undefined) return []
  const evidence = dialogue.evidence.map((one) => ({ ...one, text: `RCPT TO:<${recipient}> → ${reply}` }))
  if (reply.startsWith('2')) return [relays(subject, recipient, evidence)]
  return [fine(evidence, subject)]
}
