import { absent, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { eximConfiguration } from './configuration.ts'

/** What `exim -bp` shows, summed up. */
export interface EximQueue {
  readonly messages: number
  readonly frozen: number
  /** Frozen and from nobody: bounces that could not be delivered. */
  readonly frozenBounces: number
  /** Age of the oldest message, in seconds; 0 for an empty queue. */
  readonly oldestSeconds: number
  /** Message IDs of frozen ones, at most 20. */
  readonly frozenIds: readonly string[]
}

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 }
const shownIds = 20

export const eximQueue = fact({
  id: 'exim.queue',
  privilege: 'root',
  summary: 'Messages in Exim’s queue: how many, how old, how many of them frozen. Absent: no Exim.',
  needs: { exim: eximConfiguration },
  async collect(world, { exim }): Promise<Fact<EximQueue>> {
    if (exim.status === 'absent') return absent()
    if (exim.value.refusal !== undefined)
      return unknown('failed', 'Exim refuses its configuration, so it shows no queue')
    const output = await world.host.run({ name: 'exim-queue' })
    if (output.status !== 'known') return output
    if (output.value.exitCode !== 0)
      return unknown('failed', `exim -bp says: ${output.value.stderr.slice(0, 200)}`)
    const queue = parseEximQueue(output.value.stdout)
    const text = `${queue.messages} messages, ${queue.frozen} frozen`
    return known(queue, { kind: 'command', where: 'exim -bp', text, at: isoTime(world.clock.now()) })
  },
})

/** `25m  2.9K 0t5C6f-0000c8-00 <alice@example.org> *** frozen ***`, then a line for each recipient. */
export function parseEximQueue(output: string): EximQueue {
  const queue = { messages: 0, frozen: 0, frozenBounces: 0, oldestSeconds: 0 }
  const frozenIds: string[] = []
  for (const line of output.split('\n')) {
    const match = /^ {0,4}(\d{1,5})([mhd]) +\S+ (\w{6}-\w{6,11}-\w{2,4}) <([^>]{0,1000})>(.{0,200})$/.exec(
      line,
    )
    if (match === null) continue
    const [, age = '0', unit = 'm', id = '', sender = '', rest = ''] = match
    queue.messages++
    queue.oldestSeconds = Math.max(queue.oldestSeconds, Number(age) * (unitSeconds[unit] ?? 60))
    if (!rest.includes('*** frozen ***')) continue
    queue.frozen++
    if (sender === '') queue.frozenBounces++
    if (frozenIds.length < shownIds) frozenIds.push(id)
  }
  return { ...queue, frozenIds }
}
