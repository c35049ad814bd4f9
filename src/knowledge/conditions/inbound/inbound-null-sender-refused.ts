import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { classifyReply } from '../../../explain/reply-reason.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { refusedSender } from '../../stranger-replies.ts'

/** Reasons that are about the sender's address, and not about who asked. */
const aboutTheSender = new Set(['sender-invalid', 'sender-not-allowed', 'sender-blocked', 'address-syntax'])

/** RFC 5321 §4.5.5, §6.1: returned mail has an empty sender, and must be taken. */
export const inboundNullSenderRefused = condition({
  id: 'inbound-null-sender-refused',
  topic: 'delivery',
  severity: 'medium',
  needs: { exchangers: exchangerDialogues },
  detect: ({ exchangers }) => {
    if (exchangers.status === 'absent') return notApplicable('no MX host answers')
    return [...Map.groupBy(exchangers.value, ({ host }) => host)].map(([host, group]) => {
      const answered = group.find(
        ({ dialogue }) => dialogue.status === 'known' && dialogue.value.replies.length > 0,
      )
      if (answered?.dialogue.status !== 'known')
        return couldNotTell({ code: 'failed', text: `${host} did not come as far as MAIL FROM` }, host)
      const reply = refusedSender(answered.dialogue)
      if (reply === undefined) return fine(answered.dialogue.evidence.slice(0, 1), host)
      const isMeant = /^5/.test(reply) && aboutTheSender.has(classifyReply(reply).reason)
      if (!isMeant)
        return couldNotTell({ code: 'refused', text: `${host} did not let us ask: ${reply}` }, host)
      return problem({
        subject: host,
        confidence: 'certain',
        evidence: answered.dialogue.evidence
          .slice(0, 1)
          .map((one) => ({ ...one, text: `MAIL FROM:<> → ${reply}` })),
        values: { reply: reply.split('\n')[0] ?? '' },
        marks: ['port:25'],
      })
    })
  },
  texts: {
    en: {
      title: '{subject} refuses returned mail (the empty sender)',
      because:
        '{subject} refuses MAIL FROM:<>: {reply}. Non-delivery reports, vacation replies and address checks of other ' +
        'servers come with an empty sender: users never learn that their mail failed, and some servers refuse their mail.',
      allClear: '{subject} takes mail with an empty sender',
    },
    zh: {
      title: '{subject} 拒绝退信（空发件人）',
      because:
        '{subject} 拒绝 MAIL FROM:<>：{reply}。退信、自动回复和其他服务器的地址验证都使用空发件人：用户不会知道邮件失败，有些服务器还会拒收他们的邮件。',
      allClear: '{subject} 接受空发件人的邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Remove the rule against the empty sender; returns to forged senders are told apart by the recipient (SRS, BATV)',
        zh: '去掉针对空发件人的规则；伪造退信应按收件人区分（SRS、BATV）',
      },
      command: "postconf smtpd_sender_restrictions; grep -n '<>' /etc/postfix/*access*",
      risk: 'none',
    },
  ],
  verify: ['mailmedic probe DOMAIN --only inbound-null-sender-refused'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-4.5.5'],
})
