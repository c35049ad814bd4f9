import { loggedCondition } from '../../logged-condition.ts'

/** A process wanted to open one file or connection more than its limit allows (EMFILE). */
export const resourcesFileDescriptors = loggedCondition({
  id: 'resources-file-descriptors',
  topic: 'resources',
  severity: 'high',
  query: { contains: ['Too many open files'] },
  subject: ({ program }) => program.split('/')[0],
  confidence: 'certain',
  values: ({ subject }) => ({ unit: subject }),
  marks: ({ subject }) => [`program:${subject}`, `unit:${subject}.service`],
  explains: [
    { condition: 'queue-milter-unreachable' },
    { condition: 'filter-policy-service-down' },
    { condition: 'service-not-listening' },
    { condition: 'dovecot-stopped' },
    { condition: 'queue-mail-system-stopped' },
  ],
  mistakenFor: [
    {
      condition: 'resources-fork-failed',
      toldApartBy: {
        en: 'files could not be opened; processes could be started',
        zh: '无法打开文件，但可以启动进程',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} ran into its limit of open files',
      because:
        '{subject} could not open files or connections {count} times: "Too many open files". Connections are dropped ' +
        'and mail is deferred until load goes down or the limit is raised.',
      allClear: 'no program ran out of file descriptors',
    },
    zh: {
      title: '{subject} 达到了打开文件数上限',
      because:
        '{subject} 共 {count} 次无法打开文件或连接：“Too many open files”。在负载下降或提高上限之前，连接会中断，邮件会被推迟。',
      allClear: '没有程序耗尽文件描述符',
    },
  },
  fix: [
    {
      do: {
        en: 'Raise the limit in the unit (limits.conf does not count for services)',
        zh: '在服务单元中提高上限（limits.conf 对服务无效）',
      },
      command:
        "mkdir -p /etc/systemd/system/{unit}.service.d && printf '[Service]\\nLimitNOFILE=65536\\n' > /etc/systemd/system/{unit}.service.d/files.conf && systemctl daemon-reload && systemctl restart {unit}",
      risk: 'restart',
    },
  ],
  verify: ['grep "open files" /proc/$(pidof -s {unit})/limits'],
  references: [
    'https://doc.dovecot.org/2.3/admin_manual/errors/socket_unavailable/',
    'https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html',
  ],
})
