import type { FilterEndpoint } from '../../../../src/collect/postfix/filter-endpoints.ts'
import type { ServiceUnit } from '../../../../src/collect/system/units.ts'
import { filterClamdDown } from '../../../../src/knowledge/conditions/filter/filter-clamd-down.ts'
import { filterRspamdGreylistingDelay } from '../../../../src/knowledge/conditions/filter/filter-rspamd-greylisting-delay.ts'
import { filterRspamdRedisDown } from '../../../../src/knowledge/conditions/filter/filter-rspamd-redis-down.ts'
import { filterRspamdStopped } from '../../../../src/knowledge/conditions/filter/filter-rspamd-stopped.ts'
import { filterSpamassassinRulesStale } from '../../../../src/knowledge/conditions/filter/filter-spamassassin-rules-stale.ts'
import { absent, known, seen, testCondition, testNow, unknown } from '../../test-condition.ts'
import { logWith, longAgo, message, reject, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const unit = (name: string, activeState: string, enabled = 'enabled'): ServiceUnit => ({
  name,
  loadState: 'loaded',
  activeState,
  subState: 'x',
  enabled,
  evidence: [seen],
})
const units = (...all: readonly ServiceUnit[]) => known(all)
const milter: FilterEndpoint = {
  endpoint: { kind: 'inet', text: 'inet:127.0.0.1:11332', host: '127.0.0.1', port: 11332 },
  use: 'milter',
  defaultAction: 'tempfail',
  services: ['smtp'],
  parameter: 'smtpd_milters',
  evidence: [seen],
  state: known({ state: 'refused', evidence: [seen] }),
}

testCondition(filterRspamdStopped, {
  fine: [
    ['runs', { units: units(unit('rspamd.service', 'active')) }],
    ['not installed', { units: units(unit('cron.service', 'active')) }],
    ['switched off on purpose', { units: units(unit('rspamd.service', 'inactive', 'disabled')) }],
    ['no systemd', { units: absent() }],
    [
      'removed, its unit file is left',
      { units: units(unit('rspamd.service', 'inactive')), packages: known(new Map()) },
    ],
    [
      'it is not known who asks it',
      { units: units(unit('rspamd.service', 'failed')), filters: unknown('timeout', '') },
    ],
  ],
  lookalike: [
    [
      'Postfix asks it: the milter is the finding',
      { units: units(unit('rspamd.service', 'failed')), filters: known([milter]) },
    ],
  ],
  problem: [
    [
      'failed, and no milter asks it',
      { units: units(unit('rspamd.service', 'failed')), filters: known([]) },
      { subject: 'rspamd.service' },
    ],
  ],
})

const redis = (reachable: boolean | undefined) =>
  known([{ server: '127.0.0.1:6379', reachable, evidence: [seen] }])
const runs = units(unit('rspamd.service', 'active'))

testCondition(filterRspamdRedisDown, {
  fine: [
    ['reachable', { redis: redis(true), units: runs }],
    ['no Redis is set', { redis: absent(), units: runs }],
    ['could not be tried', { redis: redis(undefined), units: runs }],
    [
      'Rspamd is not in use',
      { redis: redis(false), units: units(unit('rspamd.service', 'inactive', 'disabled')) },
    ],
  ],
  lookalike: [
    [
      'Redis answers, the log complains of before',
      { redis: redis(true), units: runs, log: logWith(message('cannot connect to redis', { at: longAgo })) },
    ],
  ],
  problem: [['refused', { redis: redis(false), units: runs }, { subject: '127.0.0.1:6379' }]],
})

const complaint = message('(!)connect to /var/run/clamav/clamd.ctl failed, attempt #1: Connection refused', {
  program: 'amavis',
  service: 'amavis',
})

testCondition(filterClamdDown, {
  fine: [
    ['runs', { now, units: units(unit('clamav-daemon.service', 'active')) }],
    ['still loads its signatures', { now, units: units(unit('clamav-daemon.service', 'activating')) }],
    ['not installed', { now, units: units() }],
    [
      'switched off, nobody asks',
      { now, units: units(unit('clamav-daemon.service', 'inactive', 'disabled')) },
    ],
  ],
  lookalike: [
    [
      'it was asked in vain long ago',
      {
        now,
        units: units(unit('clamav-daemon.service', 'inactive', 'disabled')),
        log: logWith({ ...complaint, lastAt: longAgo }),
      },
    ],
  ],
  problem: [
    [
      'down and missed',
      { now, units: units(unit('clamav-daemon.service', 'failed')), log: logWith(complaint) },
      { severity: 'high' },
    ],
    [
      'enabled, down, nobody missed it',
      { now, units: units(unit('clamav-daemon.service', 'inactive')) },
      { severity: 'low' },
    ],
  ],
})

const greylisted = reject('Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/', {
  code: 450,
  dsn: '4.2.0',
  count: 40,
})

testCondition(filterRspamdGreylistingDelay, {
  fine: [
    ['nothing put off', { log: known(writtenLog()) }],
    ['a few', { log: known(writtenLog({ rejects: [{ ...greylisted, count: 3 }] })) }],
    ['no log', { log: absent() }],
  ],
  lookalike: [
    [
      'a dead milter',
      {
        log: known(writtenLog({ rejects: [reject('Service unavailable - try again later', { code: 451 })] })),
      },
    ],
  ],
  problem: [
    ['greylisting', { log: known(writtenLog({ rejects: [greylisted] })) }, { values: { count: 40 } }],
  ],
})

const day = 86_400_000
const rules = (days: number) =>
  known({
    path: '/var/lib/spamassassin/4.000001/updates_spamassassin_org.cf',
    updatedAt: testNow - days * day,
    evidence: [seen],
  })
const spamd = units(unit('spamd.service', 'active'))

testCondition(filterSpamassassinRulesStale, {
  fine: [
    ['of yesterday', { now, rules: rules(1), units: spamd }],
    ['the rules of the package', { now, rules: absent(), units: spamd }],
    ['no systemd', { now, rules: rules(400), units: absent() }],
  ],
  lookalike: [
    [
      'installed and not in use',
      { now, rules: rules(400), units: units(unit('spamd.service', 'inactive', 'disabled')) },
    ],
  ],
  problem: [['a year old', { now, rules: rules(400), units: spamd }, { values: { days: 400 } }]],
})
