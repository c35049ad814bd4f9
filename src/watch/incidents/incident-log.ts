import type { IncidentRow, Store } from '../../store/store.ts'
import { type Incident, incidentSchema } from './incident.ts'

/** The incidents, as the store keeps them. */
export function rowOf(incident: Incident): IncidentRow {
  const { id, key, state, lastSeenAt, overAt } = incident
  return { id, key, state, lastSeenAt, overAt, document: JSON.stringify(incident) }
}

/** Incidents that are not over, and those that were over since. Throws on what no Mailmedic wrote. */
export function currentIncidents(store: Store, overSince: number): Incident[] {
  return store.incidents.current(overSince).map(incidentOf)
}

/** The same, but only of this host: not those of the fleet that it is the centre of. */
export function ownIncidents(store: Store, overSince: number): Incident[] {
  return currentIncidents(store, overSince).filter(({ hosts }) => hosts === undefined)
}

/** Only those of the fleet. */
export function fleetIncidents(store: Store, overSince: number): Incident[] {
  return currentIncidents(store, overSince).filter(({ hosts }) => hosts !== undefined)
}

export function latestIncidents(store: Store, limit: number): Incident[] {
  return store.incidents.latest(limit).map(incidentOf)
}

export function incidentById(store: Store, id: number): Incident | undefined {
  const row = store.incidents.get(id)
  return row === undefined ? undefined : incidentOf(row)
}

/** Somebody is at it: noted with his name. Undefined: there is no such incident. */
export function acknowledge(
  store: Store,
  id: number,
  acknowledged: NonNullable<Incident['acknowledged']>,
): Incident | undefined {
  return store.transaction(() => {
    const incident = incidentById(store, id)
    if (incident === undefined) return undefined
    const { at, by, note } = acknowledged
    const known = { ...incident, acknowledged }
    store.incidents.put(rowOf(known))
    store.incidents.addEvent(id, { at, kind: 'acknowledged', who: by, text: note })
    return known
  })
}

function incidentOf({ document }: IncidentRow): Incident {
  return incidentSchema.parse(JSON.parse(document))
}
