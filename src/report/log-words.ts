import type { Language } from '../knowledge/condition.ts'
import type { HourRow, LogTotals } from '../logs/engine/log-totals.ts'
import type { DestinationChange, DestinationState } from '../logs/figures/comparison.ts'
import type { DestinationFigures } from '../logs/figures/delays.ts'
import type { DelayStage } from '../logs/figures/figure-totals.ts'
import type { Percentiles } from '../logs/figures/histograms.ts'
import type { SuddenSender } from '../logs/figures/sending-users.ts'
import type { TlsShare } from '../logs/figures/tls-use.ts'
import { type LogPhrases, logPhrases } from './log-phrases.ts'
import { bytesText, durationText, grouped, percent } from './numbers.ts'
import { fill } from './phrases.ts'

/** The title of a reason of the taxonomy in the reader's language; empty where it has none. */
export type ReasonTitle = (reason: string) => string

/** The figures of a log in words, in one language. */
export class LogWords {
  readonly phrases: LogPhrases
  readonly reasonTitle: ReasonTitle

  constructor(language: Language, reasonTitle: ReasonTitle = () => '') {
    this.phrases = logPhrases[language]
    this.reasonTitle = reasonTitle
  }

  period(from: string | null, to: string | null): string {
    const { noDatedLine, to: words } = this.phrases
    return from === null || to === null
      ? noDatedLine
      : fill(words, { from: shortTime(from), to: shortTime(to) })
  }

  /** A stage of a delivery. */
  stage(stage: DelayStage): string {
    return this.phrases[stage]
  }

  duration(seconds: number): string {
    const { millisecond, second, minute, hours: hour, days: day } = this.phrases
    return durationText(seconds, { millisecond, second, minute, hour, day })
  }

  /** Of stamps of whole seconds: 0 is "less than one". */
  within(seconds: number): string {
    return seconds < 10
      ? `${Math.max(1, Math.round(seconds))} ${this.phrases.second}`
      : this.duration(seconds)
  }

  /** How long a message has been in the queue. */
  age(name: string): string {
    const ages: Readonly<Record<string, string>> = this.phrases
    return ages[name] ?? name
  }

  /** Half, 90 % and 99 % of the deliveries took no longer. */
  percentiles(delay: Percentiles | null | undefined): string[] {
    if (delay === null || delay === undefined) return ['–', '–', '–']
    return [delay.p50, delay.p90, delay.p99].map((seconds) => this.duration(seconds))
  }

