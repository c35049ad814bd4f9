import { authUsernameFormat } from '../../../../src/knowledge/conditions/auth/auth-username-format.ts'
import { authWrongPasswordDevice } from '../../../../src/knowledge/conditions/auth/auth-wrong-password-device.ts'
import type { LoginFailureGroup } from '../../../../src/logs/mail-log.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { lately, loginFailures, longAgo, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const anna = { user: 'anna@example.org', count: 30, lastAt: lately }
const logOf = (...failuresByClient: readonly LoginFailureGroup[]) =>
  known(writtenLog({ logins: { ...writtenLog().logins, byUser: [anna], failuresByClient } }))
const client = '192.0.2.5'

testCondition(authWrongPasswordDevice, {
  fine: [
    ['nobody failed', { now, log: logOf() }],
    ['two typing errors', { now, log: logOf(loginFailures(client, 2, ['anna@example.org'])) }],
    [
      'it was long ago',
      { now, log: logOf(loginFailures(client, 20, ['anna@example.org'], { lastAt: longAgo })) },
    ],
    ['no log', { now, log: absent() }],
  ],
  lookalike: [
    ['many names from one address', { now, log: logOf(loginFailures(client, 60, ['a', 'b', 'c'])) }],
    ['a name that never logs in, a scanner', { now, log: logOf(loginFailures(client, 60, ['admin'])) }],
  ],
  problem: [
    [
      'a phone with an old password',
      { now, log: logOf(loginFailures(client, 20, ['anna@example.org'])) },
      { subject: 'anna@example.org' },
    ],
  ],
})

testCondition(authUsernameFormat, {
  fine: [
    ['nobody failed', { now, log: logOf() }],
    ['no log', { now, log: absent() }],
    [
      'long ago',
      { now, log: logOf(loginFailures(client, 5, ['anna'], { succeededAt: lately, lastAt: longAgo })) },
    ],
  ],
  lookalike: [
    ['a scanner tries short names', { now, log: logOf(loginFailures(client, 50, ['anna'])) }],
    [
      'a wrong password',
      { now, log: logOf(loginFailures(client, 5, ['anna@example.org'], { succeededAt: lately })) },
    ],
  ],
  problem: [
    [
      'without the domain',
      { now, log: logOf(loginFailures(client, 5, ['anna'], { succeededAt: lately })) },
      { subject: 'anna' },
    ],
    [
      'as Outlook does it',
      { now, log: logOf(loginFailures(client, 5, ['OFFICE\\anna'], { succeededAt: lately })) },
      { subject: 'OFFICE\\anna' },
    ],
  ],
})
