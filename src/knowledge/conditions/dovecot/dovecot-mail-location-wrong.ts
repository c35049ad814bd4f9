import { loggedCondition, mailboxOf } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/**
 * Dovecot does not find the mailboxes where its configuration says: users see nothing though the mail exists.
 */
export const dovecotMailLocationWrong = loggedCondition({
  id: 'dovecot-mail-location-wrong',
  topic: 'client',
  severity: 'high',
  query: {
    contains: [
      'Mail storage autodetection failed',
      'Ambiguous mail location setting',
      "Namespace '': Mail storage autodetection failed",
    ],
  },
  subject: (message) => mailboxOf(message) ?? 'mail_location',
  confidence: 'likely',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing', when: isPasswordCheck }, { condition: 'deliveries-deferred' }],
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: { en: 'nothing is denied; the path is another one', zh: '没有权限问题，是路径不对' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot does not find the mailbox of {subject}',
      because:
        'Dovecot was not told where mailboxes are (mail_location; 2.4: mail_driver, mail_path) and could not guess it for {subject} ({count} times). Often after an upgrade or a changed home.',
      allClear: 'Dovecot finds the mailboxes',
    },
    zh: {
      title: 'Dovecot 找不到 {subject} 的邮箱',
      because:
        '配置没有说明邮箱位置（mail_location；2.4：mail_driver、mail_path），Dovecot 也无法为 {subject} 自动判断（{count} 次）。常见于升级或主目录变更之后。',
      allClear: 'Dovecot 能找到邮箱',
    },
  },
  fix: [
    {
      do: { en: 'See where it looks', zh: '查看 Dovecot 查找的位置' },
      command: 'doveadm user {subject}; doveconf -n | grep -E "^mail_(location|driver|path|home)"',
      risk: 'none',
    },
    {
      do: {
        en: 'Set it to where the mail is, such as mail_location = maildir:/var/vmail/%d/%n (2.4: mail_driver = maildir, mail_path = …)',
        zh: '设置为邮件的实际位置，例如 mail_location = maildir:/var/vmail/%d/%n（2.4：mail_driver = maildir，mail_path = …）',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm mailbox status -u {subject} messages INBOX'],
  references: ['https://doc.dovecot.org/main/core/config/mailbox/mail_location.html'],
})
