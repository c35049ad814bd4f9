/** Minutes that local time is ahead of UTC at a UTC instant (milliseconds). */
export type ZoneOffset = (utc: number) => number

export const utcZone: ZoneOffset = () => 0

/**
 * Offsets of an IANA zone such as `Europe/Berlin`; UTC where the name is not known here.
 * Memoised by hour: changes of summer time happen on the hour.
 */
export function zoneOffset(name: string): ZoneOffset {
  const format = formatterOf(name)
  if (format === undefined) return utcZone
  let hour = Number.NaN
  let minutes = 0
  return (utc) => {
    const asked = Math.floor(utc / 3_600_000)
    if (asked !== hour) {
      hour = asked
      minutes = offsetAt(format, utc)
    }
    return minutes
  }
}

function formatterOf(name: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  } catch {
    return undefined
  }
}

/** Reads "GMT+01:00" or "GMT". */
function offsetAt(format: Intl.DateTimeFormat, utc: number): number {
  const text = format.formatToParts(utc).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(text)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return match[1] === '-' ? -minutes : minutes
}
