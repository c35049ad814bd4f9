import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/** Dovecot wants to give index files the group of /var/mail and may not. */
export const dovecotChgrpNotPermitted = loggedCondition({
  id: 'dovecot-chgrp-not-permitted',
  topic: 'client',
  severity: 'medium',
  query: { contains: ['group based on'] },
  accepts: ({ text }) => text.includes('Operation not permitted'),
  subject: (message) => mailboxOf(message) ?? '/var/mail',
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`],
  explains: [{ condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'storage-maildir-permission-denied',
      toldApartBy: {
        en: 'it is the change of the group that is denied, not the opening',
        zh: '被拒绝的是更改组，而不是打开文件',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot may not set the group of the mail files of {subject}',
      because:
        'Files in /var/mail are open to the group mail, and Dovecot (as the user) may not give that group to its own files ({count} times): the inbox may not open.',
      allClear: 'groups of mail files fit',
    },
    zh: {
      title: 'Dovecot 无法设置 {subject} 邮件文件的组',
      because:
        '/var/mail 中的文件对 mail 组开放，而以用户身份运行的 Dovecot 无法为自己的文件设置该组（{count} 次）：收件箱可能打不开。',
      allClear: '邮件文件的组设置正确',
    },
  },
  fix: [
    {
      do: { en: 'Close the files to the group', zh: '取消组权限' },
      command: 'chmod 0600 /var/mail/*',
      risk: 'none',
    },
  ],
  verify: ['ls -l /var/mail'],
  references: ['https://doc.dovecot.org/main/core/admin/errors.html'],
})
