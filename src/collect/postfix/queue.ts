import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from './configuration.ts'

/** One message in Postfix's queue. */
export interface QueuedMessage {
  readonly queueName: string
  readonly queueId: string
  /** Milliseconds since 1970 UTC. */
  readonly arrivedAt: number
  readonly sizeBytes: number
  /** Empty for a bounce (`MAILER-DAEMON`). */
  readonly sender: string
  readonly recipients: readonly { readonly address: string; readonly reason: string }[]
}

/** What lies in the queue at one place: a queue, a destination or with a reason. */
export interface QueueGroup {
  readonly name: string
  readonly messages: number
  readonly sizeBytes: number
  /** Milliseconds since 1970 UTC; undefined where only files could be counted. */
  readonly oldestAt: number | undefined
  readonly newestAt: number | undefined
  /** At most 500 queue IDs, and at most 500 envelope senders. */
  readonly queueIds: readonly string[]
  readonly senders: readonly string[]
}

export interface PostfixQueue {
  /** `postqueue`: whole; `files`: the queue's folders were counted, so there are no destinations or reasons. */
  readonly source: 'postqueue' | 'files'
  readonly messages: number
  readonly sizeBytes: number
  readonly oldestAt: number | undefined
  /** maildrop, incoming, active, deferred, hold. */
  readonly byQueue: ReadonlyMap<string, QueueGroup>
  /** By domain of the recipients, lower case; most messages first; at most 1,000. */
  readonly byDestination: readonly QueueGroup[]
  /** By delay reason with numbers masked, most messages first; `name` is the first reason verbatim. */
  readonly byReason: readonly QueueGroup[]
  /** Bounces: sender empty or MAILER-DAEMON. */
  readonly bounces: number
  /** Whether more lay there than was looked at (100,000 messages). */
  readonly truncated: boolean
}

/** Messages looked at one by one; what comes after is only said to be there. */
const maximalMessages = 100_000
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
  const byQueue = new Map<string, Gathering>()
  const byDestination = new Map<string, Gathering>()
  const byReason = new Map<string, Gathering>()
  const total = new Gathering('')
  let bounces = 0
  let truncated = false
  for (const line of linesOf(output)) {
    if (total.messages >= maximalMessages) {
      truncated = true
      break
    }
    const message = parseQueuedMessage(line)
    if (message === undefined) continue
    total.add(message)
    if (message.sender === '') bounces++
    gather(byQueue, message.queueName, message.queueName).add(message)
    for (const domain of new Set(message.recipients.map(({ address }) => domainOfAddress(address))))
      gather(byDestination, domain, domain).add(message)
    // Recipients with like reasons are one message of that reason.
    const reasons = new Map(message.recipients.map(({ reason }) => [mask(reason), reason] as const).reverse())
    for (const [key, reason] of reasons) if (reason !== '') gather(byReason, key, reason).add(message)
  }
  const { messages, sizeBytes, oldestAt } = total
  return {
    source: 'postqueue',
    messages,
    sizeBytes,
    oldestAt,
    byQueue: new Map([...byQueue].map(([name, group]) => [name, group.done()])),
    byDestination: largest(byDestination),
    byReason: largest(byReason),
    bounces,
    truncated,
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

function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Replies that differ only in numbers, addresses or quoted parts are one reason. */
function mask(reason: string): string {
  return reason.replace(/<[^<>]*>|[0-9][0-9a-fA-F:.]*/g, '#')
}

const maximalNames = 500
const maximalGroups = 1_000

class Gathering {
  readonly name: string
  messages = 0
  sizeBytes = 0
  oldestAt: number | undefined
  newestAt: number | undefined
  readonly #queueIds: string[] = []
  readonly #senders = new Set<string>()

  constructor(name: string) {
    this.name = name
  }

  add({ queueId, sizeBytes, arrivedAt, sender }: QueuedMessage): void {
    this.messages++
    this.sizeBytes += sizeBytes
    this.oldestAt = Math.min(this.oldestAt ?? arrivedAt, arrivedAt)
    this.newestAt = Math.max(this.newestAt ?? arrivedAt, arrivedAt)
    if (this.#queueIds.length < maximalNames) this.#queueIds.push(queueId)
    if (this.#senders.size < maximalNames) this.#senders.add(sender)
  }

  done(): QueueGroup {
    const { name, messages, sizeBytes, oldestAt, newestAt } = this
    const queueIds = this.#queueIds
    return { name, messages, sizeBytes, oldestAt, newestAt, queueIds, senders: [...this.#senders] }
  }
}

/** The group of a key; beyond the limit all go into one, so that memory stays bounded. */
function gather(groups: Map<string, Gathering>, key: string, name: string): Gathering {
  const wanted = groups.has(key) || groups.size < 10 * maximalGroups ? key : 'others'
  const found = groups.get(wanted) ?? new Gathering(wanted === key ? name : wanted)
  groups.set(wanted, found)
  return found
}

function largest(groups: Map<string, Gathering>): QueueGroup[] {
  return [...groups.values()]
    .sort((a, b) => b.messages - a.messages)
    .slice(0, maximalGroups)
    .map((group) => group.done())
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
