import { ascii, findByte, matches } from './bytes.ts'
import type { Line } from './line.ts'
import { afterContainer, isDovecotService, isSmtpdSession, isToken } from './own-files.ts'
import { type EngineProgram, firstTagHash, type Programs, tagHashStep } from './programs.ts'
import { readRfc5424 } from './rfc5424.ts'
import { Stamps } from './stamp.ts'

const blank = 32
const colon = 58
const openBracket = 91
const solaris = ascii('[ID ')
const fail2ban = ascii('fail2ban.')

/** What became of a line's head: `program`: known who wrote it; `note`: not a mail program's own words. */
export type Head = 'program' | 'continued' | 'nothing'

/** Finds time, host, program and text of a line, whatever syslog dialect or program's own file it is. */
export class Heads {
  readonly stamps: Stamps
  readonly #programs: Programs
  readonly #exim: EngineProgram
  readonly #dovecot: EngineProgram
  readonly #rspamd: EngineProgram
  readonly #opensmtpd: EngineProgram
  readonly #fail2ban: EngineProgram
  readonly #hosts = new Map<string, number>()
  #host = Buffer.alloc(0)
  #hostNumber = 0

  constructor(programs: Programs, year: number | undefined) {
    this.#programs = programs
    this.stamps = new Stamps(year)
    this.#exim = programs.named('exim')
    this.#dovecot = programs.named('dovecot')
    this.#opensmtpd = programs.named('smtpd')
    this.#rspamd = programs.named('rspamd')
    this.#fail2ban = programs.named('fail2ban')
  }

  read(line: Line): Head {
    const { bytes, end } = line
    let at = line.start
    if (bytes[at] === blank || bytes[at] === 9) return 'continued'
    if (bytes[at] === 60) at = afterPriority(bytes, at, end)
    if (bytes[at + 1] === blank && bytes[at] === 49) return this.#rfc5424(line, at + 2)
    const stamped = this.stamps.read(bytes, at, end)
    return stamped < 0 ? this.#unusual(line, at) : this.#stamped(line, at, stamped)
  }

