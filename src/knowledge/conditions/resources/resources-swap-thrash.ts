import { memoryPressure } from '../../../collect/system/pressure.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** So large a part (of a hundred) of five minutes did everything stand still for memory. */
const standstill = 10

/** The programs need more memory than there is: all of them wait while pages are moved to and fro. */
export const resourcesSwapThrash = condition({
  id: 'resources-swap-thrash',
  topic: 'slow',
  severity: 'high',
  needs: { pressure: memoryPressure },
  detect: ({ pressure }) => {
    if (pressure.status === 'absent') return notApplicable('this kernel does not measure it')
    const { full, evidence } = pressure.value
    // Used swap is healthy; only waiting for it hurts, and only if it goes on.
    if (Math.min(full.avg60, full.avg300) < standstill) return fine(evidence)
    return problem({
      confidence: 'certain',
      evidence,
      values: { part: Math.round(full.avg300) },
      marks: ['reason:memory', 'reason:slow'],
    })
  },
  explains: [
    { condition: 'queue-milter-unreachable', when: () => true },
    { condition: 'resources-disk-io-saturated', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'resources-oom-kill',
      toldApartBy: {
        en: 'the kernel killed nothing; everything only waits for memory',
        zh: '内核没有终止任何进程，只是都在等待内存',
      },
    },
  ],
  texts: {
    en: {
      title: 'There is too little memory: everything waits for it',
      because:
        'For {part} % of the last five minutes all programs stood still because memory was moved to and from the ' +
        'disk. Filters and databases answer too late, so mail is deferred.',
      allClear: 'programs do not wait for memory',
    },
    zh: {
      title: '内存不足：所有程序都在等待内存',
      because:
        '最近五分钟内有 {part}% 的时间，所有程序都因内存换入换出而停顿。过滤器和数据库应答过慢，邮件因此被推迟。',
      allClear: '程序没有等待内存',
    },
  },
  fix: [
    {
      do: { en: 'See who uses it', zh: '查看占用内存的程序' },
      command: 'ps -eo rss,pid,args --sort=-rss | head -15',
      risk: 'none',
    },
    {
      do: {
        en: 'Run fewer scanners at once (ClamAV: ConcurrentDatabaseReload no), or give the machine more memory',
        zh: '减少同时运行的扫描进程（ClamAV：ConcurrentDatabaseReload no），或增加内存',
      },
      risk: 'none',
    },
  ],
  verify: ['cat /proc/pressure/memory', 'vmstat 5 3'],
  references: ['https://docs.kernel.org/accounting/psi.html'],
})
