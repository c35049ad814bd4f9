import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../access/clock.ts'
import type { Store } from '../store/store.ts'
import { type AlertOutcome, type Carry, sendDue } from './alerts/outbox.ts'
import type { Change } from './incidents/incident.ts'
import type { Watcher } from './watcher.ts'

export interface ServeOptions {
  readonly watcher: Watcher
  readonly store: Store
  readonly clock: Clock
  readonly carry: Carry
  readonly signal: AbortSignal
  /** Something happened that is worth a line in the daemon's own log. */
  readonly tell: (event: ServeEvent) => void
}

export type ServeEvent =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'alert'; readonly outcome: AlertOutcome }
  | { readonly kind: 'round-failed'; readonly error: unknown }

const shortestPause = 500
const longestPause = 5_000

/** Looks and tells until the signal. A slow channel does not keep the next look waiting. */
export async function serve(options: ServeOptions): Promise<void> {
  await Promise.all([lookOn(options), sendOn(options)])
}

async function lookOn({ watcher, clock, signal, tell }: ServeOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const change of await watcher.round()) tell({ kind: 'change', change })
    } catch (error) {
      // A full disk under the store, a bug: the watch goes on, and says so.
      tell({ kind: 'round-failed', error })
    }
    await pause(Math.max(shortestPause, watcher.nextRoundAt() - clock.now()), signal)
  }
}

async function sendOn({ store, clock, carry, signal, tell }: ServeOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      for (const outcome of await sendDue(store, clock, carry)) tell({ kind: 'alert', outcome })
    } catch (error) {
      tell({ kind: 'round-failed', error })
    }
    await pause(shortestPause, signal)
  }
}

/** Until then, or until the signal. In steps, so that a clock that jumps does not stretch it. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !signal.aborted; left -= longestPause) {
    await setTimeout(Math.min(left, longestPause), undefined, { signal }).catch(() => undefined)
  }
}
