import type { Counters } from '../engine/counters.ts'
import type { LogTotals } from '../engine/log-totals.ts'
import type { MessageGroup } from '../engine/message-groups.ts'

/** A figure then and now. */
export interface Change {
  readonly name: string
  readonly before: number
  readonly now: number
}

export interface DestinationChange {
  readonly destination: string
  readonly before: DestinationState
  readonly now: DestinationState
}

export interface DestinationState {
  readonly delivered: number
  readonly deferred: number
  readonly bounced: number
  /** 90th percentile of the delay, seconds; null where nothing was delivered. */
  readonly p90: number | null
}

/** What is new against the period before, and what has changed. */
export interface Comparison {
  /** The period that it is compared with, in words. */
  readonly with: string
  readonly before: { readonly from: string | null; readonly to: string | null; readonly lines: number }
  /** How many times as long this period is as the one before. */
  readonly lengthRatio: number
  /** Every total, changed or not. */
  readonly totals: readonly Change[]
  /** Reasons that are new, gone, or at least twice or half as many; `deferral greylisted`. */
  readonly reasons: readonly Change[]
  /** Destinations whose deferrals, bounces or delays have changed so. */
  readonly destinations: readonly DestinationChange[]
  /** Warnings and errors of a form that the period before did not have. */
  readonly newWarnings: readonly MessageGroup[]
  /** Replies of a form that the period before did not have. */
  readonly newReplies: readonly {
    readonly kind: string
    readonly reason: string
    readonly sample: string
    readonly count: number
  }[]
  /** Users who sent at least five times as many messages, and fifty. */
  readonly users: readonly Change[]
  /** Networks that attack now and did not before. */
  readonly newAttackers: readonly { readonly network: string; readonly failedLogins: number }[]
}

/** Smaller numbers come and go by chance. */
const leastDifference = 10
const leastTimes = 2
/** A destination is slower only where it is by this many seconds. */
const leastSlowdownSeconds = 30
const longest = 20

/**
 * Compares two periods. Both totals must have been made with long lists (`totalsOf` with a high `top`), or
 * what only fell out of a list would look new.
 */
export function compare(now: LogTotals, before: LogTotals, name: string): Comparison {
  const lengthRatio = secondsOf(before) > 0 ? secondsOf(now) / secondsOf(before) : 1
  return {
    with: name,
    before: { from: before.from, to: before.to, lines: before.lines.total },
    lengthRatio: Math.round(lengthRatio * 1000) / 1000,
    totals: totalChanges(now.counters, before.counters),
    reasons: reasonChanges(now, before, lengthRatio),
    destinations: destinationChanges(now, before, lengthRatio),
    newWarnings: newGroups(now.warnings, before.warnings),
    newReplies: newReplies(now, before),
    users: userChanges(now, before, lengthRatio),
    newAttackers: newAttackers(now, before),
  }
}

function secondsOf({ from, to }: LogTotals): number {
  return from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / 1000
}

function totalChanges(now: Counters, before: Counters): Change[] {
  const names = Object.keys(now).filter((name): name is keyof Counters => name in before)
  return names.map((name) => ({ name, before: before[name], now: now[name] }))
}

/** `ratio`: what would be the same traffic in a period of another length. */
function isNotable({ before, now }: { before: number; now: number }, ratio: number): boolean {
  const expected = before * ratio
  if (Math.abs(now - expected) < leastDifference) return false
  return now >= leastTimes * expected || now * leastTimes <= expected
}

function reasonChanges(now: LogTotals, before: LogTotals, ratio: number): Change[] {
  const kinds = [
    ['deferral', now.deferrals, before.deferrals],
    ['bounce', now.bounces, before.bounces],
    ['reject', now.rejects, before.rejects],
  ] as const
  const changes = kinds.flatMap(([kind, own, earlier]) => {
    const nowCounts = new Map(own.map(({ name, count }) => [name, count]))
    const beforeCounts = new Map(earlier.map(({ name, count }) => [name, count]))
    return [...new Set([...nowCounts.keys(), ...beforeCounts.keys()])].map((name) => ({
      name: `${kind} ${name}`,
      before: beforeCounts.get(name) ?? 0,
      now: nowCounts.get(name) ?? 0,
    }))
  })
  return changes
    .filter((change) => isNotable(change, ratio))
    .sort(byDifference)
    .slice(0, longest)
}

function byDifference(a: Change, b: Change): number {
  return Math.abs(b.now - b.before) - Math.abs(a.now - a.before) || (a.name < b.name ? -1 : 1)
}

const nothing: DestinationState = { delivered: 0, deferred: 0, bounced: 0, p90: null }

function destinationChanges(now: LogTotals, before: LogTotals, ratio: number): DestinationChange[] {
  const earlier = statesOf(before)
  return [...statesOf(now)]
    .map(([destination, state]) => ({ destination, before: earlier.get(destination) ?? nothing, now: state }))
    .filter((change) => isWorse(change, ratio))
    .sort((a, b) => worseBy(b) - worseBy(a) || (a.destination < b.destination ? -1 : 1))
    .slice(0, longest)
}

function statesOf({ figures }: LogTotals): Map<string, DestinationState> {
  return new Map(
    figures.destinations.map(({ destination, delivered, deferred, bounced, delay }) => [
      destination,
      { delivered, deferred, bounced, p90: delay?.p90 ?? null },
    ]),
  )
}

function isWorse({ before, now }: DestinationChange, ratio: number): boolean {
  const failed = { before: before.deferred + before.bounced, now: now.deferred + now.bounced }
  if (isNotable(failed, ratio) && failed.now > failed.before * ratio) return true
  if (before.p90 === null || now.p90 === null || now.delivered < leastDifference) return false
  return now.p90 - before.p90 >= leastSlowdownSeconds && now.p90 >= leastTimes * before.p90
}

function worseBy({ before, now }: DestinationChange): number {
  return now.deferred + now.bounced - before.deferred - before.bounced
}

function newGroups(now: readonly MessageGroup[], before: readonly MessageGroup[]): MessageGroup[] {
  const key = ({ program, level, template }: MessageGroup): string => `${program}\0${level}\0${template}`
  const known = new Set(before.map(key))
  return now.filter((group) => !known.has(key(group))).slice(0, longest)
}

function newReplies(now: LogTotals, before: LogTotals): Comparison['newReplies'] {
  const known = new Set(before.replies.map(({ key }) => key))
  return now.replies
    .filter(({ key }) => !known.has(key))
    .slice(0, longest)
    .map(({ kind, reason, sample, count }) => ({ kind, reason, sample, count }))
}

function userChanges(now: LogTotals, before: LogTotals, ratio: number): Change[] {
  const earlier = new Map(before.saslUsers.map(({ name, count }) => [name, count]))
  return now.saslUsers
    .map(({ name, count }) => ({ name, before: earlier.get(name) ?? 0, now: count }))
    .filter(({ before: then, now: count }) => count >= 50 && count >= 5 * then * ratio)
    .slice(0, longest)
}

function newAttackers(now: LogTotals, before: LogTotals): Comparison['newAttackers'] {
  const known = new Set(before.figures.attacks.map(({ network }) => network))
  return now.figures.attacks
    .filter(({ network, failedLogins }) => failedLogins >= leastDifference && !known.has(network))
    .slice(0, longest)
    .map(({ network, failedLogins }) => ({ network, failedLogins }))
}
