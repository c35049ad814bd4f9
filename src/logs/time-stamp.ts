import { isDigit } from './text.ts'
import type { ZoneOffset } from './zone.ts'

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'
/** No line begins with it: lines are Latin-1. */
const nothing = '\uffff'
const dayMilliseconds = 86_400_000

/**
 * Reads the time stamp at the start of a log line: RFC 3164 (`Jan  1 00:04:31`, no year, local time;
 * Postfix's and Dovecot's own files pad the day with zero), RFC 3339 (`2026-01-01T00:04:31.5+01:00`,
 * also `+0100`, `Z`, none), Rspamd's `2026-01-01 00:04:31`. Keeps the last minute read, because
 * neighbouring lines share it.
 */
export class TimeStampReader {
  readonly #now: number
  readonly #zone: ZoneOffset
  #minuteText = nothing
  #zoneText = nothing
  #minuteAt = 0
  /** After `read`: milliseconds since 1970 UTC. */
  at = 0
  /** After `read`: where the text after the time stamp and its blank begins. */
  end = 0

  constructor(now: number, zone: ZoneOffset) {
    this.#now = now
    this.#zone = zone
  }

  /** False when the line begins with no time stamp; `at` and `end` are then meaningless. */
  read(line: string): boolean {
    if (line.charCodeAt(4) === 45 && line.charCodeAt(7) === 45) return this.#readIso(line)
    return this.#readBsd(line)
  }

  #readIso(line: string): boolean {
    const separator = line.charCodeAt(10)
    if (separator !== 84 && separator !== 32) return false
    const seconds = twoDigits(line, 17)
    if (seconds < 0) return false
    let end = 19
    let milliseconds = 0
    const point = line.charCodeAt(19)
    if (point === 46 || point === 44) {
      end++
      for (let scale = 100; isDigit(line.charCodeAt(end)); end++) {
        milliseconds += (line.charCodeAt(end) - 48) * scale
        scale = Math.trunc(scale / 10)
      }
    }
    const zoneStart = end
    while (end < line.length && line.charCodeAt(end) !== 32) {
      if (end - zoneStart > 6) return false
      end++
    }
    if (line.startsWith(this.#minuteText) && line.slice(zoneStart, end) === this.#zoneText) {
      this.at = this.#minuteAt + seconds * 1000 + milliseconds
    } else {
      const minute = this.#isoMinute(line, line.slice(zoneStart, end))
      if (minute === undefined) return false
      this.at = minute + seconds * 1000 + milliseconds
    }
    this.end = end + 1
    return true
  }

  #isoMinute(line: string, zone: string): number | undefined {
    const year = twoDigits(line, 0) * 100 + twoDigits(line, 2)
    const month = twoDigits(line, 5)
    const day = twoDigits(line, 8)
    const hour = twoDigits(line, 11)
    const minute = twoDigits(line, 14)
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || minute < 0)
      return undefined
    const local = Date.UTC(year, month - 1, day, hour, minute)
    const offset = zone === '' ? this.#localOffset(local) : offsetMinutes(zone)
    if (offset === undefined) return undefined
    this.#minuteText = line.slice(0, 16)
    this.#zoneText = zone
    this.#minuteAt = local - offset * 60_000
    return this.#minuteAt
  }

  #readBsd(line: string): boolean {
    if (line.charCodeAt(6) !== 32 || line.charCodeAt(9) !== 58 || line.charCodeAt(12) !== 58) return false
    const seconds = twoDigits(line, 13)
    if (seconds < 0) return false
    if (!line.startsWith(this.#minuteText)) {
      const minute = this.#bsdMinute(line)
      if (minute === undefined) return false
      this.#minuteText = line.slice(0, 12)
      this.#minuteAt = minute
    }
    let end = 15
    if (line.charCodeAt(end) === 46) {
      end++
      while (isDigit(line.charCodeAt(end))) end++
    }
    this.at = this.#minuteAt + seconds * 1000
    this.end = end + 1
    return true
  }

  /** The year is the latest that does not put the line more than a day into the future. */
  #bsdMinute(line: string): number | undefined {
    const month = months.indexOf(line.slice(0, 3))
    const day = line.charCodeAt(4) === 32 ? line.charCodeAt(5) - 48 : twoDigits(line, 4)
    const hour = twoDigits(line, 7)
    const minute = twoDigits(line, 10)
    if (month < 0 || month % 3 !== 0 || day < 1 || day > 31 || hour < 0 || minute < 0) return undefined
    const year = new Date(this.#now + dayMilliseconds).getUTCFullYear()
    for (const candidate of [year, year - 1]) {
      const local = Date.UTC(candidate, month / 3, day, hour, minute)
      const at = local - this.#localOffset(local) * 60_000
      if (at <= this.#now + dayMilliseconds) return at
    }
    return undefined
  }

  /** Offset of a local time; in the doubled hour at the end of summer time, the later one. */
  #localOffset(local: number): number {
    const first = this.#zone(local)
    return this.#zone(local - first * 60_000)
  }
}

/** Number of two digits, the first may be a blank; −1 for anything else. */
function twoDigits(text: string, position: number): number {
  const tens = text.charCodeAt(position)
  const ones = text.charCodeAt(position + 1)
  if (!isDigit(ones)) return -1
  if (tens === 32) return ones - 48
  return isDigit(tens) ? (tens - 48) * 10 + ones - 48 : -1
}

/** `Z`, `+01:00`, `-0330`, `+02`. */
function offsetMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const sign = zone.charCodeAt(0)
  if (sign !== 43 && sign !== 45) return undefined
  const hours = twoDigits(zone, 1)
  const minutes = zone.length <= 3 ? 0 : twoDigits(zone, zone.charCodeAt(3) === 58 ? 4 : 3)
  if (hours < 0 || minutes < 0) return undefined
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
}
