import type { z } from 'zod'
import type { Clock } from '../access/clock.ts'
import type { Language } from '../knowledge/condition.ts'
import type { OwnSetup, ReadOwnSetup } from '../own-setup/declaration.ts'
import type { logsReportSchema } from '../report/logs-schema.ts'
import type { CheckReport } from '../report/schema.ts'
import type { ChannelRow, Store } from '../store/store.ts'
import type { Fleet } from '../watch/fleet/fleet.ts'
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
  /** What the logs of the last day count. */
  logs(signal: AbortSignal): Promise<LogsReport>
  /** Examines a capture of another host. Nothing of it is kept. */
  examine(capture: Uint8Array, language: Language, signal: AbortSignal): Promise<CheckReport>
}

export type LogsReport = z.infer<typeof logsReportSchema>

/** Looks at domains from outside: one at a time, and no domain again and again. */
export interface ProbeDesk {
  /** What is running now. */
  readonly running: { readonly domain: string; readonly done: number; readonly total: number } | undefined
  /** Domains that were looked at, with what was seen, without the whole. */
  kept(): ProbeSummary[]
  latest(domain: string, language: Language): CheckReport | undefined
  history(domain: string): ProbeMoment[]
  /** Returns the domain as the DNS writes it. Throws `ApiError`: no domain, busy, too soon. */
  begin(domain: string): string
}

export interface ProbeMoment {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly verdict: CheckReport['verdict']
  /** Conditions that were a problem. */
  readonly problems: readonly string[]
}

export interface ProbeSummary extends ProbeMoment {
  readonly domain: string
}

/** What the owner of the host declares about it, and the file that keeps that. */
export interface OwnSetupDesk {
  /** Where it is kept, on the host. */
  readonly path: string
  /** Nothing declared where there is no file. Throws `ApiError` where it cannot be read. */
  read(): OwnSetupFile
  /** The old file is kept beside it. Throws `ApiError`: it cannot be written. */
  write(setup: OwnSetup): void
}

export interface OwnSetupFile {
  /** Of the text as it is: who changes it says which one he has seen. */
  readonly revision: string
  readonly read: ReadOwnSetup
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
  /** Domains that are the host's own, as the last look knows them. */
  ownDomains(): readonly string[]
  /** Missing: nothing can be looked at from here. */
  readonly probes?: ProbeDesk
  /** Sends a test at once; undefined: the other side took it; else what went wrong. Missing: not from here. */
  testChannel?(channel: ChannelRow): Promise<string | undefined>
  /** Missing: nothing can be declared from here. */
  readonly ownSetup?: OwnSetupDesk
  /** Of a centre: the hosts that report to it. */
  readonly fleet?: Fleet
  /** Only of a demo. */
  readonly recordings?: Recordings
}
