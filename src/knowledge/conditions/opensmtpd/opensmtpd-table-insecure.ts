import type { LinkedProblem } from '../../condition.ts'
import { loggedCondition } from '../../logged-condition.ts'

/** Owner or mode of a table or secret goes against smtpd’s own checks, or a label is missing in it. */
export const opensmtpdTableInsecure = loggedCondition({
  id: 'opensmtpd-table-insecure',
  topic: 'downtime',
  severity: 'high',
  query: {
    contains: ['insecure permissions', 'insecure file', 'could not find table', 'credentials not found'],
  },
  subject: ({ text }) =>
    /(\/[^\s:"]{1,200})|<?table[ <]+"?([\w:.@-]{1,100})|for <?([\w:.@-]{1,100})/
      .exec(text)
      ?.slice(1)
      .find(Boolean) ?? 'smtpd',
  confidence: 'certain',
  marks: () => ['program:opensmtpd'],
  explains: [
    { condition: 'queue-mail-system-stopped' },
    { condition: 'logins-failing' },
    { condition: 'deliveries-deferred', when: isSecretsOf },
  ],
  texts: {
    en: {
      title: 'OpenSMTPD does not use {subject}',
      because:
        'OpenSMTPD will not use {subject}: its owner or mode is not what smtpd demands, or an entry is missing ({count} times). Log-ins, or the way out through a smarthost, fail.',
      allClear: 'OpenSMTPD uses all its tables',
    },
    zh: {
      title: 'OpenSMTPD 不使用 {subject}',
      because:
        'OpenSMTPD 拒绝使用 {subject}：其属主或权限不符合 smtpd 的要求，或缺少条目（{count} 次）。登录或经中继主机外发会失败。',
      allClear: 'OpenSMTPD 使用所有表',
    },
  },
  fix: [
    {
      do: {
        en: 'Let root own it and smtpd’s group read it, nobody else',
        zh: '属主设为 root，仅允许 smtpd 的组读取',
      },
      command: 'ls -l {subject}; chown root:opensmtpd {subject} && chmod 0640 {subject}',
      risk: 'none',
    },
    {
      do: { en: 'Then start it again', zh: '然后重新启动' },
      command: 'smtpd -n && systemctl restart opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['smtpd -n', 'systemctl status opensmtpd --no-pager'],
  references: ['https://man.openbsd.org/table.5', 'https://man.openbsd.org/smtpd.conf.5'],
})

/** A label that is missing among the secrets: nothing leaves that goes through the smarthost. */
function isSecretsOf({ subject }: LinkedProblem, { marks }: LinkedProblem): boolean {
  return /^[\w.-]+:/.test(subject) && !marks.some((mark) => mark.startsWith('endpoint:'))
}
