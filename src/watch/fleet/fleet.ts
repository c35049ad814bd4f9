import type { AgentIncidentRow, AgentRow } from '../../store/fleet-store.ts'
import type { Store } from '../../store/store.ts'
import { type Incident, incidentSchema } from '../incidents/incident.ts'
import { beginOf } from '../incidents/incident-lines.ts'
import { type AgentReport, type AgentStatus, agentReportSchema, type Item, type Receipt } from './report.ts'
import type { HostDisease } from './same-disease.ts'
import { type Silence, silentAfter } from './silence.ts'

/** Over for longer: it tells no more what belongs together. */
const keptMilliseconds = 60 * 60_000
const hourMilliseconds = 3_600_000
/** As long as a host keeps its own hours. */
const figuresMilliseconds = 400 * 24 * hourMilliseconds

/** A host that speaks for itself, and how it is. */
export interface FleetHost {
  readonly id: string
  readonly host: string
  readonly reportedAt: number
  readonly status: AgentStatus
  readonly isSilent: boolean
  readonly incidents: readonly Incident[]
}

/** A token that is another's spoke for this host: refused. */
export class OtherTokenError extends Error {
  override readonly name = 'OtherTokenError'
}

/**
 * What a centre knows of its hosts. The store is the truth; here is what each round needs of it, so that a
 * thousand hosts cost no thousand readings. Times are milliseconds since 1970 UTC.
 */
export class Fleet {
  readonly #store: Store
  /** Silence is counted from then on at the earliest: nobody could report before. */
  readonly #beganAt: number
  readonly #agents = new Map<string, AgentRow>()
  readonly #statuses = new Map<string, AgentStatus>()
  readonly #incidents = new Map<string, Map<number, Incident>>()
  #changed = true
  #tidiedAt = Number.NEGATIVE_INFINITY

  constructor(store: Store, now: number) {
    this.#store = store
    this.#beganAt = now
    for (const row of store.fleet.agents()) {
      this.#agents.set(row.id, row)
      this.#statuses.set(row.id, statusSchema.parse(JSON.parse(row.document)))
    }
    for (const { agent, document } of store.fleet.incidents(now - keptMilliseconds))
      this.#remember(agent, incidentSchema.parse(JSON.parse(document)))
  }

  /** Something was reported since the last call. */
  get changed(): boolean {
    const was = this.#changed
    this.#changed = false
    return was
  }

  /**
   * Keeps a report, whole or not at all, and each batch once. `token`: the name of the one that was shown.
   * Throws `OtherTokenError`, and what the store throws.
   */
  take(report: AgentReport, token: string, now: number): Receipt {
    const id = `${report.agent} ${report.host}`
    const before = this.#agents.get(id)
    if (before !== undefined && before.token !== token)
      throw new OtherTokenError(`${report.host} reports with another token`)
    const isAnew = before === undefined || report.stream > before.stream
    if (before !== undefined && report.stream < before.stream) return receiptOf(before)
    const sequence = isAnew ? 0 : before.sequence
    // One that is kept already, or that comes after one that is missing, changes nothing: the receipt says so.
    const batch = report.batch?.sequence === sequence + 1 ? report.batch : undefined
    const row: AgentRow = {
      ...{ id, host: report.host, token, stream: report.stream },
      sequence: batch?.sequence ?? sequence,
      batch: batch?.id ?? (isAnew ? '' : before.batch),
      firstAt: before?.firstAt ?? now,
      reportedAt: now,
      document: JSON.stringify(report.status),
    }
    this.#store.transaction(() => {
      if (isAnew) this.#store.fleet.clearAgent(id)
      this.#store.fleet.putAgent(row)
      for (const item of batch?.items ?? []) this.#write(id, item)
    })
    this.#agents.set(id, row)
    this.#statuses.set(id, report.status)
    if (isAnew) this.#incidents.delete(id)
    for (const item of batch?.items ?? []) if (item.kind === 'incident') this.#remember(id, item.incident)
    this.#changed ||= batch !== undefined || isAnew
    return receiptOf(row)
  }

  /** A host that is no more. False: there is none. */
  forget(id: string): boolean {
    const was = this.#store.transaction(() => this.#store.fleet.removeAgent(id))
    this.#drop(id)
    return was
  }

  /** Hosts that another process has taken out of the store. */
  dropForgotten(): void {
    const kept = new Set(this.#store.fleet.agents().map(({ id }) => id))
    for (const id of this.#agents.keys()) if (!kept.has(id)) this.#drop(id)
  }

  /** Forgets what is too old; once an hour. */
  tidy(now: number): void {
    if (now - this.#tidiedAt < hourMilliseconds) return
    this.#tidiedAt = now
    this.#store.transaction(() => this.#store.fleet.forget(now - figuresMilliseconds))
  }

  hosts(now: number): FleetHost[] {
    return [...this.#agents.values()].map(({ id, host, reportedAt }) => ({
      id,
      host,
      reportedAt,
      status: this.#statusOf(id),
      isSilent: this.#isSilent(id, reportedAt, now),
      incidents: [...(this.#incidents.get(id)?.values() ?? [])],
    }))
  }

  /** Every root cause that a host has, or had until an hour ago. */
  diseases(now: number): HostDisease[] {
    return [...this.#agents.values()].flatMap(({ id, host }) => {
      const own = this.#incidents.get(id)
      if (own === undefined) return []
      for (const [number, { overAt }] of own) if ((overAt ?? now) < now - keptMilliseconds) own.delete(number)
      return [...own.values()].filter(isOfItself).map((incident) => ({
        host,
        diagnosis: incident.diagnosis,
        beganAt: beginOf(incident),
        isOpen: incident.state === 'open',
      }))
    })
  }

  silences(now: number): Silence[] {
    return [...this.#agents.values()]
      .filter(({ id, reportedAt }) => this.#isSilent(id, reportedAt, now))
      .map(({ id, host, reportedAt }) => ({
        host,
        lastAt: reportedAt,
        everySeconds: this.#statusOf(id).everySeconds,
      }))
  }

  #drop(id: string): void {
    this.#agents.delete(id)
    this.#statuses.delete(id)
    this.#incidents.delete(id)
    this.#changed = true
  }

  #isSilent(id: string, reportedAt: number, now: number): boolean {
    return now - Math.max(reportedAt, this.#beganAt) > silentAfter(this.#statusOf(id).everySeconds)
  }

  #statusOf(id: string): AgentStatus {
    return this.#statuses.get(id) ?? { version: '', software: [], everySeconds: 10 }
  }

  #write(agent: string, item: Item): void {
    const { fleet } = this.#store
    if (item.kind === 'incident') fleet.putIncident(rowOf(agent, item.incident))
    else fleet.putFigure(agent, item)
  }

  #remember(agent: string, incident: Incident): void {
    const own = this.#incidents.get(agent) ?? new Map<number, Incident>()
    own.set(incident.id, incident)
    this.#incidents.set(agent, own)
  }
}

const statusSchema = agentReportSchema.shape.status

function receiptOf({ stream, sequence, batch }: AgentRow): Receipt {
  return { schema: 'mailmedic.agent-receipt/1', stream, acknowledged: sequence, batch }
}

function rowOf(agent: string, incident: Incident): AgentIncidentRow {
  const { id, state, overAt } = incident
  return { agent, id, state, overAt, document: JSON.stringify(incident) }
}

/** Not a part of another, and not what the host says of the centre itself. */
function isOfItself({ joined, diagnosis }: Incident): boolean {
  return joined === undefined && diagnosis.condition !== 'centre-away'
}
