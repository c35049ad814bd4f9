import type { Head } from './heads.ts'
import type { Line } from './line.ts'

/** Seconds as the log's clock writes them, as if it were UTC; `until` is outside. */
export interface TimeWindow {
  readonly since: number
  readonly until: number
}

/** Which lines lie in the time that is asked for. */
export class LinesInTime {
  readonly #window: TimeWindow
  /** The latest second that any line names, in the window or not. */
  latest = Number.NEGATIVE_INFINITY
  #isOutside = false

  constructor(window: TimeWindow) {
    this.#window = window
  }

  beginInput(): void {
    this.#isOutside = false
  }

  /** A line without a stamp belongs where the one before it is. */
  leavesOut(head: Head, { stampStart, stampEnd, second }: Line): boolean {
    const isDated = head !== 'continued' && stampEnd > stampStart
    if (isDated) {
      this.#isOutside = second < this.#window.since || second >= this.#window.until
      this.latest = Math.max(this.latest, second)
    }
    return this.#isOutside
  }
}
