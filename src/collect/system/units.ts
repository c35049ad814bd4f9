import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { commandLine } from '../../access/host/commands.ts'
import { type Fact, fact } from '../fact.ts'

/** A service, socket or timer unit of systemd, loaded or only installed. */
export interface ServiceUnit {
  /** With its suffix: `postfix@-.service`. */
  readonly name: string
  /** `loaded`, `masked`, `not-found` … `not-loaded` where only the unit file is there. */
  readonly loadState: string
  /** `active`, `inactive`, `failed`, `activating` … */
  readonly activeState: string
  /** `running`, `exited`, `dead`, `failed`, `auto-restart` … */
  readonly subState: string
  /** `enabled`, `disabled`, `static`, `masked` … of the unit file; undefined: not known. */
  readonly enabled: string | undefined
  readonly evidence: readonly Evidence[]
}

export const serviceUnits = fact({
  id: 'system.units',
  summary: 'Service, socket and timer units of systemd with their states; absent where there is no systemd.',
  async collect(world): Promise<Fact<readonly ServiceUnit[]>> {
    const [loaded, files] = await Promise.all([
      world.host.run({ name: 'systemctl-units' }),
      world.host.run({ name: 'systemctl-unit-files' }),
    ])
    if (loaded.status === 'unknown') return loaded.because.code === 'tool-missing' ? absent() : loaded
    if (loaded.status === 'absent') return loaded
    // Inside a container without systemd systemctl is there and fails.
    if (loaded.value.exitCode !== 0) return absent(...loaded.evidence)
    const at = isoTime(world.clock.now())
    const enabled = files.status === 'known' ? parseUnitFiles(files.value.stdout) : new Map<string, string>()
    const units = parseUnits(loaded.value.stdout, enabled, at)
    return known([...units, ...onlyInstalled(enabled, units, at)], ...loaded.evidence)
  },
})

/** `systemctl list-units --plain`: name, load, active, sub, description. */
export function parseUnits(output: string, enabled: ReadonlyMap<string, string>, at: string): ServiceUnit[] {
  return output.split('\n').flatMap((line) => {
    const [name, loadState, activeState, subState] = line.trim().split(/ +/)
    if (name === undefined || loadState === undefined || activeState === undefined || subState === undefined)
      return []
    const state = enabled.get(name) ?? enabled.get(templateOf(name))
    const evidence: Evidence = { kind: 'command', where: `systemctl status ${name}`, text: line.trim(), at }
    return [{ name, loadState, activeState, subState, enabled: state, evidence: [evidence] }]
  })
}

/** `systemctl list-unit-files --plain`: name, state, preset. */
function parseUnitFiles(output: string): Map<string, string> {
  const pairs = output.split('\n').map((line) => line.trim().split(/ +/))
  return new Map(pairs.flatMap(([name, state]) => (name && state ? [[name, state] as const] : [])))
}

function onlyInstalled(
  enabled: ReadonlyMap<string, string>,
  units: readonly ServiceUnit[],
  at: string,
): ServiceUnit[] {
  const loaded = new Set(units.map(({ name }) => name))
  return [...enabled]
    .filter(([name]) => !loaded.has(name) && !name.includes('@.'))
    .map(([name, state]) => ({
      name,
      loadState: state === 'masked' ? 'masked' : 'not-loaded',
      activeState: 'inactive',
      subState: 'dead',
      enabled: state,
      evidence: [
        {
          kind: 'command',
          where: commandLine({ name: 'systemctl-unit-files' }),
          text: `${name} ${state}`,
          at,
        },
      ],
    }))
}

/** `postfix@-.service` → `postfix@.service`. */
function templateOf(name: string): string {
  return name.replace(/@.*(?=\.[a-z]+$)/, '@')
}
