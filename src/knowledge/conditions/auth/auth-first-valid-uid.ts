import { loggedCondition, mailboxOf } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** Dovecot opens no mailbox for a uid below first_valid_uid, and this account has such a one. */
export const authFirstValidUid = loggedCondition({
  id: 'auth-first-valid-uid',
  topic: 'client',
  severity: 'high',
  query: { contains: ['see first_valid_uid', 'see last_valid_uid', 'see first_valid_gid'] },
  // `lmtp(350): … uid from mail_uid setting`: the one uid of all mailboxes.
  subject: (message) => mailboxOf(message) ?? 'Dovecot',
  confidence: 'likely',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'deliveries-deferred', when: (_, { subject }) => /dovecot|lmtp/.test(subject) },
  ],
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: {
        en: 'Dovecot refuses the uid itself; it never came to open a file',
        zh: 'Dovecot 拒绝该 uid 本身，还没有打开任何文件',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot does not serve the uid of {subject}',
      because:
        'The account {subject} has a uid outside the range that Dovecot serves (first_valid_uid): log-in and delivery fail ({count} times).',
      allClear: 'all accounts have a uid that Dovecot serves',
    },
    zh: {
      title: 'Dovecot 不为 {subject} 的 uid 提供服务',
      because:
        '账户 {subject} 的 uid 不在 Dovecot 允许的范围内（first_valid_uid）：登录和投递都失败（{count} 次）。',
      allClear: '所有账户的 uid 都在允许范围内',
    },
  },
  fix: [
    {
      do: { en: 'See the uid of the account and the limit', zh: '查看账户的 uid 与限制' },
      command: 'doveadm user {subject}; doveconf first_valid_uid last_valid_uid',
      risk: 'none',
    },
    {
      do: {
        en: 'Set first_valid_uid to the uid of the mailboxes’ owner (vmail), not lower',
        zh: '把 first_valid_uid 设为邮箱属主（vmail）的 uid，不要更低',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm mailbox status -u {subject} messages INBOX'],
  references: ['https://doc.dovecot.org/main/core/config/auth/users/system.html'],
})
