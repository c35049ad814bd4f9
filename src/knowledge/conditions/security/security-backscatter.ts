import { probedDomain } from '../../../collect/mail/probed-domain.ts'
import { inventedRecipient } from '../../../collect/servers/relay-recipients.ts'
import { replyToRecipient, strangerAnswers } from '../../../collect/servers/stranger-answers.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { readStrangerReply } from '../../stranger-replies.ts'

/**
 * An MX host accepts a recipient that cannot exist. Unless all mail of the domain goes into one mailbox on
 * purpose, it must bounce later, to senders whom spammers made up.
 */
export const securityBackscatter = condition({
  id: 'security-backscatter',
  topic: 'security',
  severity: 'low',
  needs: { domains: probedDomain, answers: strangerAnswers },
  detect: ({ domains, answers }) => {
    if (answers.status === 'absent' || domains.status === 'absent') return notApplicable('no MX host answers')
    const [domain = ''] = domains.value
    const recipient = inventedRecipient(domain)
    return answers.value.map((one) => {
      const { host: subject, address, dialogue } = one
      if (dialogue.status === 'unknown') return couldNotTell(dialogue.because, subject)
      const reply = replyToRecipient(one, recipient)
      const text = `RCPT TO:<${recipient}> → ${reply}`
      const evidence = dialogue.status === 'known' ? dialogue.evidence.slice(0, 1) : []
      const shown = evidence.map((first) => ({ ...first, where: `${subject}[${address}]:25`, text }))
      const told = readStrangerReply(reply)
      if (told === 'refused') return fine(shown, subject)
      if (told === 'accepted')
        return problem({
          subject,
          confidence: 'possible',
          evidence: shown,
          values: { recipient, domain },
          marks: ['port:25', `domain:${domain}`],
        })
      const because = reply ?? 'the dialogue ended before'
      return couldNotTell(
        { code: 'refused', text: `${subject} did not say whether it knows its users: ${because}` },
        subject,
      )
    })
  },
  texts: {
    en: {
      title: '{subject} accepts mail for people who do not exist',
      because:
        '{subject} accepted RCPT TO:<{recipient}>, an address that was made up. If {domain} collects all mail in one ' +
        'mailbox on purpose, that is in order. Otherwise the mail is returned later, to forged senders: such returns ' +
        'are spam to strangers and put the server on block lists.',
      allClear: '{subject} refuses recipients that do not exist',
    },
    zh: {
      title: '{subject} 接受发给不存在的人的邮件',
      because:
        '{subject} 接受了 RCPT TO:<{recipient}>，而该地址是虚构的。如果 {domain} 有意用一个邮箱收取全部邮件，则属正常。否则邮件会在之后退给伪造的发件人：这对他人就是垃圾邮件，会使服务器被列入黑名单。',
      allClear: '{subject} 拒绝不存在的收件人',
    },
  },
  fix: [
    {
      do: {
        en: 'Let the server know its recipients, and refuse others in the SMTP dialogue; on a backup MX or gateway, ask the next server',
        zh: '让服务器知道有哪些收件人，并在 SMTP 会话中拒绝其他人；备用 MX 或网关则向下一台服务器查询',
      },
      command:
        "postconf -e 'smtpd_recipient_restrictions = reject_unauth_destination, reject_unverified_recipient' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only security-backscatter'],
  references: [
    'https://www.postfix.org/BACKSCATTER_README.html',
    'https://www.rfc-editor.org/rfc/rfc5321#section-6.2',
  ],
})
