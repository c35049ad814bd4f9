import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import {
  maximalMessages,
  maximalNames,
  type QueuedMessage,
  type QueueGroup,
  type QueueSummary,
  summarise,
} from '../mail/queue-summary.ts'
import { postfixConfiguration } from './configuration.ts'

export interface PostfixQueue extends QueueSummary {
  /** `postqueue`: whole; `files`: the queue's folders were counted, so there are no destinations or reasons. */
  readonly source: 'postqueue' | 'files'
}

const queueNames = ['maildrop', 'incoming', 'active', 'deferred', 'hold'] as const

export const postfixQueue = fact({
  id: 'postfix.queue',
  privilege: 'root',
  summary: 'Mail in the queue: number, size, age, by queue, destination domain and reason.',
  needs: { configuration: postfixConfiguration },
  async collect(world, { configuration }): Promise<Fact<PostfixQueue>> {
    if (configuration.status === 'absent') return configuration
    const answer = await world.host.run({ name: 'postqueue-json' })
    if (answer.status === 'known' && answer.value.exitCode === 0)
      return known(summariseQueue(answer.value.stdout), ...answer.evidence)
    const counted = await countFiles(world, configuration.value.queueDirectory)
    if (counted.status === 'known') return counted
    return answer.status === 'unknown' ? answer : counted
  },
})

/** Sums up the output of `postqueue -j`: one JSON object a line. Lines that are none are left out. */
export function summariseQueue(output: string): PostfixQueue {
  return { source: 'postqueue', ...summarise(messagesIn(output)) }
}

function* messagesIn(output: string): Generator<QueuedMessage> {
  for (const line of linesOf(output)) {
    const message = parseQueuedMessage(line)
    if (message !== undefined) yield message
  }
}

function* linesOf(output: string): Generator<string> {
  for (let start = 0; start < output.length; ) {
    const newline = output.indexOf('\n', start)
    const end = newline < 0 ? output.length : newline
    yield output.slice(start, end)
    start = end + 1
  }
}

/** One line of `postqueue -j`; undefined where it is not one. */
export function parseQueuedMessage(line: string): QueuedMessage | undefined {
  if (!line.startsWith('{')) return undefined
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    return undefined
  }
  const record = fieldsOf(parsed)
  const queueId = textOf(record['queue_id'])
  if (queueId === '') return undefined
  const sender = textOf(record['sender'])
  const recipients = Array.isArray(record['recipients']) ? record['recipients'] : []
  return {
    queueId,
    queueName: textOf(record['queue_name']),
    arrivedAt: numberOf(record['arrival_time']) * 1000,
    sizeBytes: numberOf(record['message_size']),
    sender: sender === 'MAILER-DAEMON' ? '' : sender,
    recipients: recipients.slice(0, 1000).map((recipient: unknown) => {
      const fields = fieldsOf(recipient)
      return { address: textOf(fields['address']), reason: textOf(fields['delay_reason']).slice(0, 2000) }
    }),
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** Where postqueue cannot run: counts files, also in hashed subfolders (hash_queue_depth). */
async function countFiles(world: World, queueDirectory: string): Promise<Fact<PostfixQueue>> {
  const byQueue = new Map<string, QueueGroup>()
  const evidence: Evidence[] = []
  const at = isoTime(world.clock.now())
  for (const name of queueNames) {
    const names = await filesIn(world, `${queueDirectory}/${name}`, 2)
    if (names.status === 'unknown') return names
    if (names.status === 'absent') continue
    const messages = names.value.length
    evidence.push({ kind: 'file', where: `${queueDirectory}/${name}`, text: `${messages} files`, at })
    byQueue.set(name, {
      name,
      messages,
      sizeBytes: 0,
      oldestAt: undefined,
      newestAt: undefined,
      queueIds: names.value.slice(0, maximalNames),
      senders: [],
    })
  }
  if (byQueue.size === 0) return absent()
  const messages = [...byQueue.values()].reduce((sum, group) => sum + group.messages, 0)
  const counted: PostfixQueue = {
    source: 'files',
    messages,
    sizeBytes: 0,
    oldestAt: undefined,
    byQueue,
    byDestination: [],
    byReason: [],
    bounces: 0,
    truncated: messages >= maximalMessages,
  }
  return known(counted, ...evidence)
}

async function filesIn(world: World, path: string, depth: number): Promise<Fact<string[]>> {
  const answer = await world.host.listDirectory(path)
  if (answer.status !== 'known') return answer
  const files = answer.value.filter(({ type }) => type === 'file').map(({ name }) => name)
  if (depth === 0) return known(files)
  for (const { name, type } of answer.value) {
    if (type !== 'directory' || name.length !== 1 || files.length >= maximalMessages) continue
    const below = await filesIn(world, `${path}/${name}`, depth - 1)
    if (below.status === 'unknown') return below
    if (below.status === 'known') files.push(...below.value)
  }
  return known(files)
}
