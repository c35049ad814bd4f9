import type { Clock } from '../../access/clock.ts'

/** How many failures are free, and how long it gets after them. */
export interface ThrottleRule {
  readonly free: number
  readonly longestMilliseconds: number
}

interface Tries {
  readonly count: number
  readonly until: number
  readonly at: number
}

const forgottenAfter = 60 * 60_000
const mostKeys = 10_000

/** After some failures, each further one doubles the wait: per account, per network. Bounded memory. */
export class Throttle {
  readonly #clock: Clock
  readonly #tries = new Map<string, Tries>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Milliseconds until the next try is taken; 0: now. */
  wait(key: string): number {
    const tries = this.#tries.get(key)
    return tries === undefined ? 0 : Math.max(0, tries.until - this.#clock.now())
  }

  /** A try begins: counted as failed until `succeed` says otherwise, so that a hundred at once count. */
  begin(key: string, { free, longestMilliseconds }: ThrottleRule): void {
    const now = this.#clock.now()
    const before = this.#tries.get(key)
    const count = before === undefined || now - before.at > forgottenAfter ? 1 : before.count + 1
    const delay = count <= free ? 0 : Math.min(longestMilliseconds, 1_000 * 2 ** (count - free - 1))
    this.#tries.delete(key)
    this.#tries.set(key, { count, until: now + delay, at: now })
    const oldest = this.#tries.keys().next()
    if (this.#tries.size > mostKeys && !oldest.done) this.#tries.delete(oldest.value)
  }

  succeed(key: string): void {
    this.#tries.delete(key)
  }
}

/** The network of an address: what one attacker has many of. IPv4 /24, IPv6 /56. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain.split('.').slice(0, 3).join('.')
  const [head = '', tail] = plain.toLowerCase().split('%', 1)[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
  const first = groups
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join('')
  return `${first.slice(0, 14)}/56`
}
