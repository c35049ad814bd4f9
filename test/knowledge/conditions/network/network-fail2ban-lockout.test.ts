import { networkFail2banLockout } from '../../../../src/knowledge/conditions/network/network-fail2ban-lockout.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { lately, loginFailures, writtenLog } from '../../written-log.ts'
import { defaultRoute } from '../../written-routes.ts'

const banned = (address: string) => known([{ address, jail: 'dovecot', evidence: seen }])
const own = known(['198.51.100.25'])
const routes = known([defaultRoute(4)])
const log = (...failures: readonly ReturnType<typeof loginFailures>[]) =>
  known(writtenLog({ logins: { ...writtenLog().logins, failuresByClient: failures } }))
const office = loginFailures('203.0.113.7', 12, ['anna'], { succeededAt: lately - 3_600_000 })

testCondition(networkFail2banLockout, {
  fine: [
    ['nobody is banned', { banned: known([]), own, routes, log: log(office) }],
    [
      'a guesser is banned',
      {
        banned: banned('203.0.113.66'),
        own,
        routes,
        log: log(office, loginFailures('203.0.113.66', 40, ['admin', 'test', 'info'])),
      },
    ],
    ['no fail2ban', { banned: absent(), own, routes, log: log(office) }],
    [
      'some private address of the local network',
      { banned: banned('192.168.1.77'), own, routes, log: log() },
    ],
  ],
  lookalike: [
    [
      'a guesser of many names who hit one: an account is stolen, he is rightly banned',
      {
        banned: banned('203.0.113.66'),
        own,
        routes,
        log: log(loginFailures('203.0.113.66', 90, ['a', 'b', 'c', 'd'], { succeededAt: lately })),
      },
    ],
  ],
  problem: [
    [
      'an office whose printer has an old password',
      { banned: banned('203.0.113.7'), own, routes, log: log(office) },
      { subject: '203.0.113.7', severity: 'medium', confidence: 'certain' },
    ],
    [
      'the gateway, through which everybody comes',
      {
        banned: banned('172.17.0.1'),
        own,
        routes: known([defaultRoute(4, { gateway: '172.17.0.1' })]),
        log: log(),
      },
      { severity: 'high' },
    ],
    [
      'this host itself',
      { banned: banned('198.51.100.25'), own, routes, log: log() },
      { confidence: 'certain' },
    ],
  ],
})
