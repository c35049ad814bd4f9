/** What happens, for those who look on. Numbers grow by one; nobody waits for anybody. */
export class EventHub<E> {
  readonly #listeners = new Set<(event: E) => void>()

  publish(event: E): void {
    for (const listener of this.#listeners) listener(event)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** Events from now on, until the signal. Who takes them too slowly loses the oldest. */
  async *follow(signal: AbortSignal): AsyncGenerator<E> {
    const waiting: E[] = []
    let wake = () => {}
    const listener = (event: E) => {
      waiting.push(event)
      if (waiting.length > mostWaiting) waiting.shift()
      wake()
    }
    const end = () => wake()
    this.#listeners.add(listener)
    signal.addEventListener('abort', end)
    try {
      while (!signal.aborted) {
        const next = waiting.shift()
        if (next !== undefined) yield next
        else {
          const { promise, resolve } = Promise.withResolvers<void>()
          wake = resolve
          if (!signal.aborted) await promise
        }
      }
    } finally {
      this.#listeners.delete(listener)
      signal.removeEventListener('abort', end)
    }
  }
}

const mostWaiting = 1_000
