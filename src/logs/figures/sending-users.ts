import type { Hours } from '../engine/hours.ts'
import type { EngineMemory } from '../engine/memory.ts'
import { mostUserHours, userMessagesAt, userRecipientsAt } from '../engine/memory-layout.ts'
import type { Names } from '../engine/names.ts'
import { PairCounts } from './pair-counts.ts'

/** A user who suddenly sent much more than before: a stolen password looks so, and so does a newsletter. */
export interface SuddenSender {
  readonly user: string
  /** `YYYY-MM-DDTHH` or `YYYY-MM-DD`. */
  readonly at: string
  readonly per: 'hour' | 'day'
  readonly messages: number
  /** 0: the log does not tell. */
  readonly recipients: number
  /** The most in one such period before; recipients where the log tells them. */
  readonly before: number
  /** In how many such periods before the user had sent anything. */
  readonly periodsBefore: number
}

interface Rule {
  readonly per: 'hour' | 'day'
  readonly seconds: number
  /** Fewer are no matter, whatever was before. */
  readonly least: number
  readonly times: number
  /** The log must go back this many periods, or nothing is known of before. */
  readonly history: number
}

/** Conservative on purpose: five times the busiest period before, not the mean. */
const rules: readonly Rule[] = [
  { per: 'hour', seconds: 3_600, least: 50, times: 5, history: 24 },
  { per: 'day', seconds: 86_400, least: 100, times: 5, history: 3 },
]

const leastOfAll = Math.min(...rules.map(({ least }) => least))

interface Period {
  readonly start: number
  messages: number
  recipients: number
}

/** What each logged-in user sent, hour by hour. */
export class SendingUsers {
  readonly #messages: PairCounts
  readonly #recipients: PairCounts

  constructor(memory: EngineMemory) {
    this.#messages = new PairCounts(mostUserHours, memory.area(userMessagesAt))
    this.#recipients = new PairCounts(mostUserHours, memory.area(userRecipientsAt))
  }

  sent(user: number, hourRow: number, recipients: number, amount: 1 | -1): void {
    this.#messages.add(user, hourRow, amount)
    if (recipients > 0) this.#recipients.add(user, hourRow, recipients * amount)
  }

  /** Most recipients first. `begins`: second of the log's first line. */
  sudden(users: Names, hours: Hours, begins: number): SuddenSender[] {
    // Most users never send so much: they are left out before anything is made for their hours.
    const sent = new Float64Array(users.size + 1)
    for (const { first, count } of this.#messages.entries()) sent[first] = (sent[first] ?? 0) + count
    for (const { first, count } of this.#recipients.entries()) sent[first] = (sent[first] ?? 0) + count
    const byUser = new Map<number, Map<number, Period>>()
    for (const { first, second, count } of this.#messages.entries())
      if ((sent[first] ?? 0) >= leastOfAll) periodAt(byUser, first, hours.secondOf(second)).messages += count
    for (const { first, second, count } of this.#recipients.entries())
      if ((sent[first] ?? 0) >= leastOfAll)
        periodAt(byUser, first, hours.secondOf(second)).recipients += count
    const found = [...byUser].flatMap(([user, periods]) => {
      const sudden = rules.map((rule) => suddenPeriod([...periods.values()], rule, begins))
      const told = sudden.find((one) => one !== undefined)
      return told === undefined ? [] : [{ user: users.name(user), ...told }]
    })
    return found.sort((a, b) => volume(b) - volume(a) || (a.user < b.user ? -1 : 1))
  }
}

function periodAt(byUser: Map<number, Map<number, Period>>, user: number, start: number): Period {
  const periods = byUser.get(user) ?? new Map<number, Period>()
  byUser.set(user, periods)
  const period = periods.get(start) ?? { start, messages: 0, recipients: 0 }
  periods.set(start, period)
  return period
}

function volume({ messages, recipients }: { messages: number; recipients: number }): number {
  return Math.max(messages, recipients)
}

/** The biggest period that is sudden by the rule. */
function suddenPeriod(
  hours: readonly Period[],
  { per, seconds, least, times, history }: Rule,
  begins: number,
): Omit<SuddenSender, 'user'> | undefined {
  const sums = new Map<number, Period>()
  for (const { start, messages, recipients } of hours) {
    const own = Math.floor(start / seconds) * seconds
    const sum = sums.get(own) ?? { start: own, messages: 0, recipients: 0 }
    sum.messages += messages
    sum.recipients += recipients
    sums.set(own, sum)
  }
  const inOrder = [...sums.values()].sort((a, b) => a.start - b.start)
  let before = 0
  let worst: Omit<SuddenSender, 'user'> | undefined
  for (const [index, period] of inOrder.entries()) {
    const { start, messages, recipients } = period
    const sent = volume(period)
    const isKnown = start - begins >= history * seconds
    // Who never sent before may only be new here: twice as much is asked.
    const floor = index === 0 ? 2 * least : least
    if (
      isKnown &&
      sent >= floor &&
      sent >= times * before &&
      sent > (worst === undefined ? 0 : volume(worst))
    )
      worst = { per, at: stamp(start, per), messages, recipients, before, periodsBefore: index }
    before = Math.max(before, sent)
  }
  return worst
}

function stamp(second: number, per: 'hour' | 'day'): string {
  return new Date(second * 1000).toISOString().slice(0, per === 'hour' ? 13 : 10)
}
