import { loggedCondition } from '../../logged-condition.ts'

/** A filter process of OpenSMTPD ended; smtpd ends with it by design. */
export const opensmtpdFilterExited = loggedCondition({
  id: 'opensmtpd-filter-exited',
  topic: 'downtime',
  severity: 'critical',
  query: { contains: ['lost child: ', 'misbehaving filter', 'filter exited', 'lost processor'] },
  subject: ({ text, program }) =>
    program === 'smtpd'
      ? (/(filter-[\w-]{1,50})|(?:child|processor|filter):? "?([\w-]{1,50})/
          .exec(text)
          ?.slice(1)
          .find(Boolean) ?? 'filter')
      : undefined,
  confidence: 'certain',
  marks: () => ['program:opensmtpd', 'unit:opensmtpd.service', 'port:25'],
  explains: [{ condition: 'queue-mail-system-stopped' }, { condition: 'service-not-listening' }],
  texts: {
    en: {
      title: 'OpenSMTPD stopped because {subject} ended',
      because:
        'A process that OpenSMTPD depends on ended ({subject}), and smtpd then stops altogether ({count} times).',
      allClear: 'no process of OpenSMTPD was lost',
    },
    zh: {
      title: 'OpenSMTPD 因 {subject} 结束而停止',
      because: 'OpenSMTPD 依赖的进程已结束（{subject}），smtpd 随之全部停止（{count} 次）。',
      allClear: 'OpenSMTPD 的进程均未丢失',
    },
  },
  fix: [
    {
      do: { en: 'See that the program is there and runs by itself', zh: '确认该程序存在且能单独运行' },
      command:
        'ls -l /usr/libexec/opensmtpd /usr/lib/*/opensmtpd 2>/dev/null; grep -n filter /etc/smtpd.conf',
      risk: 'none',
    },
    {
      do: {
        en: 'Start again; let systemd do it by itself the next time (Restart=on-failure)',
        zh: '重新启动；并让 systemd 下次自动重启（Restart=on-failure）',
      },
      command: 'systemctl restart opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['systemctl status opensmtpd --no-pager'],
  references: ['https://man.openbsd.org/smtpd-filters.7'],
})
