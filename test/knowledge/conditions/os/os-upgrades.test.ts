import { osSoftwareEndOfLife } from '../../../../src/knowledge/conditions/os/os-software-end-of-life.ts'
import { osUpgradeRestartPending } from '../../../../src/knowledge/conditions/os/os-upgrade-restart-pending.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'

const hour = 3_600_000
const starts = (at: number) => known([{ program: 'postfix' as const, at }])
const upgrade = (name: string, at: number) => ({
  at,
  action: 'upgraded' as const,
  name,
  version: '2',
  from: '1',
  evidence: seen,
})
const history = known([upgrade('postfix', testNow - 5 * hour), upgrade('vim', testNow - hour)])

testCondition(osUpgradeRestartPending, {
  fine: [
    ['restarted by the upgrade', { starts: starts(testNow - 5 * hour + 9_000), history }],
    ['something else was upgraded since', { starts: starts(testNow - 2 * hour), history }],
    ['nothing runs', { starts: absent(), history }],
    ['no dpkg', { starts: starts(testNow - 9 * hour), history: absent() }],
  ],
  problem: [
    [
      'it runs the old code: advice',
      { starts: starts(testNow - 9 * hour), history },
      { subject: 'postfix', severity: 'low', since: testNow - 5 * hour },
    ],
    [
      'and its parts do not fit each other',
      {
        starts: starts(testNow - 9 * hour),
        history,
        now: known(testNow),
        log: logWith(
          message('the Postfix mail system is running with incompatible library', {
            program: 'postfix/master',
          }),
        ),
      },
      { severity: 'medium' },
    ],
  ],
})

const system = (distribution: string, release: string) =>
  known({ hostName: 'mail', system: `${distribution} ${release}`, distribution, release })
const now = known(testNow)

testCondition(osSoftwareEndOfLife, {
  fine: [
    ['Debian 12, in its LTS', { now, machine: system('debian', '12') }],
    ['Debian 13', { now, machine: system('debian', '13') }],
    ['Ubuntu 24.04', { now, machine: system('ubuntu', '24.04') }],
    ['a release that nobody told us of', { now, machine: system('debian', '15') }],
    ['another system', { now, machine: system('arch', '') }],
  ],
  problem: [
    ['Debian 10', { now, machine: system('debian', '10') }, { confidence: 'certain' }],
    ['Ubuntu 20.04', { now, machine: system('ubuntu', '20.04') }],
  ],
})
