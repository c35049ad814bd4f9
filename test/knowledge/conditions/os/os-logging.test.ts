import { osLoggingMissing } from '../../../../src/knowledge/conditions/os/os-logging-missing.ts'
import { osLoggingRateLimited } from '../../../../src/knowledge/conditions/os/os-logging-rate-limited.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { lately, writtenLog } from '../../written-log.ts'

const running = known({ running: true, enabled: true, unit: 'postfix.service', evidence: [seen] })
const units = known([])

testCondition(osLoggingMissing, {
  fine: [
    ['in the journal or a file', { log: known(writtenLog()), postfix: running, units }],
    ['nothing runs', { log: absent(), units }],
  ],
  problem: [
    [
      'Debian 12 without rsyslog and journal',
      { log: absent(), postfix: running, units },
      { severity: 'medium' },
    ],
    ['a container that logs to standard output', { log: absent(), postfix: running }, { severity: 'low' }],
  ],
})

const lost = (messagesLost: number) => {
  const log = writtenLog()
  const group = { count: 1, firstAt: lately, lastAt: lately, example: seen, lastExample: seen, messagesLost }
  return known({ ...log, coverage: { ...log.coverage, lost: [group] } })
}

testCondition(osLoggingRateLimited, {
  fine: [
    ['nothing was lost', { log: known(writtenLog()) }],
    ['no log', { log: absent() }],
  ],
  problem: [
    ['some of many: advice', { log: lost(20) }, { severity: 'low', since: lately }],
    ['more than were kept', { log: lost(3412) }, { severity: 'medium' }],
  ],
})