  /** Lines that come first, because somebody should look at them. */
  alerts({ figures }: LogTotals): string[] {
    const guessed = figures.attacks
      .filter(({ failedLogins, loggedInMessages }) => failedLogins >= 10 && loggedInMessages > 0)
      .map(({ network, failedLogins, loggedInMessages }) =>
        fill(this.phrases.guessed, {
          network,
          failures: grouped(failedLogins),
          messages: grouped(loggedInMessages),
        }),
      )
    return [...figures.suddenSenders.map((sender) => this.#suddenSender(sender)), ...guessed]
  }

  #suddenSender(sender: SuddenSender): string {
    const { user, at, per, before, periodsBefore } = sender
    const { sent, messages, messagesTo, neverBefore, before: earlier } = this.phrases
    const counts = { messages: grouped(sender.messages), recipients: grouped(sender.recipients) }
    const what = fill(sender.recipients > sender.messages ? messagesTo : messages, counts)
    const unit = this.phrases[per]
    return fill(sent, {
      user,
      what,
      per: unit,
      at: `${at.replace('T', ' ')}${per === 'hour' ? ':00' : ''}`,
      earlier: periodsBefore === 0 ? neverBefore : fill(earlier, { count: grouped(before), per: unit }),
    })
  }

  /** Where most of a destination's time went. */
  mostTime({ stageSeconds }: DestinationFigures): string {
    const { shortArriving, shortQueue, connection, transmission } = this.phrases
    const most = Math.max(...stageSeconds)
    const names = [shortArriving, shortQueue, connection, transmission]
    return most > 0 ? (names[stageSeconds.indexOf(most)] ?? '') : '–'
  }

  share({ total, encrypted, versions }: TlsShare, what: string): string {
    if (total === 0 && versions.length === 0) return ''
    const { notTold, share, connections } = this.phrases
    const told =
      encrypted === null
        ? fill(notTold, { total: grouped(total), what })
        : fill(share, { share: percent(encrypted, total), total: grouped(total), what })
    const named = versions.map(({ name, count }) => `${name} ${grouped(count)}`).join(', ')
    return named === '' ? told : fill(connections, { share: told, named })
  }

  /** `+35 %`, `× 4.2`, `new`: how a figure changed. */
  change(before: number, now: number): string {
    const { asBefore, new: fresh, noneNow, aboutTheSame } = this.phrases
    if (before === now) return asBefore
    if (before === 0) return fresh
    if (now === 0) return noneNow
    const times = now / before
    if (times >= 3) return `× ${times.toFixed(1)}`
    const share = Math.round(100 * (times - 1))
    return share === 0 ? aboutTheSame : `${share > 0 ? '+' : ''}${share} %`
  }

  /** Deferred, bounced, and how long 90 % took, before and now. */
  destinationChange({ before, now }: DestinationChange): string[] {
    const slow = ({ p90 }: DestinationState): string => (p90 === null ? '–' : this.duration(p90))
    return [
      fromTo(grouped(before.deferred), grouped(now.deferred)),
      fromTo(grouped(before.bounced), grouped(now.bounced)),
      fromTo(slow(before), slow(now)),
    ]
  }

  /** `postfix/smtpd and 3 more` */
  programs([first = '', ...others]: readonly string[]): string {
    return others.length === 0 ? first : fill(this.phrases.programs, { first, count: others.length })
  }
}

/** Of the period before: when it was, how many lines it had. */
export function comparedPeriod(
  {
    from,
    to,
    lines,
    length,
  }: {
    readonly from: string | null
    readonly to: string | null
    readonly lines: string
    readonly length: string
  },
  { phrases }: LogWords,
): string {
  return fill(phrases.beforePeriod, { from: shortTime(from), to: shortTime(to), lines, length })
}

/** Messages of one form, whichever programs wrote them. */
interface MergedMessages {
  readonly programs: readonly string[]
  readonly example: string
  readonly count: number
  readonly firstSecond: number
  readonly lastSecond: number
}

/** The same words by several daemons (each reads main.cf) are one thing to see to. Largest first. */
export function mergedMessages(rows: LogTotals['warnings']): MergedMessages[] {
  const forms = Map.groupBy(rows, ({ level, template }) => `${level}\0${template}`)
  const merged = [...forms.values()].map((same) => ({
    programs: [...new Set(same.map(({ program }) => program))],
    example: same[0]?.example ?? '',
    count: same.reduce((sum, { count }) => sum + count, 0),
    firstSecond: Math.min(...same.map(({ firstSecond }) => firstSecond)),
    lastSecond: Math.max(...same.map(({ lastSecond }) => lastSecond)),
  }))
  return merged.sort((a, b) => b.count - a.count)
}

const noMail = { received: 0, delivered: 0, deferred: 0, bounced: 0, rejected: 0 }

/** Sums of the hours by day; `hour` holds the day. */
export function byDay(rows: readonly HourRow[]): HourRow[] {
  const days = new Map<string, HourRow>()
  for (const { hour, ...counts } of rows) {
    const day = hour.slice(0, 10)
    const sum = days.get(day) ?? { hour: day, ...noMail }
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
    return known.get(hour) ?? { hour, ...noMail }
  })
}

/** Destinations that are slow enough to be looked at, where the list before does not show them all; the JSON has them. */
export function slowOnes({ slowDestinations, destinations }: LogTotals['figures']): DestinationFigures[] {
  const slow = slowDestinations.filter(({ delay }) => (delay?.p90 ?? 0) >= leastSlowSeconds)
  const shown = new Set(destinations.slice(0, fewDestinations).map(({ destination }) => destination))
  return slow.every(({ destination }) => shown.has(destination)) ? [] : slow
}

const leastSlowSeconds = 2
/** So many are seen at one glance. */
const fewDestinations = 4

/** `0 → 840`, or the one number where nothing changed. */
function fromTo(before: string, now: string): string {
  return before === now ? now : `${before} → ${now}`
}

/** A total, as bytes where it is one of bytes. */
export function totalText(name: string, value: number): string {
  return name.startsWith('bytes') ? bytesText(value) : grouped(value)
}

/** `2026-03-03T06:00:04.123+01:00` → `2026-03-03 06:00:04` */
export function shortTime(time: string | null): string {
  return time === null ? 'no dated line' : time.slice(0, 19).replace('T', ' ')
}
