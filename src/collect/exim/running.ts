import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { type ServiceUnit, serviceUnits } from '../system/units.ts'
import { eximInstalled } from './installed.ts'

/** Whether a mail server's main process runs, and whether it is meant to. */
export interface DaemonState {
  readonly running: boolean
  /** Is it meant to start with the machine? Undefined without systemd. */
  readonly enabled: boolean | undefined
  readonly unit: string | undefined
  readonly evidence: readonly Evidence[]
}

/** Debian's; others'; where Exim puts it itself, below its spool. */
const pidFiles = [
  '/run/exim4/exim.pid',
  '/run/exim.pid',
  '/run/exim/exim.pid',
  '/var/spool/exim4/exim-daemon.pid',
  '/var/spool/exim/exim-daemon.pid',
]
const unitNames = ['exim4.service', 'exim.service']

/**
 * Debian 12's exim4.service is made of an init script: systemd calls it active whether Exim runs or not,
 * so the process that the pid file names is what counts.
 */
export const eximRunning = fact({
  id: 'exim.running',
  privilege: 'root',
  summary: 'Whether Exim’s daemon runs, and whether it is enabled. Absent: no Exim.',
  needs: { installed: eximInstalled },
  optional: { units: serviceUnits },
  async collect(world, { installed, units }): Promise<Fact<DaemonState>> {
    if (installed.status === 'absent') return absent()
    if (world.host.kind === 'root')
      return unknown('not-running-here', 'a directory has no running services', 'run it on the server itself')
    const unit =
      units.status === 'known' ? units.value.find(({ name }) => unitNames.includes(name)) : undefined
    const daemon = await daemonProcess(world)
    if (daemon.status === 'unknown') return daemon
    const running = daemon.status === 'known' && daemon.value
    // Where nobody keeps a pid file, a unit that is active and no script tells.
    const byUnit = daemon.status === 'absent' && unit?.subState === 'running' && unit.enabled !== 'generated'
    const evidence = [...daemon.evidence, ...(unit?.evidence ?? [])]
    return known(
      { running: running || byUnit, enabled: isEnabled(unit), unit: unit?.name, evidence },
      ...evidence,
    )
  },
})

function isEnabled(unit: ServiceUnit | undefined): boolean | undefined {
  if (unit?.enabled === undefined) return undefined
  return /^(?:enabled|generated|alias|static)/.test(unit.enabled)
}

/** Absent: no pid file anywhere. */
async function daemonProcess(world: World): Promise<Fact<boolean>> {
  const at = isoTime(world.clock.now())
  for (const path of pidFiles) {
    const file = await world.host.readFile(path)
    if (file.status === 'unknown') return file
    if (file.status === 'absent') continue
    const pid = /^\d{1,10}/.exec(new TextDecoder().decode(file.value).trim())?.[0] ?? ''
    const name = await world.host.readFile(`/proc/${pid}/comm`)
    if (name.status === 'unknown') return name
    const runs = name.status === 'known' && /^exim/.test(new TextDecoder().decode(name.value))
    const text = runs ? `process ${pid} (exim) runs` : `process ${pid}, which does not exist any more`
    return known(runs, { kind: 'file', where: path, text, at })
  }
  return absent({ kind: 'file', where: pidFiles[0] ?? '', text: 'there is no such file: no daemon runs', at })
}
