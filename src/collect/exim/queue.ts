import { absent, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type Fact, fact } from '../fact.ts'
import { maximalMessages, type QueuedMessage, type QueueSummary, summarise } from '../mail/queue-summary.ts'
import { eximConfiguration } from './configuration.ts'

/** What `exim -bp` shows, summed up; `byQueue` has `queue` and `frozen`. */
export interface EximQueue extends QueueSummary {
  readonly frozen: number
  /** Frozen and from nobody: bounces that could not be delivered. */
  readonly frozenBounces: number
}

const mostRecipients = 1_000
const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400 }

export const eximQueue = fact({
  id: 'exim.queue',
  privilege: 'root',
  summary:
    'Mail in Exim’s queue: number, size, age, by destination domain, how much is frozen. Absent: no Exim.',
  needs: { exim: eximConfiguration },
  async collect(world, { exim }): Promise<Fact<EximQueue>> {
    if (exim.status === 'absent') return absent()
    if (exim.value.refusal !== undefined)
      return unknown('failed', 'Exim refuses its configuration, so it shows no queue')
    const output = await world.host.run({ name: 'exim-queue' })
    if (output.status !== 'known') return output
    if (output.value.exitCode !== 0)
      return unknown('failed', `exim -bp says: ${output.value.stderr.slice(0, 200)}`)
    const now = world.clock.now()
    const queue = parseEximQueue(output.value.stdout, now)
    const text = `${queue.messages} messages, ${queue.frozen} frozen`
    return known(queue, { kind: 'command', where: 'exim -bp', text, at: isoTime(now) })
  },
})

/**
 * `25m  2.9K 0t5C6f-0000c8-00 <alice@example.org> *** frozen ***`, then a line for each recipient (`D` before
 * those that have it). `now`: milliseconds since 1970 UTC, to tell times from ages.
 */
export function parseEximQueue(output: string, now: number): EximQueue {
  const messages = messagesIn(output, now)
  const frozen = messages.filter(({ queueName }) => queueName === 'frozen')
  const frozenBounces = frozen.filter(({ sender }) => sender === '').length
  return { ...summarise(messages), frozen: frozen.length, frozenBounces }
}

interface Waiting extends QueuedMessage {
  readonly recipients: { address: string; reason: string }[]
}

function messagesIn(output: string, now: number): Waiting[] {
  const messages: Waiting[] = []
  for (const line of output.split('\n')) {
    const message = firstLine(line, now)
    if (message !== undefined) {
      if (messages.length > maximalMessages) break
      messages.push(message)
      continue
    }
    const address = /^ {10,12}([^\s<>]{1,1000})$/.exec(line)?.[1]
    const last = messages.at(-1)
    if (address !== undefined && last !== undefined && last.recipients.length < mostRecipients)
      last.recipients.push({ address, reason: '' })
  }
  return messages
}

function firstLine(line: string, now: number): Waiting | undefined {
  const match =
    /^ {0,4}(\d{1,5})([mhd]) +([\d.]{1,8})([KMG]?) (\w{6}-\w{6,11}-\w{2,4}) <([^>]{0,1000})>(.{0,200})$/.exec(
      line,
    )
  if (match === null) return undefined
  const [, age = '0', unit = 'm', size = '0', factor = '', queueId = '', sender = '', rest = ''] = match
  return {
    queueId,
    queueName: rest.includes('*** frozen ***') ? 'frozen' : 'queue',
    arrivedAt: now - Number(age) * (unitSeconds[unit] ?? 60) * 1_000,
    sizeBytes: Math.round(Number(size) * 1024 ** ['', 'K', 'M', 'G'].indexOf(factor)),
    sender,
    recipients: [],
  }
}
