/** A day of the calendar, wherever. */
export interface LocalDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/** Whether the zone is one that this runtime knows (IANA's names). */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** Zones are names of people's choosing: no more than that are kept. */
const mostFormats = 100

function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone)
  if (kept !== undefined) return kept
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  if (formats.size >= mostFormats) formats.clear()
  formats.set(zone, made)
  return made
}

/** What the clock on the wall of a zone shows, as if it were UTC. */
function shownAt(at: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

export function localDayAt(at: number, zone: string): LocalDay {
  return dayOf(shownAt(at, zone))
}

export function dayAfter({ year, month, day }: LocalDay, days: number): LocalDay {
  return dayOf(Date.UTC(year, month - 1, day + days))
}

function dayOf(utc: number): LocalDay {
  const date = new Date(utc)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 0: Sunday. */
export function weekdayOf({ year, month, day }: LocalDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

/** More than any zone is away from UTC, or moves at once. */
const widest = 26 * 3_600_000
/** Clocks are moved by a multiple of that. */
const grain = 15 * 60_000

/**
 * When the clock on the wall of a zone shows a time (`02:30`) on a day; milliseconds since 1970 UTC. Where it does
 * so twice, the first or the last time. Where it never does, because the clock is put forward, the moment at which
 * it is.
 */
export function instantAt(day: LocalDay, time: string, zone: string, which: 'first' | 'last'): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const wanted = Date.UTC(day.year, day.month - 1, day.day, hours, minutes)
  const offsets = [
    ...new Set([-widest, -widest / 2, 0, widest / 2, widest].map((away) => offsetAt(wanted + away, zone))),
  ]
  const found = offsets.map((offset) => wanted - offset).filter((at) => shownAt(at, zone) === wanted)
  if (found.length > 0) return which === 'first' ? Math.min(...found) : Math.max(...found)
  return jumpOver(wanted, zone)
}

/** How far the clock on the wall is before UTC, in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / 1_000) * 1_000
  return shownAt(whole, zone) - whole
}

/** The first moment at which the clock shows more than `wanted`, though it never shows that. */
function jumpOver(wanted: number, zone: string): number {
  let at = Math.floor((wanted - widest) / grain) * grain
  while (shownAt(at, zone) < wanted) at += grain
  return at
}
