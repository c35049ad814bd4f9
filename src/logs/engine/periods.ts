import type { Line } from './line.ts'

/** First and last time that an input tells. */
export interface Period {
  first: string
  last: string
  firstSecond: number
  lastSecond: number
  /** To be added to the years of its stamps, which had none. */
  yearsWrong: number
}

function noPeriod(): Period {
  return { first: '', last: '', firstSecond: 0, lastSecond: 0, yearsWrong: 0 }
}

const longestStamp = 40

/** The periods of all inputs, with the stamps as they are written. */
export class Periods {
  readonly all: Period[] = []
  #current = noPeriod()
  /** The last dated line's stamp, where it still lies in the block that is read; else an empty range. */
  #start = 0
  #end = 0

  begin(): void {
    this.#current = noPeriod()
    this.all.push(this.#current)
  }

  /** A dated line. */
  date(line: Line): void {
    const period = this.#current
    period.lastSecond = line.second
    this.#start = line.stampStart
    this.#end = line.stampEnd
    if (period.first !== '') return
    period.first = stampText(line.bytes, line.stampStart, line.stampEnd)
    period.firstSecond = line.second
  }

  /** Before the block goes: the last stamp is kept once for many lines, for copying is dear. */
  keep(bytes: Buffer): void {
    if (this.#end > this.#start) this.#current.last = stampText(bytes, this.#start, this.#end)
    this.#end = this.#start
  }

  end(yearsWrong: number): void {
    this.#current.yearsWrong = yearsWrong
  }
}

function stampText(bytes: Buffer, start: number, end: number): string {
  return bytes.toString('latin1', start, Math.min(end, start + longestStamp))
}
