import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { installedPackages } from '../system/packages.ts'
import { type ServiceUnit, serviceUnits } from '../system/units.ts'
import { dovecotConfiguration } from './configuration.ts'

/** Whether Dovecot's master process runs, and whether it is meant to. */
export interface DovecotState {
  readonly running: boolean
  /** `active`, `inactive`, `failed`, `activating`; undefined without systemd. */
  readonly activeState: string | undefined
  /** `enabled`, `disabled`, `masked`, …; undefined: not known. */
  readonly enabled: string | undefined
  readonly evidence: readonly Evidence[]
}

const unitName = 'dovecot.service'
const socketName = 'dovecot.socket'
const pidFiles = ['/run/dovecot/master.pid', '/var/run/dovecot/master.pid']

export const dovecotState = fact({
  id: 'dovecot.state',
  summary: 'Whether Dovecot is installed, enabled and running; absent: it is not installed.',
  optional: { units: serviceUnits, packages: installedPackages, configuration: dovecotConfiguration },
  async collect(world, { units, packages, configuration }): Promise<Fact<DovecotState>> {
    const installed = isInstalled(packages, configuration)
    if (installed === false) return absent()
    if (world.host.kind === 'root') return unknown('not-running-here', 'a directory has no running services')
    const find = (name: string) =>
      units.status === 'known' ? units.value.find((unit) => unit.name === name) : undefined
    const unit = find(unitName)
    const master = await masterProcess(world)
    if (unit === undefined) {
      if (master !== undefined) return known(stateWithoutUnit(master))
      if (installed === undefined) return absent()
      if (units.status === 'known') return absent()
      return unknown('failed', 'neither systemd nor Dovecot’s pid file tell whether it runs')
    }
    return known(stateOf(unit, find(socketName), master))
  },
})

/** A package that was removed leaves its configuration: the package counts, where packages are known. */
function isInstalled(
  packages: Fact<ReadonlyMap<string, string>>,
  configuration: Fact<unknown>,
): boolean | undefined {
  if (packages.status === 'known') {
    if (packages.value.has('dovecot-core')) return true
    return configuration.status === 'known' ? undefined : false
  }
  return configuration.status === 'absent' ? false : undefined
}

function stateOf(
  unit: ServiceUnit,
  socket: ServiceUnit | undefined,
  master: Evidence | undefined,
): DovecotState {
  const startsOnDemand = socket?.activeState === 'active'
  const { activeState, enabled } = unit
  const running =
    activeState === 'active' || activeState === 'reloading' || master !== undefined || startsOnDemand
  return {
    running,
    activeState,
    enabled,
    evidence: [...unit.evidence, ...(master === undefined ? [] : [master])],
  }
}

function stateWithoutUnit(master: Evidence): DovecotState {
  return { running: true, activeState: undefined, enabled: undefined, evidence: [master] }
}

/** The process that the pid file names, if it lives and is Dovecot. */
async function masterProcess(world: World): Promise<Evidence | undefined> {
  for (const path of pidFiles) {
    const file = await world.host.readFile(path)
    if (file.status !== 'known') continue
    const pid = /^\d{1,10}/.exec(new TextDecoder().decode(file.value))?.[0]
    if (pid === undefined) continue
    const command = await world.host.readFile(`/proc/${pid}/comm`)
    if (command.status !== 'known') continue
    if (new TextDecoder().decode(command.value).trim() !== 'dovecot') continue
    return { kind: 'file', where: `/proc/${pid}/comm`, text: 'dovecot', at: isoTime(world.clock.now()) }
  }
  return undefined
}
