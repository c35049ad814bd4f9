import { absent, known, unknown } from '../../access/answer.ts'
import type { DaemonState } from '../exim/running.ts'
import { type Fact, fact } from '../fact.ts'
import { serviceUnits } from '../system/units.ts'
import { opensmtpdInstalled } from './installed.ts'

const unitNames = ['opensmtpd.service', 'smtpd.service']

export const opensmtpdRunning = fact({
  id: 'opensmtpd.running',
  summary: 'Whether OpenSMTPD runs, as systemd says, and whether it is enabled. Absent: no OpenSMTPD.',
  needs: { installed: opensmtpdInstalled },
  optional: { units: serviceUnits },
  collect(world, { installed, units }): Fact<DaemonState> {
    if (installed.status === 'absent') return absent()
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
