import { loggedCondition } from '../../logged-condition.ts'

/** One destination takes up most of the active queue, so that mail for others waits behind it. QSHAPE_README. */
export const queueOneDestinationDominates = loggedCondition({
  id: 'queue-one-destination-dominates',
  topic: 'slow',
  severity: 'medium',
  query: {
    contains: 'active queue entries',
    program: 'qmgr',
    levels: ['warning'],
    endedByStartOf: 'postfix',
  },
  subject: ({ text }) => {
    const name = /mail for (\S{1,253}) is using up/.exec(text)?.[1]
    // A filter on this machine is not a destination: queue-content-filter-bottleneck.
    return name === undefined || /127\.0\.0\.1|localhost|\[::1\]/.test(name) ? undefined : name
  },
  confidence: 'certain',
  values: ({ groups }) => ({
    share: /using up (\d{1,9} of \d{1,9})/.exec(groups[0]?.text ?? '')?.[1] ?? '',
  }),
  marks: ({ subject }) => [`domain:${subject}`],
  texts: {
    en: {
      title: 'Mail for {subject} fills the active queue',
      because:
        'Mail for {subject} takes up {share} places of the active queue (said {count} times). It does not get away ' +
        'fast enough, and mail for everybody else waits behind it.',
      allClear: 'no destination fills the active queue',
    },
    zh: {
      title: '发往 {subject} 的邮件占满了活动队列',
      because:
        '发往 {subject} 的邮件占用了活动队列的 {share} 个位置（记录了 {count} 次）。它们发送不够快，其他人的邮件都排在后面等待。',
      allClear: '没有目的地占满活动队列',
    },
  },
  fix: [
    {
      do: { en: 'See why it does not get away', zh: '查看为何发不出去' },
      command: 'postqueue -p | grep -B2 -F {subject} | head -40',
      risk: 'none',
    },
    {
      do: {
        en: 'Give it a lane of its own (QSHAPE_README, "transport maps with a slow transport"), and delete what nobody wants',
        zh: '为其设置单独的传输通道（见 QSHAPE_README），并删除无用邮件',
      },
      risk: 'reload',
    },
  ],
  verify: ['qshape active | head'],
  references: ['https://www.postfix.org/QSHAPE_README.html'],
})
