import { loggedCondition, mailboxOf } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * The password is right, but the user database does not tell whose mailbox and which uid: the log-in ends at once.
 */
export const authUserdbMissing = loggedCondition({
  id: 'auth-userdb-missing',
  topic: 'client',
  severity: 'high',
  query: {
    contains: [
      'not found from userdb',
      'is missing UID (see mail_uid',
      'is missing GID (see mail_gid',
      'userdb lookup returned temporary failure',
      "userdb didn't return",
    ],
  },
  subject: (message) => mailboxOf(message) ?? 'Dovecot log-ins',
  confidence: 'likely',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing', when: isPasswordCheck }, { condition: 'deliveries-deferred' }],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: { en: 'the password was accepted', zh: '密码已通过验证' },
    },
  ],
  texts: {
    en: {
      title: '{subject}: the password is right, but there is no mail account',
      because:
        'Dovecot accepted the password and then found no user, uid or home for {subject} in the userdb ({count} times). The client sees the log-in dropped at once.',
      allClear: 'every user that logs in has a mail account',
    },
    zh: {
      title: '{subject}：密码正确，但没有邮件账户信息',
      because:
        'Dovecot 接受了密码，但在 userdb 中找不到 {subject} 的用户、uid 或主目录（{count} 次）。客户端登录后立即被断开。',
      allClear: '登录的用户都有邮件账户',
    },
  },
  fix: [
    {
      do: { en: 'See what the user database says', zh: '查看用户数据库的返回' },
      command: 'doveadm user {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'Complete the userdb: the same users as in the passdb, each with uid, gid and home (static: uid=vmail gid=vmail home=/var/vmail/%d/%n)',
        zh: '补全 userdb：与 passdb 相同的用户，并含 uid、gid、home（static：uid=vmail gid=vmail home=/var/vmail/%d/%n）',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm user {subject}'],
  references: ['https://doc.dovecot.org/main/core/config/auth/userdb.html'],
})
