import { filterClamavOutdated } from '../../../../src/knowledge/conditions/filter/filter-clamav-outdated.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { logWith, longAgo, message } from '../../written-log.ts'

const now = known(testNow)

testCondition(filterClamavOutdated, {
  fine: [
    ['nothing of it in the log', { now, log: logWith() }],
    ['no mail log', { now, log: absent() }],
    [
      'it was long ago',
      { now, log: logWith(message('***  The virus database is older than 7 days!  ***', { at: longAgo })) },
    ],
  ],
  lookalike: [
    [
      'another program is told 403',
      { now, log: logWith(message('GET /mail error code 403', { program: 'nginx', service: 'nginx' })) },
    ],
  ],
  problem: [
    [
      'the log names it',
      {
        now,
        log: logWith(
          message('***  The virus database is older than 7 days!  ***', {
            program: 'clamd',
            service: 'clamd',
            level: 'notice',
          }),
        ),
      },
      { subject: 'freshclam', severity: 'medium' },
    ],
    [
      'as another version says it',
      {
        now,
        log: logWith(
          message('WARNING: Your ClamAV installation is OUTDATED!', {
            program: 'freshclam',
            service: 'freshclam',
            level: 'notice',
          }),
        ),
      },
      { severity: 'info' },
    ],
  ],
})
