import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../access/clock.ts'
import { saidOnce } from '../failures.ts'
import type { ServeEvent } from '../serve.ts'
import type { Fleet } from './fleet.ts'
import type { FleetWatcher } from './fleet-watcher.ts'

export interface FleetRunning {
  readonly fleet: Fleet
  readonly watcher: FleetWatcher
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly tell: (event: ServeEvent) => void
}

const pauseMilliseconds = 2_000
/** Silence is seen without a report. */
const atLeastEvery = 10_000

/** Watches the hosts that report here, until the signal: soon after one has said something new. */
export async function runFleet({ fleet, watcher, clock, signal, tell }: FleetRunning): Promise<void> {
  const fail = saidOnce((error) => tell({ kind: 'failed', error }))
  let lastAt = Number.NEGATIVE_INFINITY
  let again = false
  while (!signal.aborted) {
    try {
      if (fleet.changed || again || performance.now() - lastAt >= atLeastEvery) {
        lastAt = performance.now()
        fleet.dropForgotten()
        fleet.tidy(clock.now())
        again = true
        for (const change of watcher.round(clock.now())) tell({ kind: 'change', change })
        again = watcher.isSuspecting
      }
    } catch (error) {
      // The store is away, or full: the round is made again.
      fail(error)
    }
    await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}
