import type { MuteRow, Store } from '../../store/store.ts'
import type { Change, ChangeKind, Incident } from '../incidents/incident.ts'
import { beginOf } from '../incidents/incident-lines.ts'
import { currentIncidents, incidentById, rowOf } from '../incidents/incident-log.ts'
import type { Alert } from './alert.ts'
import { type Channel, parseChannel } from './channel-settings.ts'
import { wants } from './routes.ts'

/**
 * Puts what changed into the queue of each channel that wants it. Part of the round's transaction. What a
 * mute kept back is told when the mute ends, if it is still wrong by then: a maintenance window must not
 * hide what it broke. "Over" is told to those who know that it was open, and to nobody else.
 */
export function announce(store: Store, host: string, changes: readonly Change[], at: number): void {
  const channels = store.channels.all().map(parseChannel)
  const mutes = store.mutes.all()
  const isSilent = (change: Change) => mutes.some((mute) => isMuted(mute, change))
  for (const change of changes) {
    const untold = incidentById(store, change.incident.id)?.untold
    if (change.kind === 'over') {
      if (untold !== 'opened') enqueue(store, host, channels, change)
      note(store, change.incident.id, undefined)
    } else if (isSilent(change)) note(store, change.incident.id, untold ?? change.kind)
    else if (untold === undefined) enqueue(store, host, channels, change)
  }
  for (const incident of currentIncidents(store, Number.MAX_SAFE_INTEGER)) {
    if (incident.untold === undefined || incident.state !== 'open') continue
    const late: Change = { kind: incident.untold, at, incident }
    if (isSilent(late)) continue
    enqueue(store, host, channels, late)
    note(store, incident.id, undefined)
  }
}

function enqueue(store: Store, host: string, channels: readonly Channel[], change: Change): void {
  const alert = alertOf(change, host)
  for (const { name: channel, route } of channels) {
    if (!wants(route, alert)) continue
    const { at: createdAt, incident } = change
    store.alerts.add({ incident: incident.id, channel, createdAt, document: JSON.stringify(alert) })
  }
}

/** Keeps what people are still to be told of an incident. */
function note(store: Store, id: number, untold: ChangeKind | undefined): void {
  const incident = incidentById(store, id)
  if (incident === undefined || incident.untold === untold) return
  const noted: Incident = { ...incident, untold }
  store.incidents.put(rowOf(noted))
}

/** A mute holds for a while, for all, a topic, a condition, or one thing that is wrong with one subject. */
export function isMuted({ scope, fromAt, untilAt }: MuteRow, { at, incident }: Change): boolean {
  if (at < fromAt || (untilAt !== undefined && at >= untilAt)) return false
  const { topic, condition } = incident.diagnosis
  return ['*', `topic:${topic}`, `condition:${condition}`, incident.key].includes(scope)
}

export function alertOf({ kind, at, incident }: Change, host: string): Alert {
  const { diagnosis } = incident
  const step = diagnosis.fix[0]
  return {
    id: `${host}-${incident.id}-${kind}-${at}`,
    kind,
    at,
    host,
    incident: incident.id,
    condition: diagnosis.condition,
    topic: diagnosis.topic,
    severity: incident.worst,
    title: diagnosis.title,
    because: diagnosis.because,
    impact: diagnosis.impact.text,
    ...(step === undefined
      ? {}
      : { firstStep: { do: step.do, ...(step.command === undefined ? {} : { command: step.command }) } }),
    since: beginOf(incident),
    ...(kind === 'over' && incident.overAt !== undefined
      ? { lasted: incident.overAt - beginOf(incident) }
      : {}),
  }
}
