import { filterBayesUntrained } from '../../../../src/knowledge/conditions/filter/filter-bayes-untrained.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(filterBayesUntrained, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      {
        now,
        log: logWith(
          message('bayes: not available for scanning, only 12 ham(s) in bayes DB < 200', { at: longAgo }),
        ),
      },
    ],
  ],
  lookalike: [
    [
      'its database cannot be opened',
      {
        now,
        log: logWith(
          message('bayes: cannot open bayes databases /root/.spamassassin/bayes_* R/W: lock failed', {
            program: 'spamd',
            service: 'spamd',
          }),
        ),
      },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('bayes: not available for scanning, only 12 ham(s) in bayes DB < 200', {
            program: 'spamd',
            service: 'spamd',
            level: 'notice',
          }),
        ),
      },
      { subject: 'Bayes' },
    ],
  ],
})
