import { absent, known, unknown } from '../../access/answer.ts'
import type { DaemonState } from '../exim/running.ts'
import { type Fact, fact } from '../fact.ts'
import { mailSoftware } from '../system/mail-software.ts'
import { serviceUnits } from '../system/units.ts'

const unitNames = ['opensmtpd.service', 'smtpd.service']

export const opensmtpdRunning = fact({
  id: 'opensmtpd.running',
  summary: 'Whether OpenSMTPD runs, as systemd says, and whether it is enabled. Absent: no OpenSMTPD.',
  needs: { software: mailSoftware },
  optional: { units: serviceUnits },
  collect(world, { software, units }): Fact<DaemonState> {
    if (software.status === 'absent' || !software.value.some(({ name }) => name === 'OpenSMTPD'))
      return absent()
    if (world.host.kind === 'root')
      return unknown('not-running-here', 'a directory has no running services', 'run it on the server itself')
    if (units.status === 'unknown') return units
    const unit =
      units.status === 'known' ? units.value.find(({ name }) => unitNames.includes(name)) : undefined
    if (unit === undefined)
      return unknown('failed', 'there is no systemd unit that tells whether OpenSMTPD runs')
    const running = unit.activeState === 'active' && unit.subState === 'running'
    const enabled = unit.enabled === undefined ? undefined : /^enabled|^alias/.test(unit.enabled)
    return known({ running, enabled, unit: unit.name, evidence: unit.evidence }, ...unit.evidence)
  },
})
