import type { Evidence } from '../../access/answer.ts'
import type { LogStamps } from '../log-coverage.ts'
import type { Entry } from './entry.ts'

/** The last and the latest time that lines of a source were stamped with, whether or not they count. */
export class StampRecord {
  #lastAt = 0
  #latestAt = 0
  #last: Evidence | undefined
  #latest: Evidence | undefined

  add(entry: Entry): void {
    const { at } = entry
    // Copying each line would cost more than reading it: one of a second is enough.
    const isSameSecond = Math.abs(at - this.#lastAt) < 1_000 && this.#last !== undefined
    this.#lastAt = at
    if (!isSameSecond) this.#last = entry.evidence()
    if (at < this.#latestAt) return
    this.#latestAt = at
    this.#latest = this.#last
  }

  stamps(): LogStamps | undefined {
    if (this.#last === undefined || this.#latest === undefined) return undefined
    return { lastAt: this.#lastAt, latestAt: this.#latestAt, last: this.#last, latest: this.#latest }
  }
}
