import { useContext, useMemo } from 'preact/hooks'
import { now } from './data/clock.ts'
import { fill, type Language, TongueContext } from './language.ts'
import type { Words } from './words/words.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How numbers, times and sizes are written in one language, in the viewer's zone. */
export interface Format {
  number(value: number): string
  percent(share: number): string
  /** Seconds: "3 s", "4 min", "2 h 5 min". */
  duration(seconds: number): string
  bytes(value: number): string
  /** Day and time to the minute; the year only where it is another. */
  moment(at: number): string
  /** With seconds and zone: what stands behind a time. */
  exact(at: number): string
  clock(at: number): string
  day(at: number): string
  /** 1: Monday … 7: Sunday. */
  weekday(number: number): string
  /** "5 minutes ago", "in 3 days". */
  distance(at: number): string
}

export function formatIn(language: Language, words: Words): Format {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const time = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options)
  const short = {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const
  const thisYear = time(short)
  const otherYear = time({ ...short, year: 'numeric' })
  const exact = time({ ...short, year: 'numeric', second: '2-digit', timeZoneName: 'short' })
  const clock = time({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const day = time({ month: 'short', day: 'numeric', year: 'numeric' })
  // The first of January 2024 was a Monday.
  const weekday = time({ weekday: 'long', timeZone: 'UTC' })
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    duration: (seconds) => durationText(seconds, words, number),
    bytes: (value) => bytesText(value, number),
    moment: (at) =>
      (new Date(at).getFullYear() === new Date(now()).getFullYear() ? thisYear : otherYear).format(at),
    exact: (at) => exact.format(at),
    clock: (at) => clock.format(at),
    day: (at) => day.format(at),
    weekday: (number) => weekday.format(Date.UTC(2024, 0, number)),
    distance: (at) => {
      const seconds = Math.round((at - now()) / 1_000)
      const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
      return ago.format(Math.trunc(seconds / size), unit)
    },
  }
}

function durationText(seconds: number, words: Words, number: Intl.NumberFormat): string {
  const { s, min, h, d } = words.units
  if (seconds < 1) return `${Math.round(seconds * 100) / 100} ${s}`
  if (seconds < 60) return `${number.format(seconds < 10 ? seconds : Math.round(seconds))} ${s}`
  if (seconds < 3_600) return `${Math.round(seconds / 60)} ${min}`
  const [big, bigName, small, smallName] =
    seconds < 86_400 ? ([3_600, h, 60, min] as const) : ([86_400, d, 3_600, h] as const)
  const whole = Math.floor(seconds / big)
  const rest = Math.floor((seconds - whole * big) / small)
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`
}

function bytesText(value: number, number: Intl.NumberFormat): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = value < 1 ? 0 : Math.min(names.length - 1, Math.floor(Math.log2(value) / 10))
  return `${number.format(value / 1024 ** power)} ${names[power]}`
}

export function useFormat(): Format {
  const { language, words } = useContext(TongueContext)
  return useMemo(() => formatIn(language, words), [language, words])
}

/** "1 mail", "3 mails": the words hold one form for one and one for more. */
export function counted(
  forms: { readonly one: string; readonly other: string },
  count: number,
  format: Format,
): string {
  return fill(count === 1 ? forms.one : forms.other, { count: format.number(count) })
}
