import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../access/clock.ts'
import type { Store } from '../store/store.ts'
import type { Alarm } from './alarm.ts'
import { type AlertOutcome, type Carry, sendDue } from './alerts/outbox.ts'
import { Allowance } from './allowance.ts'
import { saidOnce } from './failures.ts'
import type { Change } from './incidents/incident.ts'
import type { Watcher } from './watcher.ts'

export interface ServeOptions {
  readonly watcher: Watcher
  readonly alarm: Alarm
  readonly store: Store
  readonly clock: Clock
  readonly carry: Carry
  readonly signal: AbortSignal
  /** Something happened that is worth a line in the daemon's own log. */
  readonly tell: (event: ServeEvent) => void
}

export type ServeEvent =
  | { readonly kind: 'change'; readonly change: Change }
  /** A look at the host was completed. */
  | { readonly kind: 'looked'; readonly milliseconds: number }
  | { readonly kind: 'alert'; readonly outcome: AlertOutcome }
  | { readonly kind: 'failed'; readonly error: unknown }

const shortestPause = 500
const pauseWithoutStore = 5_000

/** Looks and tells until the signal. A slow channel does not keep the next look waiting. */
export async function serve(options: ServeOptions): Promise<void> {
  await Promise.all([lookOn(options), sendOn(options)])
}

async function lookOn({ watcher, alarm, clock, signal, tell }: ServeOptions): Promise<void> {
  const allowance = new Allowance()
  const fail = saidOnce((error) => tell({ kind: 'failed', error }))
  let rang = false
  while (!signal.aborted) {
    const startedAt = performance.now()
    const before = process.cpuUsage()
    try {
      for (const change of await watcher.round(rang)) tell({ kind: 'change', change })
      tell({ kind: 'looked', milliseconds: performance.now() - startedAt })
    } catch (error) {
      // A full disk under the store, a bug: the watch goes on, and says so.
      fail(error)
    }
    // By processor time: on a busy host a look takes long because it waits, and that is when trouble is near.
    const { user, system } = process.cpuUsage(before)
    const rest = allowance.spend((user + system) / 1_000, performance.now())
    const next = pauseBefore(watcher, clock)
    rang = await alarm.wait(Math.min(rest, next), next, signal)
  }
}

/** In milliseconds. */
function pauseBefore(watcher: Watcher, clock: Clock): number {
  try {
    return Math.max(shortestPause, watcher.nextRoundAt() - clock.now())
  } catch {
    // The store is away: the round itself will say so.
    return pauseWithoutStore
  }
}

async function sendOn({ store, clock, carry, signal, tell }: ServeOptions): Promise<void> {
  const fail = saidOnce((error) => tell({ kind: 'failed', error }))
  while (!signal.aborted) {
    try {
      for (const outcome of await sendDue(store, clock, carry)) tell({ kind: 'alert', outcome })
    } catch (error) {
      fail(error)
    }
    await setTimeout(shortestPause, undefined, { signal }).catch(() => undefined)
  }
}
