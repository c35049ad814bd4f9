/** A line that will be written at its time, and what is then true. */
export interface PlannedLine {
  readonly at: number
  readonly order: number
  readonly text: string
  readonly effect: (() => void) | undefined
}

/** Lines of many processes, given in any order, taken in order of time (binary heap). */
export class Schedule {
  readonly #heap: PlannedLine[] = []
  #order = 0

  get size(): number {
    return this.#heap.length
  }

  plan(at: number, text: string, effect?: () => void): void {
    const line = { at, order: this.#order++, text, effect }
    let child = this.#heap.push(line) - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#before(child, parent)) break
      this.#swap(child, parent)
      child = parent
    }
  }

  /** The earliest line, if it is not after `until`. */
  takeUntil(until: number): PlannedLine | undefined {
    const first = this.#heap[0]
    if (first === undefined || first.at > until) return undefined
    const last = this.#heap.pop()
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last
      this.#sink()
    }
    return first
  }

  #sink(): void {
    let parent = 0
    for (;;) {
      let least = parent
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < this.#heap.length && this.#before(child, least)) least = child
      }
      if (least === parent) return
      this.#swap(parent, least)
      parent = least
    }
  }

  #before(left: number, right: number): boolean {
    const [a, b] = [this.#heap[left], this.#heap[right]]
    if (a === undefined || b === undefined) return false
    return a.at === b.at ? a.order < b.order : a.at < b.at
  }

  #swap(left: number, right: number): void {
    const [a, b] = [this.#heap[left], this.#heap[right]]
    if (a === undefined || b === undefined) return
    this.#heap[left] = b
    this.#heap[right] = a
  }
}
