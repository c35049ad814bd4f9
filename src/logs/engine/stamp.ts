import { numberAt } from './bytes.ts'

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec'
/**
 * Names of months as journalctl(1) writes them under a locale (glibc's `abmon` of de, fr, es, it, pt, nl, pl,
 * ru, zh, ja, ko); syslog daemons and Postfix always write English.
 */
const localMonths: ReadonlyMap<string, number> = new Map(
  [
    'jan janv. ene gen sty янв 1月 1월',
    'feb févr. fev lut фев 2月 2월',
    'mär mars mar mrt мар 3月 3월',
    'apr avril abr kwi апр 4月 4월',
    'mai mei may mag maj мая май 5月 5월',
    'jun juin giu cze июн 6月 6월',
    'jul juil. lug lip июл 7月 7월',
    'aug août ago sie авг 8月 8월',
    'sep sept. set wrz сен 9月 9월',
    'okt oct. oct ott out paź окт 10月 10월',
    'nov nov. lis ноя 11月 11월',
    'dez déc. dic dec gru дек 12月 12월',
  ].flatMap((names, month) => names.split(' ').map((name) => [name, month] as const)),
)
const longestMonth = 7
const daySeconds = 86_400
const longestMinute = 16

/**
 * Reads time stamps from bytes, as the wall-clock time that is written there (zones are not applied):
 * RFC 3164 (no year), ISO 8601 with `T` or blank. Neighbouring lines share the minute, so it is kept.
 */
export class Stamps {
  readonly #minute = new Uint8Array(longestMinute)
  #minuteLength = 0
  #minuteSecond = 0
  #year: number
  #lastBsd = Number.NaN
  readonly #chosenYear: number | undefined
  #latest = Number.POSITIVE_INFINITY
  #usedYear = false
  /** After `read`: seconds since 1970 of the written time, as if it were UTC. */
  second = 0

  constructor(year: number | undefined) {
    this.#chosenYear = year
    this.#year = year ?? 1970
  }

  /** `modifiedAt`: milliseconds since 1970; stamps without a year are not later than a day after it. */
  beginInput(modifiedAt: number): void {
    this.#latest = modifiedAt / 1000 + daySeconds
    this.#minuteLength = 0
    this.#lastBsd = Number.NaN
    this.#usedYear = false
  }

  /** Length of the last stamp up to its minutes; 0 where none was read. */
  get minuteLength(): number {
    return this.#minuteLength
  }

  /** The minute of that stamp, as `second`: leap seconds (`:60`) are the next one's. */
  get minuteSecond(): number {
    return this.#minuteSecond
  }

  /** Returns the place behind the stamp, or −1 where there is none. */
  read(bytes: Buffer, at: number, end: number): number {
    if (end - at < 15) return -1
    if (this.#minuteLength > 0 && end - at > 19 && this.#sameMinute(bytes, at))
      return this.#seconds(bytes, at)
    if (bytes[at + 4] === 45 && bytes[at + 7] === 45) return this.#iso(bytes, at, end)
    return this.#bsd(bytes, at, end)
  }

  #sameMinute(bytes: Uint8Array, at: number): boolean {
    for (let i = this.#minuteLength - 1; i >= 0; i--) if (bytes[at + i] !== this.#minute[i]) return false
    return true
  }

  #seconds(bytes: Buffer, at: number): number {
    const colon = at + this.#minuteLength
    const tens = (bytes[colon + 1] ?? 0) - 48
    const ones = (bytes[colon + 2] ?? 0) - 48
    if (bytes[colon] !== 58 || tens < 0 || tens > 6 || ones < 0 || ones > 9) return -1
    this.second = this.#minuteSecond + tens * 10 + ones
    return colon + 3
  }

  #keep(bytes: Buffer, at: number, length: number, second: number): number {
    for (let i = 0; i < length; i++) this.#minute[i] = bytes[at + i] ?? 0
    this.#minuteLength = length
    this.#minuteSecond = second
    const end = this.#seconds(bytes, at)
    if (end < 0) this.#minuteLength = 0
    return end
  }

  #iso(bytes: Buffer, at: number, end: number): number {
    const separator = bytes[at + 10]
    if (end - at < 19 || (separator !== 84 && separator !== 32)) return -1
    const year = numberAt(bytes, at, at + 4)
    const month = numberAt(bytes, at + 5, at + 7)
    const day = numberAt(bytes, at + 8, at + 10)
    const hour = numberAt(bytes, at + 11, at + 13)
    const minute = numberAt(bytes, at + 14, at + 16)
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return -1
    return this.#keep(bytes, at, 16, Date.UTC(year, month - 1, day, hour, minute) / 1000)
  }

  /** `Jan  1 00:04:31`; the day may be padded with a blank, a zero, or (in hand-made logs) not at all. */
  #bsd(bytes: Buffer, at: number, end: number): number {
    const english = months.indexOf(bytes.toString('latin1', at, at + 3))
    const isEnglish = english >= 0 && english % 3 === 0 && bytes[at + 3] === 32
    const blank = isEnglish ? at + 3 : wordEnd(bytes, at, at + longestMonth + 1)
    const month = isEnglish ? english / 3 : localMonths.get(bytes.toString('utf8', at, blank).toLowerCase())
    if (month === undefined) return -1
    let day = blank + 1
    while (bytes[day] === 32) day++
    let time = day
    while (isDigit(bytes[time])) time++
    const hour = time + 1
    if (bytes[time] !== 32 || time - blank > 3 || hour + 8 > end || bytes[hour + 2] !== 58) return -1
    if (!isDigit(bytes[hour]) || !isDigit(bytes[hour + 3])) return -1
    const fields = [
      numberAt(bytes, day, time),
      numberAt(bytes, hour, hour + 2),
      numberAt(bytes, hour + 3, hour + 5),
    ]
    const second = this.#dated(month, fields)
    return second === undefined ? -1 : this.#keep(bytes, at, hour + 5 - at, second)
  }

  #dated(month: number, [day = 0, hour = 0, minute = 0]: readonly number[]): number | undefined {
    if (day < 1 || day > 31 || hour > 23 || minute > 59) return undefined
    const inYear = (year: number) => Date.UTC(year, month, day, hour, minute) / 1000
    if (!this.#usedYear) {
      this.#usedYear = true
      this.#year = this.#chosenYear ?? this.#latestYear(inYear)
    } else {
      // A jump back of more than a day is a new year; one forward of most of a year takes it back.
      const jump = inYear(this.#year) - this.#lastBsd
      if (jump < -2 * daySeconds) this.#year++
      else if (jump > 300 * daySeconds) this.#year--
    }
    this.#lastBsd = inYear(this.#year)
    return this.#lastBsd
  }

  #latestYear(inYear: (year: number) => number): number {
    const year = new Date(Math.min(this.#latest, 8e12) * 1000).getUTCFullYear()
    return inYear(year) <= this.#latest ? year : year - 1
  }

  /** Years by which the stamps of this input lie wrong: its last line must be the latest that can be. */
  yearsWrong(): number {
    if (!this.#usedYear || this.#chosenYear !== undefined) return 0
    const last = new Date(this.#lastBsd * 1000)
    const inYear = (year: number) => new Date(last).setUTCFullYear(year) / 1000
    return this.#latestYear(inYear) - last.getUTCFullYear()
  }
}

function wordEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] !== 32) at++
  return at
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}
