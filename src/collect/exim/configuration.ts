import { absent, type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { eximInstalled } from './installed.ts'
import {
  type EximDriver,
  parsePrintedDrivers,
  parsePrintedLists,
  parsePrintedOptions,
} from './printed-options.ts'
import { type EximRefusal, parseEximRefusal, refusalAtStart, refusalInPanicLog } from './refusal.ts'

/** What Exim itself says that its settings are. */
export interface EximConfiguration {
  /** The file that it reads: Debian's is made of others (`update-exim4.conf`). */
  readonly path: string
  /** A main option as printed; undefined where this Exim does not know it. Booleans are `yes` or `no`. */
  value(name: string): string | undefined
  /** `local_domains`, `relay_to_domains`, `relay_from_hosts`: a named list as written; undefined: none of that name. */
  list(name: string): string | undefined
  readonly transports: readonly EximDriver[]
  readonly routers: readonly EximDriver[]
  /** Why it does not take its configuration; then nothing else is known. */
  readonly refusal: EximRefusal | undefined
  /** Why it will not start the next time, though it takes the file that is there now. */
  readonly refusalAtStart: EximRefusal | undefined
  /** Where an option or a named list is to be seen. */
  evidence(...names: string[]): Evidence[]
}

export const eximConfiguration = fact({
  id: 'exim.configuration',
  privilege: 'root',
  summary:
    'Exim’s settings as `exim -bP` prints them, or why Exim refuses its configuration. Absent: no Exim.',
  needs: { installed: eximInstalled },
  async collect(world, { installed }): Promise<Fact<EximConfiguration>> {
    if (installed.status === 'absent') return absent()
    const inPanicLog = await refusalInPanicLog(world)
    if (inPanicLog !== undefined) return known(refused(inPanicLog), ...inPanicLog.evidence)
    return askExim(world)
  },
})

async function askExim(world: World): Promise<Fact<EximConfiguration>> {
  const options = await world.host.run({ name: 'exim-options' })
  if (options.status !== 'known') return options.status === 'absent' ? absent() : options
  const { exitCode, stdout, stderr } = options.value
  const refusal = parseEximRefusal(`${stderr}\n${stdout}`)
  if (refusal !== undefined) {
    const evidence = [
      {
        kind: 'command',
        where: 'exim -bP',
        text: stderr.trim().slice(0, 1_000),
        at: isoTime(world.clock.now()),
      } as const,
    ]
    return known(refused({ ...refusal, evidence }), ...evidence)
  }
  const values = parsePrintedOptions(stdout)
  if (exitCode !== 0 || values.size === 0)
    return unknown('failed', `exim -bP says: ${(stderr || stdout).trim().slice(0, 300)}`, 'run it as root')
  const [pending, lists, transports, routers] = await Promise.all([
    refusalAtStart(world),
    printed(world, 'exim-lists'),
    printed(world, 'exim-transports'),
    printed(world, 'exim-routers'),
  ])
  return known(
    settings(
      values,
      parsePrintedLists(lists),
      [parsePrintedDrivers(transports), parsePrintedDrivers(routers)],
      pending,
      world,
    ),
    ...options.evidence,
  )
}

async function printed(
  world: World,
  name: 'exim-lists' | 'exim-transports' | 'exim-routers',
): Promise<string> {
  const answer = await world.host.run({ name })
  return answer.status === 'known' ? answer.value.stdout : ''
}

function settings(
  values: ReadonlyMap<string, string>,
  lists: ReadonlyMap<string, string>,
  [transports, routers]: readonly [readonly EximDriver[], readonly EximDriver[]],
  pending: EximRefusal | undefined,
  world: World,
): EximConfiguration {
  const at = isoTime(world.clock.now())
  return {
    path: values.get('configure_file') ?? '',
    value: (name) => values.get(name),
    list: (name) => lists.get(name),
    transports,
    routers,
    refusal: undefined,
    refusalAtStart: pending,
    evidence: (...names) =>
      names.flatMap((name) => {
        const value = values.get(name) ?? lists.get(name)
        const where = `exim -bP ${lists.has(name) ? '+' : ''}${name}`
        return value === undefined ? [] : [{ kind: 'command', where, text: `${name} = ${value}`, at }]
      }),
  }
}

function refused(refusal: EximRefusal): EximConfiguration {
  return {
    path: refusal.path ?? '',
    value: () => undefined,
    list: () => undefined,
    transports: [],
    routers: [],
    refusal,
    refusalAtStart: undefined,
    evidence: () => [...refusal.evidence],
  }
}
