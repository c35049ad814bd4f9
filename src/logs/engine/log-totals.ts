import { type FigureTotals, figureTotals } from '../figures/figure-totals.ts'
import type { Counters } from './counters.ts'
import type { LogEngine } from './engine.ts'
import type { FilterVerdict } from './filter-verdicts.ts'
import { hourly } from './hours.ts'
import type { AttackSource } from './logins.ts'
import type { MessageGroup } from './message-groups.ts'
import type { Names } from './names.ts'
import type { Period } from './periods.ts'
import type { ReasonKind, Template } from './reasons.ts'

export interface Counted {
  readonly name: string
  readonly count: number
}

export interface ProgramShare {
  readonly program: string
  readonly understood: number
  readonly unknown: number
}

/** All that `logs` tells: what the contract names, and what only people read. */
export interface LogTotals {
  /** ISO 8601 of the log's own clock; with its zone where the log has one. Null: no dated line. */
  readonly from: string | null
  readonly to: string | null
  readonly lines: { readonly total: number; readonly understood: number; readonly unknown: number }
  readonly counters: Readonly<Counters>
  readonly uniqueSenders: number
  readonly uniqueRecipients: number
  readonly rejects: readonly Counted[]
  readonly deferrals: readonly Counted[]
  readonly bounces: readonly Counted[]
  readonly senders: readonly Counted[]
  readonly recipients: readonly Counted[]
  readonly senderDomains: readonly Counted[]
  readonly recipientDomains: readonly Counted[]
  readonly saslUsers: readonly Counted[]
  readonly perHour: readonly HourRow[]
  readonly programs: readonly ProgramShare[]
  readonly failedLogins: { readonly total: number; readonly networks: readonly AttackSource[] }
  readonly warnings: readonly MessageGroup[]
  /** What filters decided, by filter. */
  readonly filters: readonly FilterVerdict[]
  /** Lines that no dialect knows, grouped. */
  readonly strangers: readonly MessageGroup[]
  /** The texts behind the reasons, largest first. */
  readonly replies: readonly Template[]
  /** Delays, destinations, TLS, attacks, the queue. */
  readonly figures: FigureTotals
  /** What makes the figures less than whole. */
  readonly notes: readonly string[]
}

export interface HourRow {
  readonly hour: string
  readonly received: number
  readonly delivered: number
  readonly deferred: number
  readonly bounced: number
  readonly rejected: number
}

/** Takes the figures out of an engine that has read all its inputs; `top`: how long the lists of names are. */
export function totalsOf(engine: LogEngine, top: number): LogTotals {
  const { journeys } = engine
  return {
    ...periodOf(engine),
    lines: { total: engine.lines, understood: engine.understood, unknown: engine.lines - engine.understood },
    counters: journeys.counters,
    uniqueSenders: journeys.senders.different,
    uniqueRecipients: journeys.recipients.different,
    rejects: reasonsOf(engine, 'reject'),
    deferrals: reasonsOf(engine, 'deferral'),
    bounces: reasonsOf(engine, 'bounce'),
    senders: counted(journeys.senders, top),
    recipients: counted(journeys.recipients, top),
    senderDomains: counted(engine.domainsOf(journeys.senders), top),
    recipientDomains: counted(engine.domainsOf(journeys.recipients), top),
    saslUsers: counted(journeys.users, top),
    perHour: journeys.hours.totals().map(hourRow),
    programs: programShares(engine),
    failedLogins: { total: engine.logins.total, networks: engine.logins.networks().slice(0, top) },
    warnings: engine.warnings.groups().slice(0, 5 * top),
    filters: engine.filters.verdicts(),
    strangers: engine.strangers.groups().slice(0, 5 * top),
    replies: [...journeys.reasons.templates()].sort((a, b) => b.count - a.count).slice(0, 5 * top),
    figures: figureTotals(engine, top),
    notes: notesOf(engine),
  }
}

/** Largest first, ties by name in code-unit order. */
function counted(names: Names, top: number): Counted[] {
  return names.largest(top).map(({ name, count }) => ({ name, count }))
}

function byCount(a: Counted, b: Counted): number {
  return b.count - a.count || (a.name < b.name ? -1 : 1)
}

function reasonsOf(engine: LogEngine, kind: ReasonKind): Counted[] {
  return [...engine.journeys.reasons.counts(kind)].map(([name, count]) => ({ name, count })).sort(byCount)
}

function hourRow({ hour, counts }: { hour: string; counts: readonly number[] }): HourRow {
  return {
    hour,
    received: counts[hourly.received] ?? 0,
    delivered: counts[hourly.delivered] ?? 0,
    deferred: counts[hourly.deferred] ?? 0,
    bounced: counts[hourly.bounced] ?? 0,
    rejected: counts[hourly.rejected] ?? 0,
  }
}

function programShares(engine: LogEngine): ProgramShare[] {
  return engine.programs.all
    .filter(({ understood, unknown }) => understood + unknown > 0)
    .map(({ name, understood, unknown }) => ({ program: name, understood, unknown }))
    .sort((a, b) => b.understood + b.unknown - a.understood - a.unknown || (a.program < b.program ? -1 : 1))
}

function periodOf({ periods }: LogEngine): { from: string | null; to: string | null } {
  const dated = periods.filter(({ first }) => first !== '')
  const start = dated.toSorted((a, b) => a.firstSecond - b.firstSecond)[0]
  const end = dated.toSorted((a, b) => b.lastSecond - a.lastSecond)[0]
  return {
    from: start === undefined ? null : isoStamp(start.first, start.firstSecond, start),
    to: end === undefined ? null : isoStamp(end.last, end.lastSecond, end),
  }
}

/** What of a stamp is a time: a broken zone is left out. */
const isoForm = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/

/** The stamp as it is written where it is ISO 8601; else made of what was read and inferred. */
export function isoStamp(
  written: string,
  second: number,
  { yearsWrong }: Pick<Period, 'yearsWrong'>,
): string {
  const iso = isoForm.exec(written)
  if (iso !== null) return iso[0].replace(' ', 'T')
  const date = new Date(second * 1000)
  if (yearsWrong !== 0) date.setUTCFullYear(date.getUTCFullYear() + yearsWrong)
  return date.toISOString().slice(0, 19)
}

function notesOf(engine: LogEngine): string[] {
  const { journeys } = engine
  const overflow = journeys.senders.overflow + journeys.recipients.overflow
  const notes: string[] = []
  if (engine.cut > 0) notes.push(`${engine.cut} lines were too long and were read only up to 64 KiB`)
  if (engine.lost.notices > 0)
    notes.push(
      `the syslog daemon lost lines (rate limit): ${engine.lost.lines || 'nobody knows how many'}; figures are too low`,
    )
  if (journeys.truncated > 0)
    notes.push(`${journeys.truncated} delivery lines end in the middle: something on their way cut them`)
  if (journeys.forgotten > 0)
    notes.push(`${journeys.forgotten} open messages were let go for want of room: they may be counted twice`)
  if (overflow > 0) notes.push(`too many different addresses: ${overflow} are not in the lists`)
  return notes
}
