import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/**
 * A client sent a password without TLS and was refused, as it should be: the client’s settings are wrong.
 */
export const authCleartextRefused = loggedCondition({
  id: 'auth-cleartext-refused',
  topic: 'client',
  severity: 'low',
  query: {
    contains: ['tried to use disallowed plaintext auth', 'tried to use disallowed cleartext auth'],
    minimum: 3,
  },
  subject: (message) => mailboxOf(message) ?? 'a client',
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: { en: 'the password was never looked at', zh: '密码根本没有被检查' },
    },
  ],
  texts: {
    en: {
      title: 'The mail program of {subject} does not use TLS',
      because:
        '{subject} tries to log in without encryption, which this server rightly refuses ({count} times).',
      allClear: 'no client logs in without TLS',
    },
    zh: {
      title: '{subject} 的邮件程序没有使用 TLS',
      because: '{subject} 试图在未加密的连接上登录，服务器正确地拒绝了（{count} 次）。',
      allClear: '没有客户端在未加密时登录',
    },
  },
  fix: [
    {
      do: {
        en: 'In the mail program: port 993 with SSL/TLS, or 143 with STARTTLS. Do not weaken the server',
        zh: '在邮件程序中使用 993 端口（SSL/TLS）或 143 端口（STARTTLS）。不要降低服务器的要求',
      },
      risk: 'none',
    },
  ],
  verify: ['journalctl --since -10min --no-pager | grep disallowed'],
  references: ['https://doc.dovecot.org/main/core/config/ssl.html'],
})
