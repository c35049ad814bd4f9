import { filterThresholdMisjudged } from '../../../../src/knowledge/conditions/filter/filter-threshold-misjudged.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { lately, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const spam = (senders: readonly string[], count = 20) =>
  reject('Spam message rejected', {
    service: 'cleanup',
    action: 'milter-reject',
    stage: 'END-OF-MESSAGE',
    restriction: 'milter',
    senders,
    count,
  })
const many = ['bob@example.net', 'anna@example.org']

testCondition(filterThresholdMisjudged, {
  fine: [
    ['nothing refused', { now, log: known(writtenLog()) }],
    ['no log', { now, log: absent() }],
    [
      'a flood of spam, and mail that passes',
      {
        now,
        log: known(
          writtenLog({
            rejects: [spam(many, 5_000)],
            traffic: { ...writtenLog().traffic, deliveredLocally: 12, lastSentAt: lately },
          }),
        ),
      },
    ],
    [
      'one sender who tries again and again',
      { now, log: known(writtenLog({ rejects: [spam(['x@y.test'])] })) },
    ],
  ],
  lookalike: [
    [
      'a pattern of header_checks that says the same',
      { now, log: known(writtenLog({ rejects: [{ ...spam(many), action: 'reject', stage: 'header' }] })) },
    ],
    [
      'the filter is dead',
      {
        now,
        log: known(
          writtenLog({
            rejects: [
              reject('Service unavailable - try again later', {
                action: 'milter-reject',
                restriction: 'milter',
              }),
            ],
          }),
        ),
      },
    ],
  ],
  problem: [
    [
      'nothing passes any more',
      { now, log: known(writtenLog({ rejects: [spam(many)] })) },
      { subject: 'spam filter' },
    ],
  ],
})
