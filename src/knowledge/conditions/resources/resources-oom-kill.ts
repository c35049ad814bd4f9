import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import type { TimelineEvent } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { mailProgramIn, programMarks } from '../../mail-programs.ts'
import type { Verdict } from '../../verdict.ts'

/** Once in a day, and the program came back: it may come again, but it is over. */
const recently = 6 * 3_600_000

/** Memory ran out and the kernel killed a program that mail needs; the rest is what follows from that. */
export const resourcesOomKill = condition({
  id: 'resources-oom-kill',
  topic: 'resources',
  severity: 'critical',
  needs: { log: mailLog, now },
  optional: { units: serviceUnits },
  detect: ({ log, now, units }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const kills = log.value.timeline.filter(({ kind }) => kind === 'out-of-memory-kill')
    const byProgram = Map.groupBy(kills, ({ subject }) => subject)
    if (byProgram.size === 0) return fine()
    const failed =
      units.status === 'known'
        ? units.value.filter(({ activeState }) => activeState === 'failed').map(({ name }) => name)
        : []
    return [...byProgram].map(([name, events]) => judge(name, events, now.value, failed))
  },
  explains: [
    { condition: 'queue-milter-unreachable' },
    { condition: 'queue-milter-silently-accepting' },
    { condition: 'filter-policy-service-down' },
    { condition: 'dovecot-stopped' },
    { condition: 'queue-mail-system-stopped' },
    { condition: 'auth-backend-sql-down' },
  ],
  mistakenFor: [
    {
      condition: 'dovecot-vsz-limit-memory',
      toldApartBy: {
        en: 'the kernel itself says that it killed the process; it is not a limit of Dovecot',
        zh: '内核日志明确表示终止了该进程，而不是 Dovecot 自身的限制',
      },
    },
  ],
  texts: {
    en: {
      title: 'The machine ran out of memory: {subject} was killed',
      because:
        'The kernel killed {subject} {count} times because there was no memory left. What needs it fails until it is ' +
        'started again, and then the same will happen again.',
      allClear: 'the kernel killed nothing for lack of memory',
    },
    zh: {
      title: '内存耗尽：{subject} 被终止',
      because:
        '内存不足，内核 {count} 次终止了 {subject}。依赖它的服务在其重启前都会失败，而且问题会再次发生。',
      allClear: '内核没有因内存不足终止任何进程',
    },
  },
  fix: [
    {
      do: { en: 'See who uses the memory', zh: '查看内存占用' },
      command: 'ps -eo rss,pid,args --sort=-rss | head -15; free -m',
      risk: 'none',
    },
    {
      do: {
        en: 'Give ClamAV half of its need (ConcurrentDatabaseReload no), add swap or memory, or run fewer processes',
        zh: '让 ClamAV 占用减半（ConcurrentDatabaseReload no），增加交换空间或内存，或减少进程数',
      },
      risk: 'none',
    },
    {
      do: { en: 'Start what was killed', zh: '启动被终止的服务' },
      command: 'systemctl --failed; systemctl start {unit}',
      risk: 'restart',
    },
  ],
  verify: ['journalctl -k --since -1h | grep -i "killed process"'],
  references: ['https://docs.clamav.net/', 'https://docs.kernel.org/admin-guide/mm/concepts.html'],
})

function judge(
  subject: string,
  events: readonly TimelineEvent[],
  now: number,
  failed: readonly string[],
): Verdict {
  const word = mailProgramIn(subject)
  const [first, last] = [events[0], events.at(-1)]
  if (first === undefined || last === undefined) return fine([], subject)
  const marks = word === undefined ? [] : programMarks(word)
  const down = failed.some((unit) => word !== undefined && unit.includes(word))
  const evidence = events.slice(-3).map((event) => event.evidence)
  if (now - last.at > recently && !down) return over({ evidence, subject, since: first.at, until: last.at })
  return problem({
    subject,
    confidence: 'certain',
    severity: word === undefined ? 'low' : down ? 'critical' : 'high',
    evidence,
    values: { count: events.length, unit: marks[1]?.slice('unit:'.length) ?? subject },
    marks: [...marks, `process:${subject}`],
    since: first.at,
  })
}
