import type { EngineOptions } from './engine-options.ts'
import type { FilterVerdicts } from './filter-verdicts.ts'
import { type Head, Heads } from './heads.ts'
import { Journeys } from './journeys.ts'
import { Line } from './line.ts'
import { LineReader } from './line-reader.ts'
import type { FailedLogins } from './logins.ts'
import type { LostLines } from './lost-lines.ts'
import { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'
import type { MessageGroups } from './message-groups.ts'
import { Names } from './names.ts'
import { newPass, type Pass, record } from './pass/pass.ts'
import { type Period, Periods } from './periods.ts'
import { PlainLines } from './plain-lines.ts'
import { Programs } from './programs.ts'
import { LinesInTime } from './time-window.ts'
import { UnfinishedLine } from './unfinished-line.ts'

/** A longer line is cut here; the rest of it is not looked at, and the line is counted. */
const longestLine = 1 << 16

/**
 * Bytes → lines → heads → events → journeys → totals, in one pass. Blocks may end anywhere: what is told
 * does not depend on it. Nothing here throws on content.
 */
export class LogEngine {
  readonly programs = new Programs()
  readonly journeys: Journeys
  readonly logins: FailedLogins
  readonly warnings: MessageGroups
  readonly strangers: MessageGroups
  readonly lost: LostLines
  readonly filters: FilterVerdicts
  readonly #reader: LineReader
  readonly #heads: Heads
  readonly #pass: Pass | undefined
  /** Nobody asks what a line says: the pass may settle lines by itself. */
  #settles: boolean
  readonly #line = new Line()
  readonly #rest = new UnfinishedLine(longestLine)
  #previousKnown = false
  #input = new PlainLines()
  lines = 0
  understood = 0
  /** Lines longer than can be held, read up to there. */
  cut = 0
  bytes = 0
  readonly #inTime: LinesInTime | undefined
  readonly #periods = new Periods()
  readonly #sums: Names

  constructor(options: EngineOptions) {
    this.#pass = options.pass === false ? undefined : newPass(this.programs)
    const memory = this.#pass?.memory ?? new EngineMemory()
    const { classify, sink, room, listener, window } = options
    this.#settles = sink === undefined && listener === undefined && window === undefined
    this.journeys = new Journeys(classify, memory, sink, room)
    this.#heads = new Heads(this.programs, options.year)
    this.#inTime = window === undefined ? undefined : new LinesInTime(window)
    this.#sums = new Names(memory, layout.sumsAt)
    this.#reader = new LineReader(options, this.journeys, memory, this.programs)
    const { logins, warnings, strangers, lost, filters } = this.#reader
    this.logins = logins
    this.warnings = warnings
    this.strangers = strangers
    this.lost = lost
    this.filters = filters
  }

  /** What was counted for addresses, by their domains; valid until it is asked for again. */
  domainsOf(names: Names): Names {
    this.#sums.clear(names.size)
    if (this.#pass === undefined) names.addDomains(this.#sums)
    else this.#pass.addDomains(names, this.#sums)
    return this.#sums
  }

  /** Stamps of the first and the last dated line of each input. */
  get periods(): readonly Period[] {
    return this.#periods.all
  }

  /** Where a window was given: the latest second that any line names, in the window or not. */
  get latest(): number {
    return this.#inTime?.latest ?? Number.NEGATIVE_INFINITY
  }

  /** `modifiedAt`: milliseconds since 1970, when the file was last written. */
  beginInput(modifiedAt: number): void {
    this.#heads.stamps.beginInput(modifiedAt)
    this.#pass?.forget()
    this.journeys.hours.beginInput()
    this.#line.number = 0
    this.#line.second = 0
    this.#line.hour = this.journeys.hours.row(0)
    this.#previousKnown = false
    this.#inTime?.beginInput()
    this.#rest.empty()
    this.#input = new PlainLines()
    this.#periods.begin()
  }

  /** The next bytes of the input; what is not plain lines (journal, Docker) is found out and converted. */
  push(block: Buffer): void {
    this.bytes += block.length
    const lines = this.#input.push(block)
    if (lines !== undefined) this.#pushLines(lines)
  }

  #pushLines(block: Buffer): void {
    let at = 0
    if (this.#rest.length > 0) {
      const newline = block.indexOf(10)
      this.#rest.add(block, 0, newline < 0 ? block.length : newline)
      if (newline < 0) return
      this.#readRest()
      at = newline + 1
    }
    let from = at
    while (from < block.length) {
      at = from
      from = this.#pass === undefined ? at : this.#readPiece(block, at, this.#pass)
      // Without the pass, or a line that is longer than what it takes in at once.
      if (from === at) from = this.#readSome(block, at)
      if (from === at) break
    }
    if (from < block.length) this.#rest.add(block, from, block.length)
  }

  /**
   * Reads up to 64 whole lines and returns where it stopped. Short loops on purpose: V8 compiles a loop that
   * runs for a whole block anew for each block (on-stack replacement), and threw that code away each time.
   */
  #readSome(block: Buffer, start: number): number {
    let at = start
    for (let count = 0; count < 64; count++) {
      // One native search for each line: 3 GB/s, against 1 GB/s for a loop over the bytes.
      const newline = block.indexOf(10, at)
      if (newline < 0) break
      this.#readLine(block, at, newline)
      at = newline + 1
    }
    this.#periods.keep(block)
    return at
  }

  /** Reads the whole lines of the next piece of a block, and returns where it stopped. */
  #readPiece(block: Buffer, start: number, pass: Pass): number {
    const first = pass.fill(block, start)
    const end = this.#settles ? this.#settlePiece(pass, first) : this.#scanPiece(pass, first)
    return start + end - first
  }

  #scanPiece(pass: Pass, first: number): number {
    let at = first
    for (let count = pass.scan(at); count > 0; count = pass.scan(at)) {
      for (let index = 0; index < count; index++) this.#readRecord(pass, index * record.size)
      this.#periods.keep(pass.bytes)
      at = pass.next
    }
    return at
  }

  /** Most lines are settled in the pass; those that it gives back are read here. */
  #settlePiece(pass: Pass, first: number): number {
    const { cells } = pass
    let at = first
    for (let isStopped = 1; isStopped !== 0; ) {
      cells[layout.lineNumberCell] = this.#line.number
      cells[layout.hourRowCell] = pass.hourSecond < 0 ? 0 : this.journeys.hours.row(pass.hourSecond)
      try {
        isStopped = pass.settle(at)
      } catch {
        // No line may end the reading, whatever is wrong with the pass: it only reads heads from here on.
        this.#settles = false
        this.#settled(pass)
        return this.#scanPiece(pass, pass.next)
      }
      this.#settled(pass)
      at = pass.next
      if (isStopped !== 0) this.#readRecord(pass, 0)
    }
    this.#periods.keep(pass.bytes)
    return at
  }

  #settled(pass: Pass): void {
    const count = pass.cells[layout.settledCell] as number
    if (count === 0) return
    const line = this.#line
    this.lines += count
    this.understood += count
    this.#previousKnown = true
    line.number += count
    line.bytes = pass.bytes
    line.host = pass.host
    line.program = this.programs.all[(pass.cells[layout.lastProgramCell] as number) - 1] ?? line.program
    line.stampStart = pass.cells[layout.lastStampCell] as number
    line.stampEnd = line.stampStart + pass.stampLength
    this.#at((pass.cells[layout.lastSecondCell] as number) >>> 0)
    this.#periods.date(line)
  }

  #readRecord(pass: Pass, at: number): void {
    const { records, bytes } = pass
    const start = records[at + record.start] as number
    const end = records[at + record.end] as number
    const program = this.programs.all[(records[at + record.tag] as number) - 1]
    if (program === undefined || end - start > longestLine) {
      this.#readLine(bytes, start, end)
      return
    }
    const line = this.#line
    this.lines++
    line.bytes = bytes
    line.start = start
    line.end = end
    line.number++
    line.weight = 1
    line.program = program
    line.host = pass.host
    line.stampStart = start
    line.stampEnd = start + pass.stampLength
    line.body = records[at + record.body] as number
    line.idLength = records[at + record.idLength] as number
    line.idHash = records[at + record.idHash] as number
    // 32 bits without a sign: signed ones end in 2038.
    const second = (records[at + record.second] as number) >>> 0
    this.#at(second)
    this.#headed('program', line)
  }

  #at(second: number): void {
    if (second === this.#line.second) return
    this.#line.second = second
    this.#line.hour = this.journeys.hours.row(second)
  }

  #readRest(): void {
    const length = this.#rest.end()
    if (this.#rest.isCut) this.cut++
    this.#rest.empty()
    this.#readLine(this.#rest.bytes, 0, length)
    this.#periods.keep(this.#rest.bytes)
  }

  endInput(): void {
    for (const lines of this.#input.end()) this.#pushLines(lines)
    if (this.#rest.length > 0) this.#readRest()
    const yearsWrong = this.#heads.stamps.yearsWrong()
    this.#periods.end(yearsWrong)
    this.journeys.hours.shift(yearsWrong)
    this.#pass?.settlePrograms()
    this.journeys.settle()
  }

  #readLine(bytes: Buffer, start: number, newline: number): void {
    const line = this.#line
    let end = newline
    if (end > start && bytes[end - 1] === 13) end--
    if (end - start > longestLine) {
      this.cut++
      end = start + longestLine
    }
    this.lines++
    line.bytes = bytes
    line.start = start
    line.end = end
    line.number++
    line.weight = 1
    line.idLength = -1
    const before = line.second
    const head = this.#heads.read(line)
    if (line.second !== before) line.hour = this.journeys.hours.row(line.second)
    if (head === 'program') this.#pass?.learn(line, this.#heads.stamps)
    this.#headed(head, line)
  }

  #headed(head: Head, line: Line): void {
    if (this.#inTime?.leavesOut(head, line)) {
      this.lines--
      return
    }
    if (head === 'program') {
      if (line.stampEnd > line.stampStart) this.#periods.date(line)
      this.#previousKnown = this.#reader.read(line)
    } else if (head === 'nothing') this.#previousKnown = this.#reader.withoutProgram(line)
    if (this.#previousKnown) this.understood++
  }
}
