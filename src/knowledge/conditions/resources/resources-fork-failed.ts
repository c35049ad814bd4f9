import { loggedCondition } from '../../logged-condition.ts'

/** No new process could be started: TasksMax of the unit, the user's limit, or no memory (EAGAIN, ENOMEM). */
export const resourcesForkFailed = loggedCondition({
  id: 'resources-fork-failed',
  topic: 'resources',
  severity: 'high',
  query: { contains: ['Resource temporarily unavailable', 'Cannot allocate memory'] },
  accepts: ({ text }) => /\bfork\b|fork\(\)|pthread_create/.test(text),
  subject: ({ program }) => program.split('/')[0],
  confidence: 'certain',
  values: ({ subject }) => ({ unit: subject }),
  marks: ({ subject }) => [`program:${subject}`, `unit:${subject}.service`],
  explains: [{ condition: 'service-not-listening' }, { condition: 'queue-milter-unreachable' }],
  mistakenFor: [
    {
      condition: 'resources-file-descriptors',
      toldApartBy: {
        en: 'the log names fork, not "Too many open files"',
        zh: '日志指出的是 fork，而不是“Too many open files”',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} cannot start processes',
      because:
        '{subject} failed to start a process {count} times: the limit of processes is reached, or there is no ' +
        'memory. Connections wait and mail is late.',
      allClear: 'processes can be started',
    },
    zh: {
      title: '{subject} 无法启动新进程',
      because: '{subject} 共 {count} 次启动进程失败：已达到进程数上限，或内存不足。连接在等待，邮件延迟。',
      allClear: '可以启动新进程',
    },
  },
  fix: [
    {
      do: { en: 'See the limits and what is used of them', zh: '查看上限与已用数量' },
      command: 'systemctl show {unit} -p TasksMax,TasksCurrent,MemoryMax,MemoryCurrent; free -m',
      risk: 'none',
    },
    {
      do: {
        en: 'Raise TasksMax in the unit, or make memory free',
        zh: '在服务单元中提高 TasksMax，或释放内存',
      },
      command: 'systemctl set-property {unit} TasksMax=4096',
      risk: 'none',
    },
  ],
  verify: ["journalctl -u {unit} --since -10min | grep -c 'temporarily unavailable'"],
  references: ['https://www.freedesktop.org/software/systemd/man/latest/systemd.resource-control.html'],
})
