/** Numbers as all reports write them. */

/** `1234567` → `1,234,567` */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `1,448,829,229` bytes → `1.4 GB` */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

export interface DurationUnits {
  readonly millisecond: string
  readonly second: string
  readonly minute: string
  readonly hour: string
  readonly day: string
}

const symbols: DurationUnits = { millisecond: 'ms', second: 's', minute: 'min', hour: 'h', day: 'd' }

/** Seconds with as many digits as matter: `35 ms`, `1.2 s`, `5 min`, `3 h 20 min`, `2 d 4 h`. */
export function durationText(seconds: number, units: DurationUnits = symbols): string {
  const { millisecond, second, minute, hour, day } = units
  if (seconds === 0) return `< 1 ${millisecond}`
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ${millisecond}`
  if (seconds < 9.95) return `${seconds.toFixed(1)} ${second}`
  if (seconds < 99.5) return `${Math.round(seconds)} ${second}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 100) return `${minutes} ${minute}`
  const hours = Math.floor(minutes / 60)
  if (hours < 48)
    return minutes % 60 === 0 ? `${hours} ${hour}` : `${hours} ${hour} ${minutes % 60} ${minute}`
  const rest = hours % 24
  const days = `${Math.floor(hours / 24)} ${day}`
  return rest === 0 ? days : `${days} ${rest} ${hour}`
}

/** `98.5 %`; `100 %` and `0 %` only where they are exact. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (100 * part) / whole
  if (part === whole || part === 0) return `${share} %`
  return `${Math.min(99.9, Math.max(0.1, share)).toFixed(1)} %`
}
