import { type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** What the kernel's clock shows, and what programs on this machine are told. Milliseconds since 1970 UTC. */
export interface KernelTime {
  readonly kernelAt: number
  readonly programsAt: number
  readonly evidence: readonly Evidence[]
}

/** The two ways of reading the kernel's clock must agree so well, or neither is believed. */
const agreementMilliseconds = 60_000

/**
 * The kernel's own time, past what a preloaded library (libfaketime) may tell programs: the start of the
 * machine plus its age (proc(5) /proc/stat btime, /proc/uptime), and the time at which the kernel made the
 * entry of this very process in /proc. In LXC, whose /proc/uptime is the container's, the two differ.
 */
export const kernelTime = fact({
  id: 'clock.kernel-time',
  summary: 'The time by the kernel and the time that programs see.',
  async collect(world): Promise<Fact<KernelTime>> {
    const [statistics, age, self] = await Promise.all([
      text(world, '/proc/stat'),
      text(world, '/proc/uptime'),
      world.host.status('/proc/self'),
    ])
    const programsAt = world.clock.now()
    const startedAt = Number(/^btime (\d{1,12})$/m.exec(statistics ?? '')?.[1]) * 1_000
    const seconds = Number(/^(\d{1,12}(?:\.\d+)?) /.exec(age ?? '')?.[1])
    const kernelAt = startedAt + seconds * 1_000
    // A link to the folder of the process that asks: the time is of that folder.
    const processAt =
      self.status === 'known' && self.value.target !== undefined ? self.value.modifiedAt : undefined
    if (!Number.isFinite(kernelAt) || processAt === undefined)
      return unknown('not-running-here', 'the kernel’s time is not shown here', 'run it on the server itself')
    if (Math.abs(kernelAt - processAt) > agreementMilliseconds)
      return unknown('failed', 'the kernel’s time cannot be told: /proc is not the kernel’s own (LXC)')
    const at = isoTime(programsAt)
    return known({
      kernelAt,
      programsAt,
      evidence: [
        {
          kind: 'file',
          where: '/proc/stat',
          text: `btime ${startedAt / 1_000}, and ${seconds} seconds in /proc/uptime: ${isoTime(kernelAt)}`,
          at,
        },
        { kind: 'command', where: 'date -u', text: isoTime(programsAt), at },
      ],
    })
  },
})

const readBytes = 4 << 20

async function text(world: World, path: string): Promise<string | undefined> {
  const file = await world.host.readFile(path, readBytes)
  return file.status === 'known' ? new TextDecoder().decode(file.value) : undefined
}
