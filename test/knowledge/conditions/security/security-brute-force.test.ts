import { securityBruteForce } from '../../../../src/knowledge/conditions/security/security-brute-force.ts'
import type { LoginFailureGroup } from '../../../../src/logs/mail-log.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { lately, loginFailures, longAgo, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const users = ['root', 'anna', 'test', 'bob', 'info', 'admin']
const logOf = (...groups: readonly LoginFailureGroup[]) => {
  const { logins } = writtenLog()
  const failures = groups.reduce((sum, { count }) => sum + count, 0)
  return known(writtenLog({ logins: { ...logins, failures, failuresByClient: groups } }))
}
const slow = { firstAt: lately - 20 * 3_600_000 }

testCondition(securityBruteForce, {
  fine: [
    ['nobody failed', { now, log: logOf() }],
    [
      'some tries from everywhere',
      { now, log: logOf(...['1', '2', '3'].map((n) => loginFailures(`192.0.2.${n}`, 5, users))) },
    ],
    [
      'it ended hours ago',
      { now, log: logOf(loginFailures('203.0.113.9', 60, users, { firstAt: longAgo, lastAt: longAgo })) },
    ],
    [
      'an office behind one address, some of them wrong',
      { now, log: logOf(loginFailures('203.0.113.9', 60, users, { succeededAt: lately })) },
    ],
    ['no log', { now, log: absent() }],
  ],
  lookalike: [
    [
      'one user, one device, an old password',
      { now, log: logOf(loginFailures('203.0.113.9', 100, ['anna'], slow)) },
    ],
    ['slow tries over the day', { now, log: logOf(loginFailures('203.0.113.9', 60, users, slow)) }],
  ],
  problem: [
    [
      'a botnet: four addresses, sixteen tries each',
      { now, log: logOf(...['1', '2', '3', '4'].map((n) => loginFailures(`203.0.113.${n}`, 16, users))) },
      { subject: '4 addresses', severity: 'medium' },
    ],
    [
      'sixty passwords for six users in a minute',
      { now, log: logOf(loginFailures('203.0.113.131', 60, users)) },
      { subject: '203.0.113.131', severity: 'medium' },
    ],
    [
      'noise of the Internet',
      { now, log: logOf(loginFailures('203.0.113.9', 300, users, slow)) },
      { severity: 'low' },
    ],
  ],
})
