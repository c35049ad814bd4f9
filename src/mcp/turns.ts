/** So many questions wait at most; an assistant that asks more has lost its way. */
const mostWaiting = 16
/** A question over the logs of a busy relay takes a minute. */
const longestMilliseconds = 5 * 60_000

/** One question after the other: each may read gigabytes of logs or open many connections. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Does `work` when all before it are done; rejects when too many wait, it takes too long, or `signal`. */
  async take<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#waiting >= mostWaiting) throw new Error('too many questions at once: wait for the answers')
    this.#waiting++
    const before = this.#last
    const turn = before.then(() => {
      signal.throwIfAborted()
      return work()
    })
    // The next waits for the work itself, even where nobody waits for its answer any more.
    this.#last = turn.catch(() => undefined)
    try {
      return await Promise.race([
        turn,
        ended(AbortSignal.any([signal, AbortSignal.timeout(longestMilliseconds)])),
      ])
    } finally {
      this.#waiting--
    }
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new Error('it took too long, or was called off'))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
