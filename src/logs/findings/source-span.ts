import type { ProgramFamily } from '../engine/program-family.ts'
import type { Entry } from './entry.ts'
import type { InputOutcome, LogInput, Span } from './log-input.ts'
import { StampRecord } from './stamp-record.ts'

interface FamilySpan {
  readonly family: ProgramFamily | undefined
  readonly firstAt: number
  lastAt: number
}

/** What one source holds: how much of it counts, from when until when, and whose lines. */
export class SourceSpan {
  readonly input: LogInput
  readonly #from: number
  readonly #spans = new Map<ProgramFamily, FamilySpan>()
  /** Of the line before: mostly of this one too. */
  #span: FamilySpan = { family: undefined, firstAt: 0, lastAt: 0 }
  #lines = 0
  #firstAt: number | undefined
  #lastAt: number | undefined
  #beginsAt: number | undefined
  readonly #stamps = new StampRecord()
  notUnderstood = 0
  bytes = 0

  constructor(input: LogInput, from: number) {
    this.input = input
    this.#from = from
  }

  /** Whether a line counts: by its time, and because no other source has told it. */
  holds(entry: Entry): boolean {
    const { at } = entry
    const { family } = entry.program
    this.#stamps.add(entry)
    this.#beginsAt ??= at
    if (at < this.#from) return false
    this.#lines++
    this.#firstAt ??= at
    this.#lastAt = at
    if (family !== this.#span.family) this.#span = this.#spanOf(family, at)
    this.#span.lastAt = at
    return this.input.accept === undefined || this.input.accept(family, at)
  }

  #spanOf(family: ProgramFamily, at: number): FamilySpan {
    const known = this.#spans.get(family) ?? { family, firstAt: at, lastAt: at }
    this.#spans.set(family, known)
    return known
  }

  /** A line without a time stamp, or of no known form. */
  strange(): void {
    this.#lines++
    this.notUnderstood++
  }

  outcome(incomplete: string | undefined): InputOutcome {
    const stamps = this.#stamps.stamps()
    return {
      where: this.input.where,
      lines: this.#lines,
      bytes: this.bytes,
      firstLineAt: this.#firstAt,
      lastLineAt: this.#lastAt,
      beginsAt: this.#beginsAt,
      spans: this.#spans satisfies ReadonlyMap<ProgramFamily, Span>,
      ...(this.input.where === 'journalctl' ? {} : { writtenAt: this.input.modifiedAt }),
      ...(stamps === undefined ? {} : { stamps }),
      ...(incomplete === undefined ? {} : { incomplete }),
    }
  }
}
