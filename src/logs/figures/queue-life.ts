import type { EngineMemory } from '../engine/memory.ts'
import { queueLifeAt } from '../engine/memory-layout.ts'
import { type QueueFiles, state } from '../engine/queue-files.ts'
import { Histograms, mostMilliseconds, type Percentiles } from './histograms.ts'

/** Upper bounds of the ages of what is still in the queue, seconds; the last group has none. */
const ages = [
  ['under 5 min', 300],
  ['5 min to 1 h', 3_600],
  ['1 to 6 h', 21_600],
  ['6 h to 1 day', 86_400],
  ['1 to 5 days', 432_000],
  ['over 5 days', Number.POSITIVE_INFINITY],
] as const

export interface QueueLifeFigures {
  /** How old queue files were when they left, of those whose arrival is in the log. */
  readonly left: Percentiles | undefined
  /** Still in the queue when the log ends. */
  readonly open: number
  readonly openByAge: readonly { readonly age: string; readonly count: number }[]
}

/** How long mail stays in the queue, by queue file, in whole seconds as the log writes them. */
export class QueueLife {
  readonly #left: Histograms

  constructor(memory: EngineMemory) {
    this.#left = new Histograms(1, memory.area(queueLifeAt))
  }

  /** A queue file leaves at `second`. */
  leaves(files: QueueFiles, row: number, second: number): void {
    const flags = files.states[row] ?? 0
    if ((flags & state.arrived) === 0 || (flags & state.closed) !== 0) return
    const age = Math.max(0, second - (files.openedAt[row] ?? 0))
    this.#left.add(0, Math.min(age * 1000, mostMilliseconds), 1)
  }

  /** `end`: second of the log's last line; `isGone`: rows that hold nothing. */
  figures(files: QueueFiles, end: number, isGone: (row: number) => boolean): QueueLifeFigures {
    const counts = new Array<number>(ages.length).fill(0)
    for (let row = 0; row < files.rows; row++) {
      const flags = files.states[row] ?? 0
      if (isGone(row) || (flags & state.closed) !== 0 || (flags & (state.active | state.held)) === 0) continue
      const age = end - (files.openedAt[row] ?? 0)
      const group = ages.findIndex(([, most]) => age < most)
      counts[group] = (counts[group] ?? 0) + 1
    }
    return {
      left: this.#left.percentiles(0),
      open: counts.reduce((sum, one) => sum + one, 0),
      openByAge: ages.map(([age], group) => ({ age, count: counts[group] ?? 0 })),
    }
  }
}
