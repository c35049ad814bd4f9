import { resourcesDiskIoSaturated } from '../../../../src/knowledge/conditions/resources/resources-disk-io-saturated.ts'
import { resourcesSwapThrash } from '../../../../src/knowledge/conditions/resources/resources-swap-thrash.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const full = (avg60: number, avg300: number) => {
  const averages = { avg10: avg60, avg60, avg300 }
  return known({ some: averages, full: averages, evidence: [seen] })
}
const now = known(testNow)
const locked = 'Transaction log file /var/vmail/x/dovecot.index.log was locked for 42 seconds'

testCondition(resourcesSwapThrash, {
  fine: [
    ['idle', { pressure: full(0, 0) }],
    ['swap is used, nobody waits for it', { pressure: full(0.4, 0.2) }],
    ['a moment of it: a program was just started', { pressure: full(40, 3) }],
    ['it was so, and is over', { pressure: full(0, 20) }],
    ['an old kernel does not tell', { pressure: absent() }],
  ],
  problem: [['for minutes', { pressure: full(35, 22) }, { confidence: 'certain' }]],
})

testCondition(resourcesDiskIoSaturated, {
  fine: [
    ['idle', { now, pressure: full(0, 0) }],
    ['busy for a moment', { now, pressure: full(80, 8) }],
    [
      'the log complained, long ago',
      { now, pressure: full(1, 1), log: logWith(message(locked, { at: longAgo })) },
    ],
    ['an old kernel does not tell', { now, pressure: absent() }],
  ],
  problem: [
    [
      'the nightly backup: advice',
      { now, pressure: full(60, 50) },
      { severity: 'low', confidence: 'possible' },
    ],
    [
      'mailboxes are locked for long',
      { now, pressure: full(60, 50), log: logWith(message(locked)) },
      { severity: 'high', confidence: 'certain' },
    ],
  ],
})
