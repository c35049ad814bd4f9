import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

const shownRecipients = 5
/** With so many refused names, the two programs read different lists. */
const manyRecipients = 5

/**
 * Postfix takes mail for an address that Dovecot then refuses: the sender gets a bounce, and forged
 * senders get the bounces of strangers' spam (backscatter).
 */
export const dovecotLmtpUserUnknown = condition({
  id: 'dovecot-lmtp-user-unknown',
  topic: 'delivery',
  severity: 'medium',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const refused = log.value.deliveries.filter(
      ({ daemon, status, reply }) =>
        daemon === 'lmtp' && status === 'bounced' && reply.includes("User doesn't exist"),
    )
    const pairs = refused.flatMap((group) => group.domains.map((domain) => ({ domain, group })))
    const domains = [...Map.groupBy(pairs, ({ domain }) => domain)]
    if (domains.length === 0) return fine()
    return domains.map(([domain, ones]) => {
      const groups = ones.map(({ group }) => group)
      const since = Math.min(...groups.map(({ firstAt }) => firstAt))
      const until = Math.max(...groups.map(({ lastAt }) => lastAt))
      const evidence = groups.slice(0, 3).map(({ lastExample }) => lastExample)
      if (isOver(log.value, now.value, until)) return over({ subject: domain, evidence, since, until })
      const recipients = [...new Set(groups.flatMap((group) => group.recipients))].filter((one) =>
        one.endsWith(`@${domain}`),
      )
      return problem({
        subject: domain,
        severity: recipients.length >= manyRecipients ? 'high' : 'medium',
        confidence: 'likely',
        evidence,
        values: {
          count: groups.reduce((sum, { count }) => sum + count, 0),
          recipients: recipients.slice(0, shownRecipients).join(', ') || domain,
          recipient: recipients[0] ?? `USER@${domain}`,
        },
        marks: [
          ...recipients.map((name) => `user:${name}`),
          ...groups.flatMap(({ relay }) => (relay.socket === undefined ? [] : [`socket:${relay.socket}`])),
        ],
        since,
        impact: { messages: groups.flatMap(({ queueIds }) => queueIds), users: recipients },
      })
    })
  },
  explains: [{ condition: 'deliveries-rejected' }],
  mistakenFor: [
    {
      condition: 'dovecot-lmtp-unreachable',
      toldApartBy: { en: 'Dovecot answered, and knows no such user', zh: 'Dovecot 已应答，只是没有该用户' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot does not know users that Postfix takes mail for: {subject}',
      because:
        'Postfix accepted mail for {recipients}, and Dovecot answered "User doesn\'t exist" ({count} times). The two ' +
        'read different lists of users, or a different form of the name (with or without the domain).',
      allClear: 'Dovecot knows all users that Postfix takes mail for',
    },
    zh: {
      title: 'Dovecot 不认识 Postfix 接收邮件的用户：{subject}',
      because:
        "Postfix 接受了 {recipients} 的邮件，而 Dovecot 回复 “User doesn't exist”（{count} 次）。两者使用的用户列表不同，或用户名形式不同（是否包含域名）。",
      allClear: 'Dovecot 认识 Postfix 接收邮件的所有用户',
    },
  },
  fix: [
    {
      do: { en: 'Ask both whether they know the address', zh: '分别查询两者是否认识该地址' },
      command: 'doveadm user {recipient}; postmap -q {recipient} "$(postconf -hx virtual_mailbox_maps)"',
      risk: 'none',
    },
    {
      do: {
        en: 'System users: let Dovecot drop the domain, auth_username_format = %Ln (2.4: %{user | username | lower}) in protocol lmtp. Virtual users: let Postfix read the same list, so that it refuses others at once',
        zh: '系统用户：让 Dovecot 去掉域名，在 protocol lmtp 中设置 auth_username_format = %Ln（2.4：%{user | username | lower}）。虚拟用户：让 Postfix 读取同一列表，以便立即拒绝不存在的地址',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm user {recipient}'],
  references: ['https://doc.dovecot.org/main/howto/lmtp/postfix.html'],
})
