import { Limiter } from '../limiter.ts'

/** No mail server has more ports than this. */
const ownConnections = 16

export interface TurnsOptions {
  /** Connections to others, in all. */
  readonly count: number
  /** Connections to one of them; default: 1. */
  readonly perPeer?: number
  /** Whether an address is this machine's own; the loopback always is. */
  readonly isOwn?: (peer: string) => boolean
}

/**
 * One connection at a time to each peer (or as many as are allowed), and a bounded number in all: what a
 * polite client does. This machine's own services are asked side by side: one that hangs must not make
 * the others wait.
 */
export class Turns {
  readonly #others: Limiter
  readonly #own = new Limiter(ownConnections)
  readonly #perPeer: number
  readonly #isOwn: (peer: string) => boolean
  readonly #peers = new Map<string, { readonly limiter: Limiter; tasks: number }>()

  constructor({ count, perPeer = 1, isOwn = () => false }: TurnsOptions) {
    this.#others = new Limiter(count)
    this.#perPeer = perPeer
    this.#isOwn = isOwn
  }

  async run<T>(peer: string, task: () => Promise<T>): Promise<T> {
    if (isLoopback(peer) || this.#isOwn(peer)) return this.#own.run(task)
    const queue = this.#peers.get(peer) ?? { limiter: new Limiter(this.#perPeer), tasks: 0 }
    this.#peers.set(peer, queue)
    queue.tasks += 1
    try {
      return await queue.limiter.run(() => this.#others.run(task))
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
