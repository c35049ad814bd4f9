import { type Evidence, known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** Whether something keeps this machine's clock right, as far as it says. */
export interface Synchronisation {
  /** By the kernel's flag, which every NTP program sets (adjtimex(2)); undefined: not told. */
  readonly synchronised: boolean | undefined
  /** How far the clock is off by chronyd's measurements, in seconds, without direction. */
  readonly offsetSeconds: number | undefined
  /** In a container the clock is the host's business. */
  readonly inContainer: boolean
  readonly evidence: readonly Evidence[]
}

export const synchronisation = fact({
  id: 'clock.synchronisation',
  summary: 'Whether the clock is synchronised (timedatectl), and its offset by chronyd.',
  async collect(world): Promise<Fact<Synchronisation>> {
    const [state, chrony, inContainer] = await Promise.all([
      world.host.run({ name: 'time-synchronisation' }),
      world.host.run({ name: 'chrony-tracking' }),
      isContainer(world),
    ])
    const flag =
      state.status === 'known' ? /^NTPSynchronized=(yes|no)$/m.exec(state.value.stdout)?.[1] : undefined
    const offsetSeconds = chrony.status === 'known' ? chronyOffset(chrony.value.stdout) : undefined
    return known({
      synchronised: flag === undefined ? undefined : flag === 'yes',
      offsetSeconds,
      inContainer,
      evidence: [
        ...(flag !== undefined && state.status === 'known' ? state.evidence : []),
        ...(offsetSeconds !== undefined && chrony.status === 'known' ? chrony.evidence : []),
      ],
    })
  },
})

/**
 * `chronyc -c tracking` (chronyc(1)): the fifth field is the offset of the system clock in seconds, the
 * third the stratum, which is 0 while no server was heard.
 */
export function chronyOffset(line: string): number | undefined {
  const fields = line.trim().split(',')
  const [, , stratum = '', , offset = ''] = fields
  if (fields.length < 14 || !/^\d+$/.test(stratum) || stratum === '0') return undefined
  return /^-?\d+(\.\d+)?$/.test(offset) ? Math.abs(Number(offset)) : undefined
}

const signs = ['/run/systemd/container', '/.dockerenv', '/run/.containerenv']

async function isContainer(world: World): Promise<boolean> {
  const answers = await Promise.all(signs.map((path) => world.host.status(path)))
  return answers.some(({ status }) => status === 'known')
}
