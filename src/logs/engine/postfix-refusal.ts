import { ascii, find, findByte, matches } from './bytes.ts'
import type { Line } from './line.ts'

/** What smtpd(8), cleanup(8) or postscreen(8) decided about a client's command or a message. */
export const decision = { none: 0, reject: 1, hold: 2, discard: 3, other: 4 } as const

const words: readonly (readonly [Uint8Array, number])[] = [
  [ascii('reject: '), decision.reject],
  [ascii('milter-reject: '), decision.reject],
  [ascii('proxy-reject: '), decision.reject],
  [ascii('hold: '), decision.hold],
  [ascii('milter-hold: '), decision.hold],
  [ascii('discard: '), decision.discard],
  [ascii('milter-discard: '), decision.discard],
  ...[
    'reject_warning',
    'warning',
    'warn',
    'info',
    'filter',
    'redirect',
    'permit',
    'prepend',
    'replace',
    'strip',
    'bcc',
    'proxy-accept',
    'pass',
    'milter-quarantine',
    'delay',
  ].map((word) => [ascii(`${word}: `), decision.other] as const),
]
/** Stages whose refusals the pass may settle, numbered from 1; assembly/refusal.ts has the same. */
const stageNames = ['RCPT ', 'MAIL ', 'EHLO ', 'HELO ', 'DATA ', 'CONNECT '].map(ascii)
/** Programs have lower numbers. */
export const stageStep = 8_192
const header = [ascii('header '), ascii('body '), ascii('mime-error '), ascii('content ')]
const fromWord = ascii(' from ')
const heloWord = ascii('helo=<')
const endOfHelo = ascii('>: ')
const ends = [ascii('; from=<'), ascii('; proto='), ascii('; to=<'), ascii('; client=')]
const senderWord = ascii(' from=<')

/** A decision, and where the text that explains it stands. One object serves all lines. */
export class Refusal {
  decision: number = decision.none
  textStart = 0
  textEnd = 0
  senderStart = 0
  senderEnd = 0
  /** Behind the `[` of the client's address; the line's end where there is none. */
  addressStart = 0

  /** Reads what stands behind the queue ID or `NOQUEUE: `; false where it is no decision. */
  read(line: Line, start: number): boolean {
    const { bytes, end } = line
    for (let i = 0; i < words.length; i++) {
      const found = words[i]
      if (found === undefined || !matches(bytes, start, end, found[0])) continue
      this.decision = found[1]
      this.#wordStart = start
      if (this.decision !== decision.other) this.#explain(line, start + found[0].length)
      return true
    }
    return false
  }

  #wordStart = 0
  #stage = 0

  /** What refused it, in the administrator's words. */
  by({ bytes, end, program }: Line): string {
    if (program.daemon === 'postscreen') return 'postscreen'
    const first = bytes[this.#wordStart]
    // milter-reject, proxy-reject
    if (first === 109) return 'milter'
    if (first === 112) return 'proxy filter'
    const stageEnd = findByte(bytes, this.#stage, Math.min(end, this.#stage + 20), 32)
    const stage = bytes.toString('latin1', this.#stage, stageEnd)
    if (stage === 'header' || stage === 'body') return `${stage}_checks`
    return `${program.daemon} at ${stage}`
  }

  /** Program and stage as one number, where the pass may settle such a line; else 0. */
  key({ bytes, end, program }: Line): number {
    // milter-reject, proxy-reject
    if (bytes[this.#wordStart] !== 114 || program.number === 0) return 0
    const stage = stageNames.findIndex((name) => matches(bytes, this.#stage, end, name))
    return stage < 0 ? 0 : (stage + 1) * stageStep + program.number
  }

  #explain(line: Line, stage: number): void {
    const { bytes, end } = line
    this.#stage = stage
    // Stages are in capitals: RCPT, DATA, END-OF-MESSAGE.
    const isContent = (bytes[stage] ?? 0) > 96 && header.some((word) => matches(bytes, stage, end, word))
    const helo = isContent ? find(bytes, stage, end, heloWord) : -1
    if (helo >= 0) this.#afterHelo(line, helo)
    else this.#afterClient(line, stage)
    const sender = find(bytes, stage, end, senderWord)
    this.senderStart = sender < 0 ? end : sender + senderWord.length
    this.senderEnd = findByte(bytes, this.senderStart, end, 62)
  }

  /** `header Subject: … from h[ip]; from=<> to=<> proto=ESMTP helo=<x>: 5.7.1 text` */
  #afterHelo({ bytes, end, body }: Line, helo: number): void {
    // Behind a header's text, which may hold anything: the last one counts.
    let open = helo
    while (open > body && bytes[open] !== 91) open--
    this.addressStart = open > body ? open + 1 : end
    const close = find(bytes, helo, end, endOfHelo)
    this.textStart = close < 0 ? end : close + endOfHelo.length
    this.textEnd = end
  }

  /** `RCPT from h[ip]:25: 554 5.7.1 text; from=<f> to=<t> proto=ESMTP helo=<x>` */
  #afterClient({ bytes, end }: Line, stage: number): void {
    const from = find(bytes, stage, Math.min(end, stage + 40), fromWord)
    this.addressStart = from < 0 ? end : findByte(bytes, from, end, 91) + 1
    let at = from < 0 ? findByte(bytes, stage, end, 58) : findByte(bytes, from, end, 93) + 1
    if (from >= 0 && bytes[at] === 58 && bytes[at + 1] !== 32) at = findByte(bytes, at + 1, end, 58)
    this.textStart = Math.min(at + 2, end)
    this.textEnd = this.#endOfText(bytes, this.textStart, end)
  }

  #endOfText(bytes: Uint8Array, start: number, end: number): number {
    for (let at = findByte(bytes, start, end, 59); at < end; at = findByte(bytes, at + 1, end, 59)) {
      // `; from=<`, `; proto=`, `; to=<`, `; client=`
      const next = bytes[at + 2]
      if (next !== 102 && next !== 112 && next !== 116 && next !== 99) continue
      if (ends.some((word) => matches(bytes, at, end, word))) return at
    }
    return end
  }
}
