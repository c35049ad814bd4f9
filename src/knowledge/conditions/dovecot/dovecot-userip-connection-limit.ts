import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/**
 * One user has more connections from one address than mail_max_userip_connections allows (10 by default).
 */
export const dovecotUseripConnectionLimit = loggedCondition({
  id: 'dovecot-userip-connection-limit',
  topic: 'client',
  severity: 'medium',
  query: { contains: ['Maximum number of connections from user+IP exceeded'], minimum: 3 },
  subject: (message) => mailboxOf(message) ?? 'a user',
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'dovecot-login-process-limit',
      toldApartBy: {
        en: 'one user at one address is hit, the others get in',
        zh: '只有一个用户（一个地址）受影响，其他人可以登录',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} has too many connections from one address',
      because:
        'Dovecot refused connections of {subject} {count} times: more than mail_max_userip_connections from one address. Several devices behind one router, or a webmail, do that; the client says "too many simultaneous connections".',
      allClear: 'no user exceeds the connections per address',
    },
    zh: {
      title: '{subject} 从同一地址的连接过多',
      because:
        'Dovecot 拒绝了 {subject} 的连接 {count} 次：超过了 mail_max_userip_connections。同一路由器后的多台设备或 Webmail 常会如此，客户端提示“同时连接数过多”。',
      allClear: '没有用户超过单地址连接数限制',
    },
  },
  fix: [
    {
      do: { en: 'See who is connected', zh: '查看当前连接' },
      command: 'doveadm who {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Allow more: protocol imap { mail_max_userip_connections = 30 }, each on its own line; let a webmail’s address be among login_trusted_networks',
        zh: '提高限制：protocol imap { mail_max_userip_connections = 30 }，分行书写；Webmail 的地址写入 login_trusted_networks',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm who {subject}', 'doveconf mail_max_userip_connections'],
  references: ['https://doc.dovecot.org/main/core/summaries/settings.html#mail_max_userip_connections'],
})
