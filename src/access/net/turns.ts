import { Limiter } from '../limiter.ts'

/**
 * One connection at a time to each peer (or as many as are allowed), and a bounded number in all: what a
 * polite client does. This machine's own services are asked side by side: one that hangs must not make
 * the others wait.
 */
export class Turns {
  readonly #limiter: Limiter
  readonly #perPeer: number
  readonly #peers = new Map<string, { readonly limiter: Limiter; tasks: number }>()

  constructor(count: number, perPeer = 1) {
    this.#limiter = new Limiter(count)
    this.#perPeer = perPeer
  }

  async run<T>(peer: string, task: () => Promise<T>): Promise<T> {
    if (isLoopback(peer)) return this.#limiter.run(task)
    const queue = this.#peers.get(peer) ?? { limiter: new Limiter(this.#perPeer), tasks: 0 }
    this.#peers.set(peer, queue)
    queue.tasks += 1
    try {
      return await queue.limiter.run(() => this.#limiter.run(task))
    } finally {
      queue.tasks -= 1
      // The last of a row leaves nothing behind.
      if (queue.tasks === 0) this.#peers.delete(peer)
    }
  }
}

function isLoopback(peer: string): boolean {
  return peer === '::1' || peer.startsWith('127.')
}
