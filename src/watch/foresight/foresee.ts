import type { Language } from '../../knowledge/condition.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'
import type { Store } from '../../store/store.ts'
import { durationOf, fill } from '../alerts/wording.ts'
import { minuteOf } from '../incidents/incident-lines.ts'
import { type FailingChannel, failingChannels } from './failing-channels.ts'
import { type Forecast, type ForecastKind, forecastsOf } from './forecasts.ts'
import { type Unusual, unusualKinds, unusualOf } from './unusual.ts'
import { foresightWords } from './words.ts'

const hourMilliseconds = 3_600_000
/** Sooner than that it is no advice any more. */
const soonHours = 24
const manyMessages = 300

const forecastIds: Readonly<Record<ForecastKind, string>> = {
  disk: 'forecast-disk-full',
  inodes: 'forecast-inodes-exhausted',
  queue: 'forecast-queue-full',
  mailbox: 'forecast-mailbox-full',
}
/** What the forecast becomes when it comes true: then that is what people read. */
const comesTrueAs: Readonly<Record<string, readonly string[]>> = {
  'forecast-disk-full': ['storage-disk-full', 'storage-queue-minfree', 'storage-log-partition-full'],
  'forecast-inodes-exhausted': ['storage-inodes-exhausted'],
  'forecast-mailbox-full': ['storage-mailbox-quota-exceeded'],
}
const channelFailing = 'alert-channel-failing'

/** Ids of all that is foreseen or compared with the past: no conditions, they need a history. */
export const foresightIds: readonly string[] = [
  ...Object.values(forecastIds),
  ...unusualKinds.map(unusualId),
  channelFailing,
]

function unusualId(kind: Unusual['kind']): string {
  return `unusual-${kind}`
}

/** The forecast that came true, if it was one: its key joins the incident of the real thing. */
export function foreseenBy(condition: string): readonly string[] {
  return Object.entries(comesTrueAs).flatMap(([id, real]) => (real.includes(condition) ? [id] : []))
}

/**
 * What the past tells: what will be full, what is unlike any hour before, and which channel takes no alerts.
 * Silent without a history. `isOpen`: an incident of that condition and subject is open. `now`: milliseconds.
 */
export function foresee(
  store: Store,
  now: number,
  language: Language,
  isOpen: (condition: string, subject: string) => boolean = () => false,
): ReportedDiagnosis[] {
  const isKnown = (kind: ForecastKind, subject: string) => isOpen(forecastIds[kind], subject || queueSubject)
  return [
    ...forecastsOf(store, now, isKnown).map((forecast) => forecastDiagnosis(forecast, language)),
    ...unusualOf(store, now).map((unusual) => unusualDiagnosis(unusual, language)),
    ...failingChannels(store).map((failing) => failingDiagnosis(failing, language)),
  ]
}

/** What will be full, the soonest first: when (milliseconds since 1970 UTC), in words. */
export function upcoming(
  store: Store,
  now: number,
  language: Language,
): (Pick<ReportedDiagnosis, 'title' | 'because' | 'severity'> & { readonly at: number })[] {
  return forecastsOf(store, now).map((forecast) => {
    const { title, because, severity } = forecastDiagnosis(forecast, language)
    return { at: Math.round(now + forecast.hoursLeft * hourMilliseconds), title, because, severity }
  })
}

const queueSubject = 'queue'

function forecastDiagnosis(forecast: Forecast, language: Language): ReportedDiagnosis {
  const { kind, hoursLeft, subject: found } = forecast
  const texts = foresightWords[language].forecast[kind]
  const subject = found || queueSubject
  const values = { subject, ...valuesOf(forecast, language) }
  return {
    ...blank(language),
    condition: forecastIds[kind],
    topic: 'resources',
    severity: hoursLeft <= soonHours && kind !== 'mailbox' ? 'medium' : 'low',
    confidence: 'likely',
    subject,
    title: fill(texts.title, values),
    because: fill(texts.because, values),
    fix: [{ do: texts.fix, command: commands[kind](subject), risk: 'none', applicable: null }],
  }
}

const commands: Readonly<Record<ForecastKind, (subject: string) => string>> = {
  disk: (subject) => `du -xh --max-depth=2 ${quoted(subject)} | sort -h | tail -20`,
  inodes: (subject) => `du -x --inodes --max-depth=2 ${quoted(subject)} | sort -n | tail -20`,
  queue: () => 'qshape deferred | head -20',
  mailbox: (subject) => `doveadm quota get -u ${quoted(subject)}`,
}

function quoted(text: string): string {
  return /^[\w@./+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function valuesOf(
  { kind, hoursLeft, perHour, used, left, observedHours }: Forecast,
  language: Language,
): Readonly<Record<string, string>> {
  const span = (hours: number) => durationOf(hours * hourMilliseconds, language)
  const share = (value: number) => `${Number((value * 100).toPrecision(2))} %`
  const isCount = kind === 'queue'
  // Of a disk, the rate is told in bytes where they are known: people know what writes them.
  const bytes = left === undefined || used >= 1 ? undefined : (left / (1 - used)) * perHour
  const rate = isCount ? String(Math.round(perHour)) : share(perHour)
  return {
    left: span(hoursLeft),
    rate: kind === 'disk' && bytes !== undefined ? bytesOf(bytes) : rate,
    observed: span(observedHours),
    used: isCount ? String(Math.round(used)) : share(used),
    free: left === undefined ? '?' : kind === 'disk' ? bytesOf(left) : String(Math.round(left)),
  }
}

/** 12 MB, 3.4 GB; powers of ten, as `df -H`. */
function bytesOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return `${Number((bytes / 1_000 ** power).toPrecision(2))} ${units[power]}`
}

function unusualDiagnosis(unusual: Unusual, language: Language): ReportedDiagnosis {
  const { kind, subject: found, value, usual, most, at } = unusual
  const texts = foresightWords[language].unusual[kind]
  const subject = found || 'mail'
  const numbers = { value: Math.round(value), usual: Math.round(usual), most: Math.round(most) }
  const values = { subject, hour: `${minuteOf(at * 1_000)} UTC`, ...numbers }
  const isGrave = kind === 'no-mail' || (kind === 'user-sending' && value >= manyMessages)
  return {
    ...blank(language),
    condition: unusualId(kind),
    topic: kind === 'no-mail' ? 'downtime' : kind === 'deferrals' ? 'delivery' : 'security',
    severity: isGrave ? 'medium' : 'low',
    confidence: 'possible',
    subject,
    title: fill(texts.title, values),
    because: fill(texts.because, values),
    since: new Date(at * 1_000).toISOString().replace('.000', ''),
    fix: [{ do: texts.fix, command: 'mailmedic logs --since 2h', risk: 'none', applicable: null }],
  }
}

function failingDiagnosis({ channel, error, tries, since }: FailingChannel, language: Language) {
  const texts = foresightWords[language].failing
  const values = { subject: channel, tries, since: minuteOf(since), error }
  return {
    ...blank(language),
    condition: channelFailing,
    topic: 'monitoring',
    severity: 'medium',
    confidence: 'certain',
    subject: channel,
    title: fill(texts.title, values),
    because: fill(texts.because, values),
    fix: [
      { do: texts.fix, command: `mailmedic alert test ${quoted(channel)}`, risk: 'none', applicable: null },
    ],
  } as const satisfies ReportedDiagnosis
}

function blank(language: Language) {
  return {
    impact: { messages: 0, users: 0, text: foresightWords[language].noImpact },
    evidence: [],
    explains: [],
    ruledOut: [],
    verify: [],
    references: [],
  }
}
