import { filterHeaderBodyCheckFalsePositive } from '../../../../src/knowledge/conditions/filter/filter-header-body-check-false-positive.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { lately, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const hit = (count: number, action = 'reject') =>
  reject('spam', { service: 'cleanup', stage: 'header', action, code: 0, restriction: 'content', count })
const traffic = (deliveredLocally: number, lastSentAt: number | undefined) => ({
  ...writtenLog().traffic,
  received: 500,
  deliveredLocally,
  lastSentAt,
})

testCondition(filterHeaderBodyCheckFalsePositive, {
  fine: [
    ['nothing refused', { now, log: known(writtenLog()) }],
    ['no log', { now, log: absent() }],
    [
      'a rule at work: much passes',
      { now, log: known(writtenLog({ rejects: [hit(40)], traffic: traffic(900, lately) })) },
    ],
    ['one message', { now, log: known(writtenLog({ rejects: [hit(1)], traffic: traffic(0, undefined) })) }],
  ],
  lookalike: [
    [
      'a block list refuses everybody',
      { now, log: known(writtenLog({ rejects: [reject('blocked', { count: 90 })] })) },
    ],
  ],
  problem: [
    [
      'nothing passed since',
      { now, log: known(writtenLog({ rejects: [hit(6)], traffic: traffic(30, lately - 3_600_000) })) },
      { values: { count: 6, done: 'refused', doneZh: '拒收', texts: 'spam' } },
    ],
    [
      'more than half, thrown away',
      { now, log: known(writtenLog({ rejects: [hit(60, 'discard')], traffic: traffic(40, lately) })) },
      { values: { count: 60, done: 'thrown away', doneZh: '丢弃', texts: 'spam' } },
    ],
  ],
})
