/** One message in a queue. */
export interface QueuedMessage {
  /** Postfix: `deferred`, `hold` …; Exim: `queue` or `frozen`. */
  readonly queueName: string
  readonly queueId: string
  /** Milliseconds since 1970 UTC. */
  readonly arrivedAt: number
  readonly sizeBytes: number
  /** Empty for a bounce. */
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

/** All that waits in a mail server's queue, summed up. */
export interface QueueSummary {
  readonly messages: number
  readonly sizeBytes: number
  readonly oldestAt: number | undefined
  /** By `queueName`. */
  readonly byQueue: ReadonlyMap<string, QueueGroup>
  /** By domain of the recipients, lower case; most messages first; at most 1,000. */
  readonly byDestination: readonly QueueGroup[]
  /** By delay reason with numbers masked, most messages first; `name` is the first reason verbatim. */
  readonly byReason: readonly QueueGroup[]
  /** Messages without a sender: bounces. */
  readonly bounces: number
  /** Whether more lay there than was looked at (100,000 messages). */
  readonly truncated: boolean
}

/** Messages looked at one by one; what comes after is only said to be there. */
export const maximalMessages = 100_000
/** Sums up a queue, message by message. */
export function summarise(queued: Iterable<QueuedMessage>): QueueSummary {
  const byQueue = new Map<string, Gathering>()
  const byDestination = new Map<string, Gathering>()
  const byReason = new Map<string, Gathering>()
  const total = new Gathering('')
  let bounces = 0
  let truncated = false
  for (const message of queued) {
    if (total.messages >= maximalMessages) {
      truncated = true
      break
    }
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

function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Replies that differ only in numbers, addresses or quoted parts are one reason. */
function mask(reason: string): string {
  return reason.replace(/<[^<>]*>|[0-9][0-9a-fA-F:.]*/g, '#')
}

export const maximalNames = 500
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
