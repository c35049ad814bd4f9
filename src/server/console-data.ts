import type { Clock } from '../access/clock.ts'
import type { Language } from '../knowledge/condition.ts'
import type { CheckReport } from '../report/schema.ts'
import type { Store } from '../store/store.ts'
import type { Explained } from './api/explain-schema.ts'
import type { MailsFound } from './api/messages-schema.ts'
import type { ConsoleEvent } from './console-event.ts'
import type { EventHub } from './event-hub.ts'
import type { TraceOptions } from './mail-question.ts'

/** Something that will break, as far as its trend tells. */
export interface Forecast {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly title: string
  readonly because: string
  readonly severity: string
}

/** Of a demo: recorded servers, one of which is shown. */
export interface Recordings {
  readonly names: readonly string[]
  readonly current: string
  play(name: string): Promise<void>
}

/** What is looked up when somebody asks. Throws `ApiError` where that takes too long, or is too much. */
export interface HostQuestions {
  /** Finds mails in the logs of the host. */
  trace(options: TraceOptions, language: Language, signal: AbortSignal): Promise<MailsFound>
  /** A text, or a mail as it is (then it has a name). Nothing of it is kept. */
  explain(input: ExplainInput, language: Language): Promise<Explained>
}

export interface ExplainInput {
  readonly name?: string
  readonly bytes: Uint8Array
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
  readonly questions: HostQuestions
  /** Only of a demo. */
  readonly recordings?: Recordings
}
