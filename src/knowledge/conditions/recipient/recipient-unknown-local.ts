import { mailLog } from '../../../collect/logs/mail-log.ts'
import { mailboxUsers } from '../../../collect/mail/mailbox-users.ts'
import { now } from '../../../collect/system/now.ts'
import type { RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/**
 * Mail for a user who has a mailbox here is refused as "User unknown": the account exists, Postfix's
 * table of recipients does not have it. Other unknown users are typing errors and guessing, no fault.
 */
export const recipientUnknownLocal = condition({
  id: 'recipient-unknown-local',
  topic: 'delivery',
  severity: 'medium',
  needs: { log: mailLog, now },
  optional: { accounts: mailboxUsers },
  detect: ({ log, now, accounts }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const users = new Set([
      ...log.value.logins.byUser.map(({ user }) => user.toLowerCase()),
      ...(accounts.status === 'known' ? accounts.value : []),
    ])
    const refused = log.value.rejects.filter(isUnknownUser)
    const existing = new Set(
      refused
        .flatMap(({ recipients }) => recipients.map((one) => one.toLowerCase()))
        .filter((one) => users.has(one)),
    )
    const found = [...existing].slice(0, 30).flatMap((recipient) => {
      const groups = refused.filter(({ recipients }) =>
        recipients.some((one) => one.toLowerCase() === recipient),
      )
      const until = Math.max(...groups.map(({ lastAt }) => lastAt))
      if (isOver(log.value, now.value, until, 'postfix')) return []
      return problem({
        subject: recipient,
        confidence: 'likely',
        evidence: groups.slice(0, 3).map(({ lastExample }) => lastExample),
        values: { text: groups[0]?.text ?? '' },
        marks: [`user:${recipient}`, 'reason:user-unknown'],
        since: Math.min(...groups.map(({ firstAt }) => firstAt)),
        impact: { messages: [], users: [recipient] },
      })
    })
    return found.length === 0 ? fine() : found
  },
  explains: [{ condition: 'inbound-refused' }],
  texts: {
    en: {
      title: 'Mail for {subject} is refused, though that user has a mailbox here',
      because:
        '{subject} has an account here (Dovecot knows it, or it logs in); but Postfix refuses mail for it: {text}. The table of ' +
        'recipients lacks the address, or was not rebuilt.',
      allClear: 'nobody who has a mailbox here is refused as a recipient',
    },
    zh: {
      title: '发给 {subject} 的邮件被拒，而该用户在此有邮箱',
      because:
        '{subject} 在此有账户（Dovecot 认识它，或它在此登录）；但 Postfix 拒收发给它的邮件：{text}。收件人表中缺少该地址，或尚未重新生成。',
      allClear: '没有在此拥有邮箱的用户作为收件人被拒',
    },
  },
  fix: [
    {
      do: {
        en: 'Add the address to the table of its domain, and rebuild it',
        zh: '将该地址加入其域名对应的表并重新生成',
      },
      command: 'postconf virtual_mailbox_maps virtual_alias_maps local_recipient_maps',
      risk: 'none',
    },
  ],
  verify: ['sendmail -bv {subject}'],
  references: [
    'https://www.postfix.org/LOCAL_RECIPIENT_README.html',
    'https://www.postfix.org/VIRTUAL_README.html',
  ],
})

function isUnknownUser({ text, restriction }: RejectGroup): boolean {
  return restriction === 'recipient' && text.includes('User unknown in')
}
