import { ascii, find } from '../engine/bytes.ts'
import { type Counters, noCounts } from '../engine/counters.ts'
import type { Line } from '../engine/line.ts'
import { DelayFields } from '../figures/delay-fields.ts'
import { bucketOf, mostMilliseconds } from '../figures/histograms.ts'
import { Instants } from '../findings/instants.ts'
import type { ZoneOffset } from '../zone.ts'
import type { FollowEvent, FollowKind } from './event.ts'

/** Something counted at a time: of the whole host where `subject` is empty. Seconds since 1970 UTC. */
export interface CountedFigure {
  readonly measure: string
  readonly subject: string
  readonly at: number
  readonly value: number
}

/** How long deliveries took in one hour at one stage: how often each bucket (`bucketOf`) was met. */
export interface CountedDelays {
  readonly stage: string
  readonly at: number
  readonly buckets: Readonly<Record<number, number>>
}

/** Before the queue manager, in it, connecting, sending (postconf(5) delay_logging_resolution_limit). */
export const delayStages = ['before-queue', 'in-queue', 'connecting', 'sending'] as const

/** All that was counted under one measure beyond so many subjects in an hour. */
export const others = '(others)'

const statusWord = ascii(', status=')
const minute = 60
const hour = 3_600
const mostSubjects = 2_000
const longestSubject = 255
/** A stamp that is further from this host's clock is taken for now: it would make holes in the past. */
const mostDaysOld = 8
const mostSecondsAhead = 3_600

/** Kinds of events that are counted by destination or by reason. */
const byDestination: Partial<Record<FollowKind, string>> = {
  delivered: 'delivered-to',
  deferred: 'deferred-to',
  bounced: 'bounced-to',
}
const byReason: Partial<Record<FollowKind, string>> = {
  deferred: 'deferred-because',
  bounced: 'bounced-because',
  rejected: 'rejected-because',
}

/**
 * What followed lines add up to, by minute and hour, until it is kept elsewhere: for a history. Totals are those of
 * the engine's counters, so that they agree with `logs`; what is by destination, reason or user is of events.
 */
export class FollowedFigures {
  readonly #zone: ZoneOffset
  readonly #fields = new DelayFields()
  readonly #counters: () => Counters
  #before: Counters = noCounts()
  readonly #counts = new Map<string, CountedFigure & { value: number }>()
  readonly #subjects = new Map<string, number>()
  readonly #delays = new Map<string, { stage: string; at: number; buckets: Record<number, number> }>()
  #instants: Instants
  #now = 0
  #isSilent = true
  /** Of the line that is being read; seconds since 1970 UTC. */
  #at = 0

  /** `counters`: those of the engine, as they stand. */
  constructor(zone: ZoneOffset, counters: () => Counters) {
    this.#zone = zone
    this.#counters = counters
    this.#instants = new Instants(0, zone)
  }

  /** Lines follow that are read at `now` (milliseconds since 1970 UTC). `isSilent`: they are not counted. */
  begin(now: number, isSilent: boolean): void {
    this.#isSilent = isSilent
    if (Math.abs(now - this.#now) < minute * 1_000) return
    this.#now = now
    this.#instants = new Instants(now, this.#zone)
  }

  line(line: Line): void {
    const read = Math.floor(this.#now / 1_000)
    const written = Math.floor((this.#instants.of(line) ?? this.#now) / 1_000)
    const isSane = written <= read + mostSecondsAhead && written > read - mostDaysOld * 24 * hour
    this.#at = isSane ? written : read
  }

  /** The line is one of a delivery: its times are read where it has them. */
  delivery({ bytes, body, end }: Line): void {
    const status = find(bytes, body, end, statusWord)
    if (status < 0) this.#fields.clear()
    else this.#fields.read(bytes, body, status)
  }

  event({ kind, recipient, reason, count, user, delaySeconds }: FollowEvent): void {
    const [destination, because] = [byDestination[kind], byReason[kind]]
    if (destination !== undefined && recipient !== undefined)
      this.#count(destination, domainOf(recipient), count)
    if (because !== undefined && reason !== undefined) this.#count(because, reason, count)
    if (kind === 'delivered') {
      this.#delivered(delaySeconds)
      if (user !== undefined) this.#count('reached-by', user, count)
    }
    if (kind === 'login-failed') this.#count('logins-failed', '', count)
  }

  loggedIn(count: number): void {
    this.#count('logins', '', count)
  }

  arrived(user: string): void {
    if (user !== '') this.#count('sent-by', user, 1)
  }

  #delivered(sinceArrival: number | undefined): void {
    const { total, stages, hasStages } = this.#fields
    const milliseconds = total >= 0 ? total : (sinceArrival ?? -1) * 1_000
    if (milliseconds >= 0) this.#delay('total', Math.min(milliseconds, mostMilliseconds))
    if (hasStages) for (const [index, stage] of delayStages.entries()) this.#delay(stage, stages[index] ?? 0)
  }

  #delay(stage: string, milliseconds: number): void {
    if (this.#isSilent) return
    const at = Math.floor(this.#at / hour) * hour
    const key = `${stage} ${at}`
    const known = this.#delays.get(key) ?? { stage, at, buckets: {} }
    this.#delays.set(key, known)
    const bucket = bucketOf(milliseconds)
    known.buckets[bucket] = (known.buckets[bucket] ?? 0) + 1
  }

  #count(measure: string, name: string, value: number): void {
    if (this.#isSilent) return
    const step = name === '' ? minute : hour
    const at = Math.floor(this.#at / step) * step
    const subject = name.slice(0, longestSubject)
    const key = `${at} ${measure} ${subject}`
    const known = this.#counts.get(key)
    if (known !== undefined) known.value += value
    else if (subject === '' || subject === others || this.#hasRoom(`${at} ${measure}`))
      this.#counts.set(key, { measure, subject, at, value })
    else this.#count(measure, others, value)
  }

  #hasRoom(group: string): boolean {
    const size = this.#subjects.get(group) ?? 0
    this.#subjects.set(group, size + 1)
    return size < mostSubjects
  }

  /** The lines of a piece have been read. */
  end(): void {
    const counters = this.#counters()
    for (const [name, measure] of totals) {
      const value = counters[name] - this.#before[name]
      if (value !== 0) this.#count(measure, '', value)
    }
    this.#before = { ...counters }
  }

  /** What was counted since the last `forget`. */
  counted(): { readonly counts: readonly CountedFigure[]; readonly delays: readonly CountedDelays[] } {
    return { counts: [...this.#counts.values()], delays: [...this.#delays.values()] }
  }

  /** What was counted is kept elsewhere. */
  forget(): void {
    this.#counts.clear()
    this.#subjects.clear()
    this.#delays.clear()
  }
}

const totals = [
  ['received', 'received'],
  ['delivered', 'delivered'],
  ['deferredEvents', 'deferred'],
  ['bounced', 'bounced'],
  ['rejected', 'rejected'],
  ['expired', 'expired'],
  ['bytesReceived', 'bytes-received'],
] as const satisfies readonly (readonly [keyof Counters, string])[]

function domainOf(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '(none)' : address.slice(at + 1).toLowerCase()
}
