import type { Line } from '../engine/line.ts'
import type { ZoneOffset } from '../zone.ts'

const dayMilliseconds = 86_400_000

/**
 * Turns the wall-clock time that is written in lines into UTC instants: with the zone that the stamp names,
 * else with the host's. Stamps without a year get the latest that does not put them more than a day into the
 * future. Neighbouring lines share the second, so its instant is kept.
 */
export class Instants {
  readonly #latest: number
  readonly #zone: ZoneOffset
  #second = Number.NaN
  #at = 0

  constructor(now: number, zone: ZoneOffset) {
    this.#latest = now + dayMilliseconds
    this.#zone = zone
  }

  /** Milliseconds since 1970 UTC; undefined for a line without a stamp of its own. */
  of({ bytes, second, stampStart, stampEnd, end }: Line): number | undefined {
    if (stampEnd <= stampStart) return undefined
    if (bytes[stampStart + 4] === 45) return this.#iso(bytes, second, stampStart + 19, stampEnd, end)
    // `1766985912.48`, journalctl's short-unix, is UTC.
    if (isDigit(bytes[stampStart])) return second * 1000
    if (second !== this.#second) {
      this.#second = second
      this.#at = this.#withoutYear(second)
    }
    return this.#at
  }

  /** What follows `2026-11-23T17:50:36`: a fraction, a zone (`Z`, `+01:00`, `+0100`), both or nothing. */
  #iso(bytes: Uint8Array, second: number, start: number, stampEnd: number, end: number): number {
    let at = start
    let milliseconds = 0
    if (bytes[at] === 46 || bytes[at] === 44) {
      for (let scale = 100; isDigit(bytes[++at]) && at < stampEnd; scale = Math.trunc(scale / 10))
        milliseconds += ((bytes[at] ?? 48) - 48) * scale
    }
    const written = second * 1000 + milliseconds
    if (at < stampEnd) return written - zoneMinutes(bytes, at) * 60_000
    // Exim's own files with log_timezone: ` +0100`.
    const isApart = (bytes[at + 1] === 43 || bytes[at + 1] === 45) && isDigit(bytes[at + 2]) && at + 6 <= end
    return written - (isApart ? zoneMinutes(bytes, at + 1) : this.#localOffset(second * 1000)) * 60_000
  }

  #withoutYear(second: number): number {
    const date = new Date(second * 1000)
    const latestYear = new Date(this.#latest).getUTCFullYear()
    for (let year = latestYear; year >= latestYear - 1; year--) {
      const local = date.setUTCFullYear(year)
      const at = local - this.#localOffset(local) * 60_000
      if (at <= this.#latest) return at
    }
    return second * 1000
  }

  /** Offset of a local time; in the doubled hour at the end of summer time, the later one. */
  #localOffset(local: number): number {
    return this.#zone(local - this.#zone(local) * 60_000)
  }
}

/** `+01:00`, `-0330`, `+02`; 0 for `Z` and anything else. */
function zoneMinutes(bytes: Uint8Array, at: number): number {
  const sign = bytes[at]
  if (sign !== 43 && sign !== 45) return 0
  const minutesAt = bytes[at + 3] === 58 ? at + 4 : at + 3
  const minutes = twoDigits(bytes, at + 1) * 60 + twoDigits(bytes, minutesAt)
  return sign === 45 ? -minutes : minutes
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]
  const ones = bytes[at + 1]
  return isDigit(tens) && isDigit(ones) ? ((tens ?? 0) - 48) * 10 + (ones ?? 0) - 48 : 0
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}