  /** Behind the seconds of a stamp, at `stamped`. */
  #stamped(line: Line, at: number, stamped: number): Head {
    const { bytes, end } = line
    line.second = this.stamps.second
    line.stampStart = at
    // Fraction and zone belong to the stamp.
    const stampEnd = this.#stampEnd(bytes, at, stamped, end)
    line.stampEnd = stampEnd
    const isBlankForm = bytes[at + 10] === blank && bytes[at + 4] === 45
    return isBlankForm || stampEnd >= end
      ? this.#ownFile(line, stampEnd + 1)
      : this.#syslog(line, stampEnd + 1)
  }

  #stampLength = 0
  #stampPoint = 0
  #stampSign = 0

  /** Stamps of one log are equally long and differ in digits only: then their end need not be looked for. */
  #stampEnd(bytes: Buffer, start: number, from: number, end: number): number {
    const likely = start + this.#stampLength
    if (
      likely > from &&
      likely < end &&
      bytes[likely] === blank &&
      bytes[from] === this.#stampPoint &&
      bytes[likely - 6] === this.#stampSign &&
      this.#stampSign !== blank
    )
      return likely
    const found = findByte(bytes, from, end, blank)
    // One broken stamp must not say how long the next ones are.
    this.#stampLength = found - from > 6 && isFractionAndZone(bytes, from, found) ? found - start : 0
    this.#stampPoint = bytes[from] ?? 0
    this.#stampSign = bytes[found - 6] ?? 0
    return found
  }

  /** `mx1 postfix/qmgr[812]: text` */
  #syslog(line: Line, start: number): Head {
    const { bytes, end } = line
    let at = start
    while (bytes[at] === blank && at < end) at++
    // FreeBSD's `syslogd -vv`: `<mail.notice> mx1 sm-mta[2794]: `.
    if (bytes[at] === 60) at = Math.min(end, findByte(bytes, at, end, blank) + 1)
    const known = this.#host
    if (known.length > 0 && bytes[at + known.length] === blank && matches(bytes, at, end, known)) {
      line.host = this.#hostNumber
      return this.#tag(line, at + known.length + 1)
    }
    const hostEnd = findByte(bytes, at, end, blank)
    const last = bytes[hostEnd - 1]
    // A program's own file has no host: the first word is a service of Dovecot.
    if (last === colon || isDovecotService(bytes, at, end)) return this.#withoutHost(line, at)
    line.host = this.#hostOf(bytes, at, hostEnd)
    return this.#tag(line, hostEnd + 1)
  }

  #hostOf(bytes: Buffer, start: number, end: number): number {
    this.#host = Buffer.from(bytes.subarray(start, Math.min(end, start + 255)))
    const name = this.#host.toString('latin1')
    let number = this.#hosts.get(name)
    if (number === undefined) {
      number = this.#hosts.size + 1
      if (number < 65_536) this.#hosts.set(name, number)
    }
    this.#hostNumber = number
    return number
  }

  #tag(line: Line, start: number): Head {
    const { bytes, end } = line
    let at = start
    while (bytes[at] === blank && at < end) at++
    const likely = this.#likelyTag(line, at)
    if (likely >= 0) return this.#text(line, likely)
    let tagEnd = at
    let hash = firstTagHash
    for (;;) {
      let byte = 0
      for (; tagEnd < end; tagEnd++) {
        byte = bytes[tagEnd] as number
        if (byte === openBracket || byte === colon || byte === blank) break
        hash = tagHashStep(hash, byte)
      }
      // `mail.info postfix/qmgr[812]:`: facility and level stand before the tag.
      if (byte !== blank || !isToken(bytes, at, tagEnd)) break
      at = ++tagEnd
      hash = firstTagHash
    }
    if (tagEnd >= end || tagEnd === at) return 'nothing'
    line.program = this.#programs.hashed(bytes, at, tagEnd, hash)
    this.#remember(bytes, at, tagEnd, line.program)
    return this.#text(line, tagEnd)
  }

  /** Programs by three bytes of their tags: most lines need one comparison, and no hash of the whole tag. */
  readonly #recent: (RecentTag | undefined)[] = new Array(256).fill(undefined)

  #likelyTag(line: Line, at: number): number {
    const { bytes, end } = line
    if (at + 13 > end) return -1
    const recent = this.#recent[recentPlace(bytes, at)]
    if (recent === undefined) return -1
    const tagEnd = at + recent.tag.length
    const next = bytes[tagEnd]
    // Behind the end of the line there may be bytes of another one.
    if (tagEnd >= end || (next !== openBracket && next !== colon) || !matches(bytes, at, end, recent.tag))
      return -1
    line.program = recent.program
    return tagEnd
  }

  #remember(bytes: Buffer, at: number, tagEnd: number, program: EngineProgram): void {
    if (at + 13 > bytes.length || tagEnd - at > 64) return
    this.#recent[recentPlace(bytes, at)] = { tag: Uint8Array.from(bytes.subarray(at, tagEnd)), program }
  }

  /** Behind `[812]: `; Solaris adds `[ID 197553 mail.info] `. */
  #text(line: Line, tagEnd: number): Head {
    const { bytes, end } = line
    let body = tagEnd
    if (bytes[body] === openBracket) {
      body = findByte(bytes, body, Math.min(end, body + 24), 93) + 1
      if (body >= end) return 'nothing'
    }
    if (bytes[body] === colon) body++
    if (bytes[body] === blank) body++
    if (bytes[body] === openBracket && matches(bytes, body, end, solaris)) {
      body = findByte(bytes, body, end, 93) + 2
    }
    line.body = Math.min(body, end)
    return 'program'
  }

  #withoutHost(line: Line, at: number): Head {
    line.host = 0
    if (isDovecotService(line.bytes, at, line.end)) {
      line.program = this.#dovecot
      line.body = at
      return 'program'
    }
    return this.#tag(line, at)
  }

  /** `2026-01-01 00:04:31 …`: Exim's, Rspamd's, Dovecot's or fail2ban's own file, or a syslog line with such a stamp. */
  #ownFile(line: Line, start: number): Head {
    const { bytes, end } = line
    line.host = 0
    line.body = Math.min(start, end)
    if (bytes[start] === 35) line.program = this.#rspamd
    else if (isDovecotService(bytes, start, end)) line.program = this.#dovecot
    else if (matches(bytes, start, end, fail2ban)) line.program = this.#fail2ban
    else {
      const hostEnd = findByte(bytes, start, end, blank)
      const tagEnd = findByte(bytes, hostEnd + 1, end, blank)
      const isTag = bytes[tagEnd - 1] === colon && bytes[tagEnd - 2] === 93
      if (isTag && bytes[start] !== openBracket) return this.#syslog(line, start)
      line.program = this.#exim
    }
    return 'program'
  }

  #rfc5424(line: Line, start: number): Head {
    const { bytes, end } = line
    const stamped = this.stamps.read(bytes, start, end)
    if (stamped < 0) return 'nothing'
    line.second = this.stamps.second
    line.stampStart = start
    line.stampEnd = findByte(bytes, stamped, end, blank)
    const fields = readRfc5424(bytes, line.stampEnd + 1, end)
    if (fields === undefined) return 'nothing'
    line.host = this.#hostOf(bytes, fields.hostStart, fields.hostEnd)
    line.program = this.#programs.get(bytes, fields.nameStart, fields.nameEnd)
    line.body = fields.body
    return 'program'
  }

  /**
   * No stamp at the start: `Mon 2025-12-29 06:25:12 CET mx1 …` (journalctl short-full), `1766985912.48 mx1 …`
   * (short-unix), `container | …` (Compose), or a tag alone; the time is then that of the line before.
   */
  #unusual(line: Line, at: number): Head {
    const { bytes, end } = line
    line.stampEnd = line.stampStart
    if (isSmtpdSession(bytes, at, end)) {
      line.program = this.#opensmtpd
      line.body = at
      return 'program'
    }
    const word = findByte(bytes, at, end, blank)
    const after = word + 1
    // TAI64N, as multilog writes it: `@400000004c91b044077a9e94`.
    if (bytes[at] === 64 && word - at === 25) return this.#withoutHost(line, after)
    if (bytes[word - 1] === colon) return this.#tag(line, at)
    const stamped = word - at <= 3 ? this.stamps.read(bytes, after, end) : -1
    if (stamped > 0) {
      line.second = this.stamps.second
      line.stampStart = after
      line.stampEnd = stamped
      return this.#syslog(line, findByte(bytes, stamped + 1, end, blank) + 1)
    }
    const seconds = bytes.toString('latin1', at, word)
    if (/^\d{9,10}\.\d{1,9}$/.test(seconds)) {
      line.second = Math.floor(Number(seconds))
      line.stampStart = at
      line.stampEnd = word
      return this.#syslog(line, after)
    }
    const inside = afterContainer(bytes, at, end)
    const inner = inside < 0 ? -1 : this.stamps.read(bytes, inside, end)
    if (inner > 0) return this.#stamped(line, inside, inner)
    return isProgramTag(bytes, at, word) ? this.#tag(line, at) : 'nothing'
  }
}

/** `.487909+01:00`, `+0100`, `Z`: only digits, `.` or `,`, `+` or `-`, `:` and `Z`. */
function isFractionAndZone(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if ((byte < 43 || byte > 58 || byte === 47) && byte !== 90) return false
  }
  return true
}

/** `postfix/qmgr[812]:` and the like, where nothing says when or where. */
function isProgramTag(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes[end - 1] === colon && end - start > 2
}

/** Behind `<22>`; unchanged where there is none. */
function afterPriority(bytes: Uint8Array, at: number, end: number): number {
  const close = findByte(bytes, at, Math.min(end, at + 6), 62)
  return bytes[close] === 62 ? close + 1 : at
}

interface RecentTag {
  readonly tag: Uint8Array
  readonly program: EngineProgram
}

/** Behind `postfix/` the daemon tells them apart (smtp and smtpd by its fifth byte); else the name's beginning. */
function recentPlace(bytes: Uint8Array, at: number): number {
  const own = bytes[at + 7] === 47 ? at + 8 : at
  return ((bytes[own] ?? 0) * 3 + (bytes[own + 2] ?? 0) * 5 + (bytes[own + 4] ?? 0) * 17 + (own - at)) & 255
}
