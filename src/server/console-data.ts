import type { Clock } from '../access/clock.ts'
import type { Language } from '../knowledge/condition.ts'
import type { CheckReport } from '../report/schema.ts'
import type { Store } from '../store/store.ts'
import type { ConsoleEvent } from './console-event.ts'
import type { EventHub } from './event-hub.ts'

/** Something that will break, as far as its trend tells. */
export interface Forecast {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly title: string
  readonly because: string
  readonly severity: string
}

/** What the console shows, wherever it comes from: a watch that runs, or a capture that is replayed. */
export interface ConsoleData {
  /** demo: captures, without log-in, nothing can be changed. */
  readonly kind: 'live' | 'demo'
  readonly version: string
  readonly clock: Clock
  readonly store: Store
  readonly events: EventHub<ConsoleEvent>
  /** What the last look at the host saw, in words of that language; undefined: none yet. */
  latest(language: Language): CheckReport | undefined
  /** What will break if nothing is done, the soonest first. */
  forecasts(language: Language): Forecast[]
}
