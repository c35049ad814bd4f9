import type { LogEntry } from './entry.ts'
import { type ProgramFamily, type ProgramTable, programOf } from './header.ts'
import type { InputOutcome, LogInput } from './log-input.ts'
import { queueIdEnd } from './text.ts'
import { TimeStampReader } from './time-stamp.ts'
import type { ZoneOffset } from './zone.ts'

const dovecotProgram = programOf('dovecot')
const rspamdProgram = programOf('rspamd')
const blank = 32

interface FamilySpan {
  readonly family: ProgramFamily | undefined
  readonly firstAt: number
  lastAt: number
}

export interface PassOptions {
  readonly from: number
  readonly now: number
  readonly zone: ZoneOffset
  readonly programs: ProgramTable
  /** Gets each line of the window; the entry is used again for the next one. */
  readonly dispatch: (entry: LogEntry) => void
}

/** One pass over one source: takes the envelope off each line and hands on what is in the window. */
export class SourcePass {
  readonly #input: LogInput
  readonly #options: PassOptions
  readonly #stamps: TimeStampReader
  readonly #entry: LogEntry
  readonly #spans = new Map<ProgramFamily, FamilySpan>()
  /** Of the line before: mostly of this one too. */
  #span: FamilySpan = { family: undefined, firstAt: 0, lastAt: 0 }
  #skipFirst: boolean
  #lineNumber = 0
  #lines = 0
  #firstAt: number | undefined
  #lastAt: number | undefined
  #beginsAt: number | undefined
  bytes = 0
  notUnderstood = 0

  constructor(input: LogInput, options: PassOptions) {
    this.#input = input
    this.#options = options
    this.#stamps = new TimeStampReader(options.now, options.zone)
    this.#skipFirst = input.fromMiddle === true
    const program = input.format === 'rspamd' ? rspamdProgram : dovecotProgram
    this.#entry = { line: '', at: 0, program, text: '', where: input.where, lineNumber: 0, weight: 1 }
  }

  line(raw: string): void {
    this.#lineNumber++
    if (this.#skipFirst) {
      this.#skipFirst = false
      return
    }
    const line = raw.charCodeAt(0) === 60 ? withoutPriority(raw) : raw
    if (this.#stamps.read(line)) this.#stamped(line, this.#stamps.at)
    else this.#noStamp(line)
  }

  #stamped(line: string, at: number): void {
    this.#beginsAt ??= at
    if (at < this.#options.from) return
    this.#lines++
    this.#firstAt ??= at
    this.#lastAt = at
    this.#entry.line = line
    this.#entry.at = at
    this.#entry.lineNumber = this.#input.fromMiddle === true ? 0 : this.#lineNumber
    this.#entry.weight = 1
    if (this.#input.format !== 'syslog') this.#entry.text = this.#ownFileText(line)
    else if (!this.#syslogHeader(line)) return
    this.#hand(at)
  }

  outcome(incomplete: string | undefined): InputOutcome {
    return {
      where: this.#input.where,
      lines: this.#lines,
      bytes: this.bytes,
      firstLineAt: this.#firstAt,
      lastLineAt: this.#lastAt,
      beginsAt: this.#beginsAt,
      spans: this.#spans,
      ...(incomplete === undefined ? {} : { incomplete }),
    }
  }

  #hand(at: number): void {
    const { family } = this.#entry.program
    if (family !== this.#span.family) this.#span = this.#spanOf(family, at)
    this.#span.lastAt = at
    if (this.#input.accept !== undefined && !this.#input.accept(family, at)) return
    if (this.#entry.text.startsWith('message repeated ') && !unfold(this.#entry)) return
    this.#options.dispatch(this.#entry)
  }

  #spanOf(family: ProgramFamily, at: number) {
    const known = this.#spans.get(family) ?? { family, firstAt: at, lastAt: at }
    this.#spans.set(family, known)
    return known
  }

  /** Splits `host tag[pid]: text`; false where the line has no tag (then it counts for nothing). */
  #syslogHeader(line: string): boolean {
    const hostEnd = line.indexOf(' ', this.#stamps.end)
    if (hostEnd < 0) return this.#unknownForm()
    if (line.startsWith('last message repeated ', hostEnd + 1)) return this.#repeatLast(line, hostEnd + 23)
    const colon = line.indexOf(':', hostEnd + 1)
    if (colon < 0) return this.#unknownForm()
    const tag = line.slice(hostEnd + 1, colon)
    // A tag has no blank, except `[ID 197553 mail.info]`; `kernel: [12.3] text` has none either.
    if (tag.length > 128 || tag.includes(' ')) return this.#unknownForm()
    this.#entry.program = this.#options.programs.get(tag)
    this.#entry.text = line.slice(line.charCodeAt(colon + 1) === blank ? colon + 2 : colon + 1)
    return true
  }

  /** BSD syslogd folds equal lines; those with a queue ID are the same event written again. */
  #repeatLast(line: string, start: number): boolean {
    const times = Number.parseInt(line.slice(start, start + 10), 10)
    const again = times >= 1 && queueIdEnd(this.#entry.text) < 0
    this.#entry.weight = again ? Math.min(times, 1_000_000) : 1
    return again && this.#entry.text !== ''
  }

  #ownFileText(line: string): string {
    const text = line.slice(this.#stamps.end)
    // `#2161(normal) <adfb84>; task; …`
    const session = this.#input.format === 'rspamd' ? text.indexOf('<') : 0
    return session > 0 && session < 60 ? text.slice(session) : text
  }

  #noStamp(line: string): void {
    // Continuation lines are indented; journalctl writes `-- Boot … --` between boots.
    const known =
      line === '' || line.charCodeAt(0) === blank || line.charCodeAt(0) === 9 || line.startsWith('-- ')
    this.#lines++
    if (!known) this.notUnderstood++
  }

  #unknownForm(): false {
    this.notUnderstood++
    return false
  }
}

/** rsyslog's `message repeated 3 times: [ text]`; false where the text has a queue ID: nothing new then. */
function unfold(entry: LogEntry): boolean {
  const open = entry.text.indexOf('[ ')
  const times = Number.parseInt(entry.text.slice(17, 27), 10)
  if (open < 0 || !(times >= 1)) return false
  entry.text = entry.text.slice(open + 2, entry.text.endsWith(']') ? -1 : undefined)
  entry.weight = Math.min(times, 1_000_000)
  return queueIdEnd(entry.text) < 0
}

/** `<22>Dec 29 …`: a remote message stored with its priority. */
function withoutPriority(line: string): string {
  const close = line.indexOf('>')
  return close > 0 && close < 6 ? line.slice(close + 1) : line
}
