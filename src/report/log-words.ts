import type { HourRow, LogTotals } from '../logs/engine/log-totals.ts'
import type { DestinationChange, DestinationState } from '../logs/figures/comparison.ts'
import type { DestinationFigures } from '../logs/figures/delays.ts'
import type { DelayStage } from '../logs/figures/figure-totals.ts'
import type { TlsShare } from '../logs/figures/tls-use.ts'
import { bytesText, durationText, grouped, percent } from './numbers.ts'

/** Names of the stages of a delivery, for people. */
export const stageWords: Readonly<Record<DelayStage, string>> = {
  beforeQueueManager: 'arriving, or waiting',
  queueManager: 'queue manager',
  connection: 'connecting',
  transmission: 'sending',
}

/** The same where there is little room. */
const shortStages = ['arrival, wait', 'queue', 'connecting', 'sending']

/** Lines that come first, because somebody should look at them. */
export function alertTexts({ figures }: LogTotals): string[] {
  const senders = figures.suddenSenders.map(
    ({ user, at, per, messages, recipients, before, periodsBefore }) => {
      const what =
        recipients > messages
          ? `${grouped(messages)} messages to ${grouped(recipients)} recipients`
          : `${grouped(messages)} messages`
      const earlier =
        periodsBefore === 0
          ? 'and never before in this log'
          : `before, ${grouped(before)} at most in one ${per}`
      return `${user} sent ${what} in the ${per} ${at.replace('T', ' ')}${per === 'hour' ? ':00' : ''}; ${earlier}`
    },
  )
  const guessed = figures.attacks
    .filter(({ failedLogins, loggedInMessages }) => failedLogins >= 10 && loggedInMessages > 0)
    .map(
      ({ network, failedLogins, loggedInMessages }) =>
        `${network}: ${grouped(failedLogins)} failed log-ins, and ${grouped(loggedInMessages)} messages from logged-in users there`,
    )
  return [...senders, ...guessed]
}

/** Sums of the hours by day; `hour` holds the day. */
export function byDay(rows: readonly HourRow[]): HourRow[] {
  const days = new Map<string, HourRow>()
  for (const { hour, ...counts } of rows) {
    const day = hour.slice(0, 10)
    const sum = days.get(day) ?? {
      hour: day,
      received: 0,
      delivered: 0,
      deferred: 0,
      bounced: 0,
      rejected: 0,
    }
    days.set(day, {
      hour: day,
      received: sum.received + counts.received,
      delivered: sum.delivered + counts.delivered,
      deferred: sum.deferred + counts.deferred,
      bounced: sum.bounced + counts.bounced,
      rejected: sum.rejected + counts.rejected,
    })
  }
  return [...days.values()]
}

const mostHours = 100_000

/** Hours in which nothing was counted are hours too; beyond years of them they are left out. */
export function withoutGaps(rows: readonly HourRow[]): HourRow[] {
  const [first, last] = [rows[0], rows.at(-1)]
  if (first === undefined || last === undefined) return [...rows]
  const start = Date.parse(`${first.hour}:00:00Z`)
  const hours = (Date.parse(`${last.hour}:00:00Z`) - start) / 3_600_000 + 1
  if (!(hours < mostHours)) return [...rows]
  const known = new Map(rows.map((row) => [row.hour, row]))
  return Array.from({ length: hours }, (_, index) => {
    const hour = new Date(start + index * 3_600_000).toISOString().slice(0, 13)
    return known.get(hour) ?? { hour, received: 0, delivered: 0, deferred: 0, bounced: 0, rejected: 0 }
  })
}

/** Where most of a destination's time went. */
export function mostTime({ stageSeconds }: DestinationFigures): string {
  const most = Math.max(...stageSeconds)
  return most > 0 ? (shortStages[stageSeconds.indexOf(most)] ?? '') : '–'
}

export function shareText({ total, encrypted, versions }: TlsShare, what: string): string {
  if (total === 0 && versions.length === 0) return ''
  const share =
    encrypted === null
      ? `of ${grouped(total)} ${what} the log does not tell (smtp_tls_loglevel = 0)`
      : `${percent(encrypted, total)} of ${grouped(total)} ${what}`
  const named = versions.map(({ name, count }) => `${name} ${grouped(count)}`)
  return named.length === 0 ? share : `${share}; connections: ${named.join(', ')}`
}

/** Destinations that are slow enough to be looked at; the JSON has them all. */
export function slowOnes(destinations: readonly DestinationFigures[]): DestinationFigures[] {
  return destinations.filter(({ delay }) => (delay?.p90 ?? 0) >= leastSlowSeconds)
}

const leastSlowSeconds = 2

/** `0 → 840`, or the one number where nothing changed. */
export function fromTo(before: string, now: string): string {
  return before === now ? now : `${before} → ${now}`
}

/** Deferred, bounced, and how long 90 % took, before and now. */
export function destinationChangeCells({ before, now }: DestinationChange): string[] {
  const slow = ({ p90 }: DestinationState): string => (p90 === null ? '–' : durationText(p90))
  return [
    fromTo(grouped(before.deferred), grouped(now.deferred)),
    fromTo(grouped(before.bounced), grouped(now.bounced)),
    fromTo(slow(before), slow(now)),
  ]
}

/** A total, as bytes where it is one of bytes. */
export function totalText(name: string, value: number): string {
  return name.startsWith('bytes') ? bytesText(value) : grouped(value)
}

/** `2026-03-03T06:00:04.123+01:00` → `2026-03-03 06:00:04` */
export function shortTime(time: string | null): string {
  return time === null ? 'no dated line' : time.slice(0, 19).replace('T', ' ')
}
