import type { Evidence } from '../../access/answer.ts'
import { known } from '../../access/answer.ts'
import { classifyReply, type ReplyReading } from '../../explain/reply-reason.ts'
import type { DeliveryGroup, RelayTarget } from '../../logs/mail-log.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from './mail-log.ts'

/** Deliveries that failed at one destination for one reason. */
export interface DeliveryTrouble {
  /** `h[192.0.2.1]:25`, `private/dovecot-lmtp`, a domain, or, for look-ups, `DNS`. */
  readonly subject: string
  readonly status: 'deferred' | 'bounced'
  readonly reading: ReplyReading
  /** Delivered, or to be delivered, on this host: mailboxes, LMTP, filters on the loopback. */
  readonly local: boolean
  /** Programs that tried: `smtp`, `lmtp`, … */
  readonly daemons: readonly string[]
  readonly relays: readonly RelayTarget[]
  readonly dsns: readonly string[]
  /** The reply of the most frequent of them, verbatim. */
  readonly reply: string
  readonly attempts: number
  readonly messages: number
  readonly queueIds: readonly string[]
  readonly recipients: readonly string[]
  readonly senders: readonly string[]
  readonly users: readonly string[]
  readonly domains: readonly string[]
  readonly firstAt: number
  readonly lastAt: number
  /** (queue file, recipient) pairs that were sent after all, and that were not so far. */
  readonly sentLater: number
  readonly notSent: number
  readonly laterSentAt: number | undefined
  /** When the destination, or each of the recipients, took mail after the last failure. */
  readonly destinationAcceptedAt: number | undefined
  readonly recipientsAcceptedAt: number | undefined
  readonly evidence: readonly Evidence[]
}

const shownLines = 4
const listed = 2_000
const localDaemons = ['lmtp', 'local', 'virtual', 'pipe']

/** Failed deliveries of the last day, by destination and reason, most mail first. Absent: no log. */
export const deliveryTroubles = fact({
  id: 'logs.delivery-troubles',
  summary: 'Deliveries that were deferred or bounced in the last 24 hours, by destination and reason.',
  needs: { log: mailLog },
  collect: (_world, { log }): Fact<readonly DeliveryTrouble[]> => {
    if (log.status === 'absent') return log
    const readings = log.value.deliveries.map((group) => ({ group, reading: classifyReply(group.reply) }))
    const merged = Map.groupBy(readings, ({ group, reading }) => {
      const status = group.status === 'bounced' || group.status === 'expired' ? 'bounced' : 'deferred'
      return [status, reading.reason, reading.detail, subjectOf(group, reading)].join('\n')
    })
    const troubles = [...merged.values()].flatMap((same) => {
      const [first] = same.toSorted((a, b) => b.group.count - a.group.count)
      return first === undefined
        ? []
        : [
            merge(
              first.group,
              first.reading,
              same.map(({ group }) => group),
            ),
          ]
    })
    return known(troubles.toSorted((a, b) => b.messages - a.messages))
  },
})

/** Every domain fails together when look-ups fail: one trouble, not one for each. */
function subjectOf(group: DeliveryGroup, { reason }: ReplyReading): string {
  if (reason === 'dns-failure') return 'DNS'
  if (reason === 'domain-unknown' || reason === 'domain-no-mail') return group.domains[0] ?? ''
  if (group.relay.socket !== undefined) return group.relay.socket
  if (group.relay.address !== undefined) return group.relay.text
  return group.domains[0] ?? group.relay.text
}

function merge(
  group: DeliveryGroup,
  reading: ReplyReading,
  groups: readonly DeliveryGroup[],
): DeliveryTrouble {
  const all = (name: 'queueIds' | 'recipients' | 'senders' | 'users' | 'domains') =>
    [...new Set(groups.flatMap((one) => one[name]))].slice(0, listed)
  const sum = (name: 'count' | 'sentLater' | 'notSent') => groups.reduce((total, one) => total + one[name], 0)
  const queueIds = all('queueIds')
  return {
    subject: subjectOf(group, reading) || group.relay.text || group.program,
    status: group.status === 'bounced' || group.status === 'expired' ? 'bounced' : 'deferred',
    reading,
    local: isLocal(group),
    daemons: [...new Set(groups.map(({ daemon }) => daemon))],
    relays: groups.map(({ relay }) => relay),
    dsns: [...new Set(groups.map(({ dsn }) => dsn))],
    reply: group.reply,
    attempts: sum('count'),
    messages: Math.max(queueIds.length, ...groups.map(({ messages }) => messages)),
    queueIds,
    recipients: all('recipients'),
    senders: all('senders'),
    users: all('users'),
    domains: all('domains'),
    firstAt: Math.min(...groups.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...groups.map(({ lastAt }) => lastAt)),
    sentLater: sum('sentLater'),
    notSent: sum('notSent'),
    laterSentAt: latest(groups.map(({ laterSentAt }) => laterSentAt)),
    destinationAcceptedAt: afterAll(groups, ({ destinationAcceptedAt }) => destinationAcceptedAt),
    recipientsAcceptedAt: afterAll(groups, ({ recipientsAcceptedAt }) => recipientsAcceptedAt),
    evidence: groups.slice(0, shownLines).map(({ lastExample }) => lastExample),
  }
}

function isLocal({ daemon, relay }: DeliveryGroup): boolean {
  const { address, socket } = relay
  const loopback = address !== undefined && (address.startsWith('127.') || address === '::1')
  return localDaemons.includes(daemon) || socket !== undefined || loopback
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  const seen = times.filter((time) => time !== undefined)
  return seen.length === 0 ? undefined : Math.max(...seen)
}

/** The time at which the last of them was accepted; undefined while one of them is not. */
function afterAll(
  groups: readonly DeliveryGroup[],
  accepted: (group: DeliveryGroup) => number | undefined,
): number | undefined {
  const last = Math.max(...groups.map(({ lastAt }) => lastAt))
  const times = groups.map(accepted)
  return times.every((time) => time !== undefined && time > last) ? latest(times) : undefined
}
