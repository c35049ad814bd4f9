import { templateOf } from '../template.ts'
import type { FollowEvent } from './event.ts'

const windowMilliseconds = 10_000
/** Of one kind within a window; an attack or a broken milter writes hundreds. */
const mostAlike = 5
const mostKinds = 1_000

interface Window {
  readonly began: number
  readonly example: FollowEvent
  count: number
}

/** How many events like `example` were not shown. */
export interface Withheld {
  readonly example: FollowEvent
  readonly count: number
}

/** Keeps a flood of like events from hiding all others: the first few of each kind are shown, the rest counted. */
export class Calm {
  readonly #windows = new Map<string, Window>()

  /** Whether to show it; `now`: milliseconds of any steady clock. Deliveries are always shown. */
  shows(event: FollowEvent, now: number): boolean {
    if (event.kind === 'delivered' || event.queueId !== undefined) return true
    const key = `${event.kind} ${event.reason ?? `${event.program} ${templateOf(event.text ?? '')}`}`
    const window = this.#windows.get(key)
    if (window === undefined) {
      if (this.#windows.size < mostKinds) this.#windows.set(key, { began: now, example: event, count: 1 })
      return true
    }
    window.count++
    return window.count <= mostAlike
  }

  /** Windows that are over by `now`, with what they withheld. */
  over(now: number): Withheld[] {
    const withheld: Withheld[] = []
    for (const [key, { began, example, count }] of this.#windows) {
      if (now - began < windowMilliseconds) continue
      this.#windows.delete(key)
      if (count > mostAlike) withheld.push({ example, count: count - mostAlike })
    }
    return withheld
  }
}
