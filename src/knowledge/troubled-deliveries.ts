import type { Evidence } from '../access/answer.ts'
import type { DeliveryGroup, MailLog } from '../logs/mail-log.ts'

/** Deliveries that fail for one reason, summed up by what they have in common. */
export interface TroubledDeliveries {
  readonly name: string
  readonly groups: readonly DeliveryGroup[]
  readonly domains: readonly string[]
  readonly count: number
  readonly since: number
  readonly evidence: readonly Evidence[]
  /** For `ProblemVerdict.impact`. */
  readonly impact: { readonly messages: readonly string[]; readonly users: readonly string[] }
}

/** A bounce stays worth telling for so long; deferred mail as long as it waits. */
const recentMilliseconds = 6 * 3_600_000
const shown = 3

/**
 * Deliveries whose reply matches, that were not made up for since, by `nameOf` (say, the domain).
 * Deferred mail counts while it waits, bounced mail for some hours.
 */
export function troubledDeliveries(
  log: MailLog,
  now: number,
  matches: (delivery: DeliveryGroup) => boolean,
  nameOf: (delivery: DeliveryGroup) => readonly string[] = ({ domains }) => domains,
): TroubledDeliveries[] {
  const current = log.deliveries.filter(
    (delivery) => matches(delivery) && delivery.stillFailing && isRecent(delivery, now),
  )
  const names = new Set(current.flatMap(nameOf))
  return [...names].slice(0, 50).map((name) => {
    const groups = current.filter((delivery) => nameOf(delivery).includes(name))
    return {
      name,
      groups,
      domains: [...new Set(groups.flatMap(({ domains }) => domains))],
      count: groups.reduce((sum, { messages }) => sum + messages, 0),
      since: Math.min(...groups.map(({ firstAt }) => firstAt)),
      evidence: groups.slice(0, shown).map(({ lastExample }) => lastExample),
      impact: {
        messages: [...new Set(groups.flatMap(({ queueIds }) => queueIds))],
        users: [...new Set(groups.flatMap(({ senders }) => senders))],
      },
    }
  })
}

function isRecent({ status, lastAt }: DeliveryGroup, now: number): boolean {
  return status === 'deferred' || now - lastAt < recentMilliseconds
}
