import type { FleetStore, ReportStore } from './fleet-store.ts'
import type { HistoryStore, LogPositionStore } from './history-store.ts'

/**
 * What was seen before, behind one port, so that a fleet can keep it elsewhere. Documents are JSON texts
 * of those who wrote them: the store does not look inside. Times are milliseconds since 1970 UTC.
 */
export interface Store {
  readonly incidents: IncidentStore
  readonly alerts: AlertStore
  readonly channels: ChannelStore
  readonly mutes: MuteStore
  readonly history: HistoryStore
  readonly logPositions: LogPositionStore
  readonly notes: NoteStore
  /** Of a centre: what its hosts report. */
  readonly fleet: FleetStore
  /** Of a host that reports to a centre. */
  readonly reports: ReportStore
  /** All that `work` writes, or nothing. Not to be nested. */
  transaction<T>(work: () => T): T
  close(): void
}

export interface IncidentRow {
  readonly id: number
  readonly key: string
  readonly state: string
  readonly lastSeenAt: number
  readonly overAt: number | undefined
  readonly document: string
}

export interface IncidentEventRow {
  readonly at: number
  readonly kind: string
  /** A person, or `mailmedic`. */
  readonly who: string
  readonly text: string
}

export interface IncidentStore {
  /** Those that are not over, and those over since `overSince` or later; oldest first. */
  current(overSince: number): IncidentRow[]
  /** Latest first. */
  latest(limit: number): IncidentRow[]
  get(id: number): IncidentRow | undefined
  put(row: IncidentRow): void
  remove(id: number): void
  nextId(): number
  addEvent(incident: number, event: IncidentEventRow): void
  /** In the order in which they happened. */
  events(incident: number): IncidentEventRow[]
  /** Forgets those that were over before; returns how many. */
  forget(overBefore: number): number
}

export interface AlertRow {
  readonly id: number
  /** Missing: not about an incident (a test, a digest). */
  readonly incident: number | undefined
  readonly channel: string
  readonly createdAt: number
  readonly nextTryAt: number
  readonly tries: number
  readonly lastError: string | undefined
  readonly document: string
}

/** Alerts that are still to be sent: a queue that outlives a restart. */
export interface AlertStore {
  /** Not before `notBefore`, where that is given, nor before what failed in the same channel. */
  add(
    alert: Pick<AlertRow, 'incident' | 'channel' | 'createdAt' | 'document'> & {
      readonly notBefore?: number
    },
  ): void
  /** Takes back what was not tried yet and is not due at `at`; returns how many there were. */
  withdraw(incident: number, channel: string, at: number): number
  /** Due now, oldest first. */
  due(at: number, limit: number): AlertRow[]
  /** When the next one is due; undefined: none waits. */
  nextAt(): number | undefined
  waiting(): number
  sent(id: number): void
  /** Those behind it in the same channel wait as long. */
  failed(id: number, error: string, nextTryAt: number): void
}

export interface ChannelRow {
  readonly name: string
  readonly kind: string
  readonly document: string
  /** Kept apart: nothing that prints channels reads it. */
  readonly secret: string
}

export interface ChannelStore {
  all(): Omit<ChannelRow, 'secret'>[]
  /** With its secret: only for sending. */
  get(name: string): ChannelRow | undefined
  put(row: ChannelRow): void
  remove(name: string): boolean
}

export interface MuteRow {
  readonly id: number
  /** `*`, `topic:…`, `condition:…`, `host:…` or an incident's key. */
  readonly scope: string
  readonly fromAt: number
  /** Missing: until somebody ends it. */
  readonly untilAt: number | undefined
  readonly who: string
  readonly reason: string
  /** A document: it holds again and again, within that time. Missing: it holds all of that time. */
  readonly repeats?: string
}

export interface MuteStore {
  all(): MuteRow[]
  /** Returns its number. */
  add(mute: Omit<MuteRow, 'id'>): number
  remove(id: number): boolean
}

/** Small things that outlive a restart, each under one name. */
export interface NoteStore {
  get(name: string): string | undefined
  put(name: string, document: string): void
  remove(name: string): void
}
