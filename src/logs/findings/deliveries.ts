import { type ConnectFailure, type DeliveryLine, parseRelay, replyTarget } from '../engine/delivery-line.ts'
import type { MessageOrigin } from '../engine/message-origin.ts'
import type {
  AcceptedDeliveries,
  AcceptedDestination,
  ConnectFailureGroup,
  DeliveryGroup,
  DeliveryStatus,
  RelayTarget,
} from '../mail-log.ts'
import { templateOf } from '../template.ts'
import { detach, domainOf, keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { limits } from './limits.ts'
import { BoundedSet, Counter, Groups } from './occurrences.ts'

const suspended = 'delivery temporarily suspended: '
const localDaemons = new Set(['lmtp', 'local', 'virtual', 'pipe'])

class Group extends Counter {
  daemon: string
  program: string
  readonly relay: RelayTarget
  readonly status: DeliveryStatus
  readonly dsn: string
  readonly reply: string
  readonly queueIds = new BoundedSet()
  readonly recipients = new BoundedSet()
  readonly senders = new BoundedSet()
  readonly users = new BoundedSet()
  readonly domains = new BoundedSet()
  sentLater = 0
  notSent = 0
  laterSentAt: number | undefined

  constructor(
    entry: Entry,
    agent: string,
    delivery: DeliveryLine,
    relay: RelayTarget,
    status: DeliveryStatus,
    reply: string,
  ) {
    super(entry)
    this.daemon = agent
    this.program = entry.program.name
    this.relay = relay
    this.status = status
    this.dsn = keep(delivery.dsn)
    this.reply = keep(reply)
  }
}

/** What became of one recipient of one queue file, from its first failure on. */
interface Pair {
  readonly groups: Set<Group>
  latest: Group
  sentAt: number | undefined
}

interface Destination {
  readonly name: string
  count: number
  firstAt: number
  lastAt: number
  readonly local: boolean
}

/** Sums up delivery attempts: failures in groups, successes by destination, and what came of failures. */
export class Deliveries {
  readonly #groups = new Groups<Group>()
  /** By queue file, then by recipient. */
  readonly #pairs = new Map<string, Map<string, Pair>>()
  #pairCount = 0
  readonly #recipientSentAt = new Map<string, number>()
  readonly #domains = new Groups<Destination>(limits.destinations)
  readonly #relays = new Groups<Destination>(limits.destinations)
  readonly #connects = new Groups<Counter & { program: string; target: RelayTarget; error: string }>()
  #accepted = 0
  #lastAcceptedAt: number | undefined

  /** Returns whether it was delivered on this host. */
  sent(entry: Entry, agent: string, delivery: DeliveryLine): boolean {
    const local = isLocal(agent, delivery.relay)
    this.#accepted++
    this.#lastAcceptedAt = Math.max(this.#lastAcceptedAt ?? 0, entry.at)
    note(this.#domains, domainOf(delivery.recipient), entry.at, local)
    note(this.#relays, delivery.relay, entry.at, local)
    const pair = this.#pairs.get(delivery.queueId)?.get(delivery.recipient)
    if (pair !== undefined) pair.sentAt = entry.at
    if (this.#recipientSentAt.has(delivery.recipient)) this.#recipientSentAt.set(delivery.recipient, entry.at)
    return local
  }

  /** Returns what became of it; undefined where nothing was to be delivered (a probe). */
  failed(
    entry: Entry,
    agent: string,
    delivery: DeliveryLine,
    origin: MessageOrigin,
  ): DeliveryStatus | undefined {
    const status = failureStatus(delivery.status)
    if (status === undefined) return undefined
    const reply = delivery.reply.startsWith(suspended)
      ? delivery.reply.slice(suspended.length)
      : delivery.reply
    const place = delivery.relay === 'none' ? replyTarget(reply) : delivery.relay
    const key = `${place} ${status} ${delivery.dsn} ${templateOf(reply)}`
    const group = this.#groups.get(
      key,
      () => new Group(entry, agent, delivery, parseRelay(keep(place)), status, reply),
    )
    group.add(entry)
    if (group.daemon === 'error' || group.daemon === 'retry') {
      group.daemon = agent
      group.program = entry.program.name
    }
    group.queueIds.add(delivery.queueId)
    group.recipients.add(delivery.recipient)
    group.domains.add(domainOf(delivery.recipient))
    group.senders.add(origin.sender)
    group.users.add(origin.user)
    this.#follow(delivery, group)
    return status
  }

  #follow(delivery: DeliveryLine, group: Group): void {
    const known = this.#pairs.get(delivery.queueId)
    const pair = known?.get(delivery.recipient)
    if (pair !== undefined) {
      pair.groups.add(group)
      pair.latest = group
      pair.sentAt = undefined
      return
    }
    if (this.#pairCount >= limits.pairs) return
    this.#pairCount++
    const pairs = known ?? new Map<string, Pair>()
    const recipient = detach(delivery.recipient)
    pairs.set(recipient, { groups: new Set([group]), latest: group, sentAt: undefined })
    if (known === undefined) this.#pairs.set(detach(delivery.queueId), pairs)
    if (!this.#recipientSentAt.has(recipient)) this.#recipientSentAt.set(recipient, 0)
  }

  connectFailed(entry: Entry, failure: ConnectFailure): void {
    const group = this.#connects.get(`${failure.target} ${failure.error}`, () =>
      Object.assign(new Counter(entry), {
        program: entry.program.name,
        target: parseRelay(keep(failure.target)),
        error: keep(failure.error),
      }),
    )
    group.add(entry)
  }

  failures(): readonly DeliveryGroup[] {
    for (const pairs of this.#pairs.values()) for (const pair of pairs.values()) settle(pair)
    return this.#groups.values().map((group) => this.#summary(group))
  }

  connectFailures(): readonly ConnectFailureGroup[] {
    return this.#connects.values().map((group) => {
      const { program, target, error } = group
      return { ...group.occurrences(), program, target, error }
    })
  }

  accepted(): AcceptedDeliveries {
    return {
      count: this.#accepted,
      lastAt: this.#lastAcceptedAt,
      domains: destinations(this.#domains),
      relays: destinations(this.#relays),
    }
  }

  #summary(group: Group): DeliveryGroup {
    const domains = group.domains.values()
    const destinationAcceptedAt = this.#acceptedAfter(group, domains)
    const { sentLater, notSent, laterSentAt, daemon, program, relay, status, dsn, reply } = group
    return {
      ...group.occurrences(),
      ...{ daemon, program, relay, status, dsn, reply, sentLater, notSent, laterSentAt, domains },
      queueIds: group.queueIds.values(),
      messages: group.queueIds.size + group.queueIds.dropped,
      recipients: group.recipients.values(),
      senders: group.senders.values(),
      users: group.users.values(),
      destinationAcceptedAt,
      recipientsAcceptedAt: this.#recipientsAcceptedAfter(group),
      stillFailing: notSent > 0 && destinationAcceptedAt === undefined,
    }
  }

  #acceptedAfter(group: Group, domains: readonly string[]): number | undefined {
    const relayAt = this.#relays.peek(group.relay.text)?.lastAt ?? 0
    if (relayAt > group.lastAt) return relayAt
    const times = domains.map((domain) => this.#domains.peek(domain)?.lastAt ?? 0)
    const earliest = Math.min(...times)
    return times.length > 0 && earliest > group.lastAt ? earliest : undefined
  }

  #recipientsAcceptedAfter(group: Group): number | undefined {
    const times = group.recipients.values().map((recipient) => this.#recipientSentAt.get(recipient) ?? 0)
    const earliest = Math.min(...times)
    return times.length > 0 && earliest > group.lastAt ? earliest : undefined
  }
}

/** `deliverable` and `undeliverable` are probes: nothing was delivered. */
function failureStatus(status: string): DeliveryStatus | undefined {
  if (status === 'deferred' || status === 'bounced' || status === 'expired') return status
  return status === 'SOFTBOUNCE' ? 'soft-bounce' : undefined
}

function settle(pair: Pair): void {
  if (pair.sentAt === undefined) {
    pair.latest.notSent++
    return
  }
  for (const group of pair.groups) {
    group.sentLater++
    group.laterSentAt = Math.max(group.laterSentAt ?? 0, pair.sentAt)
  }
}

function isLocal(daemon: string, relay: string): boolean {
  if (daemon === 'smtp') return false
  return localDaemons.has(daemon) || relay === 'local' || relay === 'virtual'
}

function note(destinations: Groups<Destination>, name: string, at: number, local: boolean): void {
  if (name === '') return
  const destination = destinations.get(name, () => ({
    name: keep(name),
    count: 0,
    firstAt: at,
    lastAt: at,
    local,
  }))
  destination.count++
  if (at > destination.lastAt) destination.lastAt = at
}

function destinations(groups: Groups<Destination>): readonly AcceptedDestination[] {
  return groups.values().toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
