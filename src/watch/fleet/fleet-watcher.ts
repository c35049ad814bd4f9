import type { Store } from '../../store/store.ts'
import { announce } from '../alerts/announce.ts'
import { advance } from '../incidents/advance.ts'
import { type Change, type Incident, keyOf } from '../incidents/incident.ts'
import { fleetIncidents, rowOf } from '../incidents/incident-log.ts'
import type { Observation } from '../incidents/observation.ts'
import type { Policy } from '../incidents/policy.ts'
import type { Fleet } from './fleet.ts'
import { type FleetDisease, type HostDisease, joinDiseases } from './same-disease.ts'
import { hostSilent, silenceDiagnosis } from './silence.ts'
import type { Language } from './words.ts'

const second = 1_000
const minute = 60 * second

/**
 * Each host has confirmed what it reports, and waited before it said "over". Only silence is the centre's
 * own observation: it is looked at twice.
 */
const fleetPolicy: Policy = {
  confirmAfter: ({ condition }) => (condition === hostSilent ? 10 * second : 0),
  clearFor: () => 0,
  returnsWithin: 60 * minute,
  standsBackFor: 0,
  settlesFor: 0,
  roundWhileWell: 15 * second,
  roundWhileIll: 15 * second,
}

interface FleetWatcherOptions {
  readonly fleet: Fleet
  readonly store: Store
  readonly centre: string
  readonly language: Language
}

/** Rounds over what the hosts report → incidents of the fleet → alerts; each is kept whole or not at all. */
export class FleetWatcher {
  readonly #fleet: Fleet
  readonly #store: Store
  readonly #centre: string
  readonly #language: Language

  /** `centre`: the name of the host that watches, for the summaries that channels get. */
  constructor({ fleet, store, centre, language }: FleetWatcherOptions) {
    this.#fleet = fleet
    this.#store = store
    this.#centre = centre
    this.#language = language
  }

  /** What people are told now. A suspicion is confirmed by the next round. `at`: milliseconds. */
  round(at: number): readonly Change[] {
    const diseases = joinDiseases([...this.#fleet.diseases(at), ...this.#silences(at)], this.#language)
    const hosts = new Map(diseases.map((one) => [keyOf(one.diagnosis), one.hosts]))
    return this.#store.transaction(() => {
      const before = fleetIncidents(this.#store, at - fleetPolicy.returnsWithin)
      const observation = observationOf(diseases, before, at)
      const advanced = advance(before, observation, fleetPolicy, this.#store.incidents.nextId())
      const withHosts = (one: Incident): Incident => ({
        ...one,
        hosts: [...new Set(hosts.get(one.key) ?? one.hosts ?? [])],
      })
      const changes = advanced.changes.map((change) => ({ ...change, incident: withHosts(change.incident) }))
      for (const incident of advanced.changed) this.#put(withHosts(incident), before)
      for (const id of advanced.dismissed) this.#store.incidents.remove(id)
      for (const { kind, incident } of changes)
        this.#store.incidents.addEvent(incident.id, {
          at,
          kind,
          who: 'mailmedic',
          text: incident.diagnosis.title,
        })
      announce(this.#store, this.#centre, changes, at)
      return changes
    })
  }

  /** Some wait for their second look. */
  get isSuspecting(): boolean {
    return fleetIncidents(this.#store, Number.MAX_SAFE_INTEGER).some(({ state }) => state === 'suspected')
  }

  /** Only what changed: that a thousand hosts are still ill is no news. */
  #put(incident: Incident, before: readonly Incident[]): void {
    const known = before.find(({ id }) => id === incident.id)
    if (known !== undefined && isSame(known, incident)) return
    this.#store.incidents.put(rowOf(incident))
    const added = (incident.hosts ?? []).filter((host) => known?.hosts?.includes(host) === false)
    if (added.length > 0)
      this.#store.incidents.addEvent(incident.id, {
        ...{ at: incident.lastSeenAt, kind: 'hosts-joined', who: 'mailmedic' },
        text: added.join(', '),
      })
  }

  #silences(at: number): HostDisease[] {
    return this.#fleet.silences(at).map((silence) => ({
      host: silence.host,
      diagnosis: silenceDiagnosis(silence, at, this.#language),
      beganAt: silence.lastAt,
      isOpen: true,
    }))
  }
}

/** Hosts that are silent keep what they last said: it could not be told that it is over. */
function observationOf(
  diseases: readonly FleetDisease[],
  before: readonly Incident[],
  at: number,
): Observation {
  const problems = diseases.map(({ diagnosis }) => diagnosis)
  return {
    at,
    problems,
    seen: new Set(problems.map(keyOf)),
    untold: new Set(),
    asked: new Set(
      [...problems, ...before.map(({ diagnosis }) => diagnosis)].map(({ condition }) => condition),
    ),
  }
}

function isSame(one: Incident, other: Incident): boolean {
  const shape = ({ diagnosis, ...incident }: Incident) =>
    JSON.stringify({ ...incident, lastSeenAt: 0, diagnosis: { ...diagnosis, because: '' } })
  return shape(one) === shape(other)
}
