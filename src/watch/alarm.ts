import { setTimeout } from 'node:timers/promises'

/** Wakes the watch before its time: a log line said that something went wrong. */
export class Alarm {
  #wake: AbortController | undefined
  #rung = false

  ring(): void {
    this.#rung = true
    this.#wake?.abort()
  }

  /**
   * Waits `longest` milliseconds; if the alarm rings (or has rung since the last call), only `shortest`.
   * True: it rang. In steps, so that a clock that jumps does not stretch it.
   */
  async wait(shortest: number, longest: number, signal: AbortSignal): Promise<boolean> {
    const startedAt = performance.now()
    for (;;) {
      const waited = performance.now() - startedAt
      const left = (this.#rung ? shortest : longest) - waited
      if (left <= 0 || signal.aborted) break
      this.#wake = new AbortController()
      // Once it has rung, further rings change nothing.
      const ends = this.#rung ? signal : AbortSignal.any([signal, this.#wake.signal])
      await setTimeout(Math.min(left, longestStep), undefined, { signal: ends }).catch(() => undefined)
    }
    const rang = this.#rung
    this.#rung = false
    return rang
  }
}

const longestStep = 5_000
