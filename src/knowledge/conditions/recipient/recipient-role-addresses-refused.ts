import type { Evidence } from '../../../access/answer.ts'
import type { DialogueSeen } from '../../../access/net/net.ts'
import type { Fact } from '../../../collect/fact.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { probedDomain } from '../../../collect/mail/probed-domain.ts'
import { replyToRecipient, strangerAnswers } from '../../../collect/servers/stranger-answers.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { readStrangerReply } from '../../stranger-replies.ts'
import type { Verdict } from '../../verdict.ts'

/** postmaster must exist (RFC 5321 §4.5.1); abuse should (RFC 2142 §4): complaints go there. */
export const recipientRoleAddressesRefused = condition({
  id: 'recipient-role-addresses-refused',
  topic: 'configuration',
  severity: 'medium',
  needs: { domains: probedDomain, exchangers: exchangerDialogues },
  optional: { answers: strangerAnswers },
  detect: ({ domains, exchangers, answers }) => {
    if (exchangers.status === 'absent' || domains.status === 'absent')
      return notApplicable('no MX host answers')
    const [domain = ''] = domains.value
    const postmaster = exchangers.value.map(({ dialogue }) => ({
      reply: dialogue.status === 'known' ? replyToRcpt(dialogue.value) : undefined,
      dialogue,
    }))
    const asked = answers.status === 'known' ? answers.value : []
    const abuse = asked.map((one) => ({
      reply: replyToRecipient(one, `abuse@${domain}`),
      dialogue: one.dialogue,
    }))
    return [judge(`postmaster@${domain}`, 'medium', postmaster), judge(`abuse@${domain}`, 'low', abuse)]
  },
  texts: {
    en: {
      title: '{subject} does not exist',
      because:
        'Mail to {subject} is refused: {reply}. Providers, block lists and registries write there before they act; who ' +
        'does not read it learns of trouble too late.',
      allClear: '{subject} takes mail',
    },
    zh: {
      title: '{subject} 不存在',
      because:
        '发给 {subject} 的邮件被拒绝：{reply}。服务商、黑名单和注册机构在采取行动前会写信到这里；不收这些邮件，就会太晚才知道出了问题。',
      allClear: '{subject} 可以收信',
    },
  },
  fix: [
    {
      do: {
        en: 'Lead both to a person who reads them, in the aliases of the domain',
        zh: '在该域的别名中把两者都指向一个会阅读的人',
      },
      command:
        "printf 'postmaster: root\\nabuse: postmaster\\nroot: YOU@example.org\\n' >> /etc/aliases && newaliases",
      risk: 'none',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only recipient-role-addresses-refused'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.1',
    'https://www.rfc-editor.org/rfc/rfc2142#section-4',
  ],
})

interface Answered {
  readonly reply: string | undefined
  readonly dialogue: Fact<DialogueSeen>
}

function replyToRcpt({ replies }: DialogueSeen): string | undefined {
  return replies.find(({ command }) => command.startsWith('RCPT'))?.reply
}

function judge(subject: string, severity: 'medium' | 'low', answered: readonly Answered[]): Verdict {
  const told = answered.map((one) => ({ ...one, told: readStrangerReply(one.reply) }))
  const accepted = told.find((one) => one.told === 'accepted')
  if (accepted !== undefined) return fine(evidenceOf(accepted, subject), subject)
  const refused = told.find((one) => one.told === 'refused')
  if (refused === undefined) {
    const reply = told.find((one) => one.reply !== undefined)?.reply ?? 'no MX host answered'
    const remedy = 'try from an address with a reverse name that is on no block list, or later'
    return couldNotTell({ code: 'refused', text: `${subject}: ${reply}`, remedy }, subject)
  }
  return problem({
    subject,
    confidence: 'certain',
    severity,
    evidence: evidenceOf(refused, subject),
    values: { reply: refused.reply?.split('\n')[0] ?? '' },
    marks: [`recipient:${subject}`],
  })
}

function evidenceOf({ reply, dialogue }: Answered, subject: string): readonly Evidence[] {
  if (dialogue.status !== 'known') return []
  return dialogue.evidence.slice(0, 1).map((one) => ({ ...one, text: `RCPT TO:<${subject}> → ${reply}` }))
}
