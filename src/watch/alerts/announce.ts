import type { MuteRow, Store } from '../../store/store.ts'
import type { Change } from '../incidents/incident.ts'
import { beginOf } from '../incidents/incident-lines.ts'
import type { Alert } from './alert.ts'
import { parseChannel } from './channel-settings.ts'
import { wants } from './routes.ts'

/** Puts what changed into the queue of each channel that wants it. Part of the round's transaction. */
export function announce(store: Store, host: string, changes: readonly Change[]): void {
  if (changes.length === 0) return
  const channels = store.channels.all().map(parseChannel)
  const mutes = store.mutes.all()
  for (const change of changes) {
    if (mutes.some((mute) => isMuted(mute, change))) continue
    const alert = alertOf(change, host)
    for (const channel of channels) {
      if (!wants(channel.route, alert)) continue
      const { id: incident } = change.incident
      store.alerts.add({
        incident,
        channel: channel.name,
        createdAt: change.at,
        document: JSON.stringify(alert),
      })
    }
  }
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
