import { resourcesOomKill } from '../../../../src/knowledge/conditions/resources/resources-oom-kill.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { event, lately, longAgo, writtenLog } from '../../written-log.ts'

const now = known(testNow)
const killed = (subject: string, at = lately) =>
  known(writtenLog({ timeline: [event('out-of-memory-kill', subject, at)] }))
const unit = (name: string, activeState: string) =>
  known([
    { name, loadState: 'loaded', activeState, subState: activeState, enabled: 'enabled', evidence: [seen] },
  ])

testCondition(resourcesOomKill, {
  fine: [
    ['nothing was killed', { now, log: known(writtenLog()) }],
    ['no log', { now, log: absent() }],
    [
      'last night, and it runs again',
      { now, log: killed('clamd', longAgo), units: unit('clamav-daemon.service', 'active') },
    ],
  ],
  lookalike: [
    ['stopped by hand', { now, log: known(writtenLog({ timeline: [event('stopped', 'clamav-daemon')] })) }],
  ],
  problem: [
    [
      'Rspamd',
      { now, log: killed('rspamd') },
      {
        subject: 'rspamd',
        severity: 'high',
        since: lately,
        marks: ['program:rspamd', 'unit:rspamd.service', 'process:rspamd'],
      },
    ],
    [
      'and it is still down',
      { now, log: killed('rspamd', longAgo), units: unit('rspamd.service', 'failed') },
      { severity: 'critical' },
    ],
    ['a program that mail does not need', { now, log: killed('php-fpm8.2') }, { severity: 'low' }],
  ],
})
