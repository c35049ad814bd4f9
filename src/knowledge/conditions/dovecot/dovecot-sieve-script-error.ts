import { loggedCondition, mailboxOf } from '../../logged-condition.ts'

/** A user’s filter does not compile, or names a folder that is not there: mail lands in the inbox. */
export const dovecotSieveScriptError = loggedCondition({
  id: 'dovecot-sieve-script-error',
  topic: 'client',
  severity: 'low',
  query: { contains: ['Failed to compile script', 'failed to store into mailbox', 'Execution of script'] },
  accepts: ({ text }) => text.startsWith('sieve: ') || text.includes(': sieve: ') || text.includes('sieve-'),
  subject: (message) => mailboxOf(message) ?? 'a user',
  confidence: 'certain',
  marks: ({ subject }) => [`user:${subject}`],
  mistakenFor: [
    {
      condition: 'dovecot-mail-location-wrong',
      toldApartBy: {
        en: 'only filtered mail goes elsewhere; the mailbox itself is whole',
        zh: '只有被过滤的邮件去了别处，邮箱本身完整',
      },
    },
  ],
  texts: {
    en: {
      title: 'The filter of {subject} does not work',
      because:
        'The Sieve script of {subject} does not compile or names a missing folder ({count} times). Its mail lands in the inbox instead.',
      allClear: 'all filters work',
    },
    zh: {
      title: '{subject} 的过滤规则无效',
      because: '{subject} 的 Sieve 脚本无法编译或引用了不存在的文件夹（{count} 次），其邮件改为进入收件箱。',
      allClear: '所有过滤规则有效',
    },
  },
  fix: [
    {
      do: {
        en: 'Read what is wrong with it; then "require" the extension, or add :create to fileinto',
        zh: '查看错误；然后 require 所需扩展，或为 fileinto 加上 :create',
      },
      command:
        'doveadm sieve get -u {subject} "$(doveadm sieve list -u {subject} | awk \'/ACTIVE/ {print $1}\')"',
      risk: 'none',
    },
  ],
  verify: ['doveadm sieve list -u {subject}'],
  references: ['https://doc.dovecot.org/main/core/plugins/sieve.html'],
})
