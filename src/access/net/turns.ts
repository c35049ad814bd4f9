import { Limiter } from '../limiter.ts'

/**
 * One connection at a time to each peer, and a bounded number in all: what a polite client does. This
 * machine's own services are asked side by side: one that hangs must not make the others wait.
 */
export class Turns {
  readonly #limiter: Limiter
  readonly #last = new Map<string, Promise<unknown>>()

  constructor(count: number) {
    this.#limiter = new Limiter(count)
  }

  run<T>(peer: string, task: () => Promise<T>): Promise<T> {
    if (isLoopback(peer)) return this.#limiter.run(task)
    const before = this.#last.get(peer) ?? Promise.resolve()
    const mine = before.then(() => this.#limiter.run(task))
    const settled = mine.then(
      () => {},
      () => {},
    )
    this.#last.set(peer, settled)
    // The last of a row leaves nothing behind.
    return mine.finally(() => {
      if (this.#last.get(peer) === settled) this.#last.delete(peer)
    })
  }
}

function isLoopback(peer: string): boolean {
  return peer === '::1' || peer.startsWith('127.')
}
