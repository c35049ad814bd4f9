import type { MuteRow, Store } from '../../store/store.ts'
import { listOfHosts } from '../fleet/words.ts'
import type { Change, ChangeKind, Incident } from '../incidents/incident.ts'
import { beginOf } from '../incidents/incident-lines.ts'
import { currentIncidents, incidentById, rowOf } from '../incidents/incident-log.ts'
import type { Alert } from './alert.ts'
import { type Channel, parseChannel } from './channel-settings.ts'
import { sendDigests } from './digest.ts'
import { holdsAt } from './maintenance.ts'
import { heldUntil, wants } from './routes.ts'

const minute = 60_000

/**
 * Puts what changed into the queue of each channel that wants it. Part of the round's transaction. What a
 * mute kept back is told when the mute ends, if it is still wrong by then: a maintenance window must not
 * hide what it broke. "Over" is told to those who know that it was open, and to nobody else. What nobody
 * acknowledges is told to further channels, and each day there is a summary for those who want one.
 */
export function announce(store: Store, host: string, changes: readonly Change[], at: number): void {
  const channels = store.channels.all().map(parseChannel)
  const mutes = store.mutes.all()
  const isSilent = (change: Change) => mutes.some((mute) => isMuted(mute, change))
  for (const change of changes) {
    const untold = incidentById(store, change.incident.id)?.untold
    if (change.kind === 'over') {
      if (untold !== 'opened') tellAll(store, host, channels, change)
      note(store, change.incident.id, { untold: undefined })
    } else if (isSilent(change)) note(store, change.incident.id, { untold: untold ?? change.kind })
    else if (untold === undefined) tellAll(store, host, channels, change)
  }
  for (const incident of currentIncidents(store, Number.MAX_SAFE_INTEGER)) {
    if (incident.state !== 'open') continue
    const late: Change = { kind: incident.untold ?? 'opened', at, incident }
    if (isSilent(late)) continue
    if (incident.untold === undefined) escalate(store, host, channels, late)
    else {
      tellAll(store, host, channels, late)
      note(store, incident.id, { untold: undefined })
    }
  }
  sendDigests(store, host, channels, at)
}

/** Channels that wait for an acknowledgement hear of it only when they were told that it is open. */
function tellAll(store: Store, host: string, channels: readonly Channel[], change: Change): void {
  for (const channel of channels) {
    const isTold = change.incident.escalated?.includes(channel.name) === true
    if (channel.route.afterMinutes === undefined || isTold) enqueue(store, host, channel, change)
  }
}

/** Nobody has acknowledged it for as long as a channel waits: now that one is told. */
function escalate(store: Store, host: string, channels: readonly Channel[], change: Change): void {
  const { incident, at } = change
  if (incident.acknowledged !== undefined) return
  const { escalated = [], openedAt = at } = incident
  const late = channels.filter(
    ({ name, route: { afterMinutes } }) =>
      afterMinutes !== undefined && !escalated.includes(name) && at - openedAt >= afterMinutes * minute,
  )
  if (late.length === 0) return
  for (const channel of late) enqueue(store, host, channel, change)
  note(store, incident.id, { escalated: [...escalated, ...late.map(({ name }) => name)] })
}

function enqueue(store: Store, host: string, { name, route }: Channel, change: Change): void {
  const { at, incident, kind } = change
  const alert = alertOf(change, host)
  // A channel that does not work is told of by the others.
  const isItself = alert.condition === 'alert-channel-failing' && incident.diagnosis.subject === name
  if (isItself || !wants(route, alert)) return
  const held = heldUntil(route, alert.severity, at)
  // What began and ended while nobody was to be woken is in the summary, and in `incidents`.
  if (kind === 'over' && held !== undefined && store.alerts.withdraw(incident.id, name, at) > 0) return
  store.alerts.add({
    incident: incident.id,
    channel: name,
    createdAt: at,
    document: JSON.stringify(alert),
    ...(held === undefined ? {} : { notBefore: held }),
  })
}

/** Keeps what people are still to be told of an incident, or who was told. */
function note(
  store: Store,
  id: number,
  noted: { readonly untold?: ChangeKind | undefined } | Pick<Incident, 'escalated'>,
) {
  const incident = incidentById(store, id)
  if (incident !== undefined) store.incidents.put(rowOf({ ...incident, ...noted }))
}

/**
 * A mute holds for a while, for all, a topic, a condition, a host of a fleet (not for what others have, too),
 * or one thing that is wrong with one subject.
 */
export function isMuted(mute: MuteRow, { at, incident }: Change): boolean {
  const { topic, condition } = incident.diagnosis
  const hosts = incident.hosts?.length === 1 ? incident.hosts.map((host) => `host:${host}`) : []
  return (
    ['*', `topic:${topic}`, `condition:${condition}`, incident.key, ...hosts].includes(mute.scope) &&
    holdsAt(mute, at)
  )
}

export function alertOf({ kind, at, incident }: Change, host: string): Alert {
  const { diagnosis } = incident
  const step = diagnosis.fix[0]
  return {
    id: `${host}-${incident.id}-${kind}-${at}`,
    kind,
    at,
    // Of a fleet: the hosts that have it, not the one that tells of it.
    host: incident.hosts === undefined ? host : listOfHosts(incident.hosts, 'en'),
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
