import type { MessageGroup } from '../../../logs/mail-log.ts'
import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** `passwd-file: open(/etc/dovecot/users) failed: Permission denied`, in 2.3 and in 2.4. */
const opened = /open\((\/[^\s()]{1,400})\) failed: ([A-Z][A-Za-z ]{3,60})/

/**
 * Dovecot's `auth` cannot open the file that holds the accounts: nobody can log in, and no mail finds its
 * mailbox. It opens the file as the user `dovecot`, not as root.
 */
export const authPasswordFileUnreadable = loggedCondition({
  id: 'auth-password-file-unreadable',
  topic: 'downtime',
  severity: 'critical',
  query: { contains: 'passwd-file', endedByStartOf: 'dovecot' },
  accepts: ({ text }) => opened.test(text),
  subject: fileOf,
  confidence: 'certain',
  values: ({ groups }) => ({ error: groups.map(errorOf)[0] ?? '' }),
  marks: ({ subject }) => [`path:${subject}`, 'program:dovecot', 'socket:private/dovecot-lmtp'],
  explains: [
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'auth-wrong-password-device' },
    { condition: 'auth-userdb-missing' },
    { condition: 'dovecot-lmtp-user-unknown' },
    // Without the file Dovecot does not know whose mailbox it is.
    { condition: 'deliveries-deferred', when: (_, { subject }) => /dovecot|lmtp/.test(subject) },
    { condition: 'deliveries-rejected', when: (_, { subject }) => /dovecot|lmtp/.test(subject) },
  ],
  mistakenFor: [
    {
      condition: 'auth-wrong-password-device',
      toldApartBy: {
        en: 'the passwords were never compared: the file could not be opened',
        zh: '根本没有比较密码：文件无法打开',
      },
    },
    {
      condition: 'auth-socket-permission',
      toldApartBy: {
        en: 'the socket works; the file behind it is closed',
        zh: '套接字正常，是其后的文件打不开',
      },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot cannot open the file of accounts {subject}: {error}',
      because:
        'The accounts are in {subject}, and Dovecot’s auth process cannot open it ({error}, {count} times). Nobody can log in to read or to send, and mail for mailboxes waits.',
      allClear: 'Dovecot can read its files of accounts',
    },
    zh: {
      title: 'Dovecot 无法打开账户文件 {subject}：{error}',
      because:
        '账户保存在 {subject} 中，而 Dovecot 的 auth 进程无法打开它（{error}，{count} 次）。没有人能登录收信或发信，投递到邮箱的邮件也在等待。',
      allClear: 'Dovecot 能读取其账户文件',
    },
  },
  fix: [
    {
      do: { en: 'See whether it is there, and who may read it', zh: '查看文件是否存在以及谁可以读取' },
      command: 'ls -l {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'If it is there: let Dovecot’s group read it, and nobody else',
        zh: '若存在：允许 Dovecot 的组读取，其他人不可读',
      },
      command: 'chown root:dovecot {subject} && chmod 640 {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'If it is not: put it back, or correct the path in passdb and userdb, and reload',
        zh: '若不存在：恢复该文件，或更正 passdb 与 userdb 中的路径，然后重新加载',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ["doveadm user '*'"],
  references: ['https://doc.dovecot.org/main/core/config/auth/databases/passwd_file.html'],
})

function fileOf({ text }: MessageGroup): string | undefined {
  return opened.exec(text)?.[1]
}

function errorOf({ text }: MessageGroup): string {
  return (opened.exec(text)?.[2] ?? '').trim()
}
