import type { ReportedDiagnosis } from '../../report/schema.ts'
import { type Change, type ChangeKind, type Incident, isGraver, keyOf } from './incident.ts'
import { mayStillBe, type Observation } from './observation.ts'
import type { Policy } from './policy.ts'
import { standingBack } from './standing-back.ts'

export interface Advanced {
  /** Incidents that are new or not as they were. A suspicion that vanished is in `dismissed`. */
  readonly changed: readonly Incident[]
  readonly dismissed: readonly number[]
  readonly changes: readonly Change[]
}

/**
 * One round of looking moves the incidents on. Pure. `incidents`: all that are not over, and those that
 * were over so short a time ago that they can come back (`policy.returnsWithin`).
 */
export function advance(
  incidents: readonly Incident[],
  observation: Observation,
  policy: Policy,
  nextId: number,
): Advanced {
  const round = new Round(incidents, observation, policy, nextId)
  for (const diagnosis of observation.problems) round.see(diagnosis)
  for (const incident of incidents) round.miss(incident)
  return round.result()
}

class Round {
  readonly #before: readonly Incident[]
  readonly #observation: Observation
  readonly #policy: Policy
  readonly #now = new Map<number, Incident>()
  readonly #met = new Set<number>()
  readonly #dismissed: number[] = []
  readonly #changes: Change[] = []
  #nextId: number

  constructor(before: readonly Incident[], observation: Observation, policy: Policy, nextId: number) {
    this.#before = before
    this.#observation = observation
    this.#policy = policy
    this.#nextId = nextId
    for (const incident of before) this.#now.set(incident.id, incident)
  }

  see(diagnosis: ReportedDiagnosis): void {
    const key = keyOf(diagnosis)
    const explained = diagnosis.explains.filter(({ confirmed }) => confirmed).map(keyOf)
    const symptoms = [...explained, ...(this.#observation.cameTrue?.get(key) ?? [])]
    const known = this.#find((incident) => isActive(incident) && incident.key === key)
    if (known === undefined && this.#isLeftover(key, diagnosis.condition)) return
    const taken = this.#takenFor(key, symptoms)
    const incident = known ?? taken[0] ?? this.#returning(key) ?? this.#suspect(diagnosis)
    for (const other of taken) if (other.id !== incident.id) this.#join(other, incident)
    this.#update(incident, diagnosis, symptoms)
  }

  /** An incident that this round did not meet: is it over, or only out of sight? */
  miss(before: Incident): void {
    const incident = this.#now.get(before.id)
    if (incident === undefined || this.#met.has(incident.id) || !isActive(incident)) return
    if (mayStillBe(incident, this.#observation)) return
    const { at } = this.#observation
    if (incident.state === 'suspected') this.#dismiss(incident)
    else this.#clear(incident, notAfter(at, incident.clearSince ?? at))
  }

  result(): Advanced {
    const before = new Set(this.#before)
    const changed = [...this.#now.values()].filter((incident) => !before.has(incident))
    return { changed, dismissed: this.#dismissed, changes: this.#changes }
  }

  #clear(incident: Incident, clearSince: number): void {
    const isOver = this.#observation.at - clearSince >= this.#policy.clearFor(incident.returns)
    if (!isOver) {
      this.#put({ ...incident, clearSince })
      return
    }
    const ended: Incident = { ...incident, state: 'over', clearSince, overAt: clearSince }
    this.#put(ended)
    this.#tell('over', ended)
  }

  /** A suspicion that the next round does not share: nobody was told of it, nobody hears that it is gone. */
  #dismiss(incident: Incident): void {
    if (incident.returns > 0) {
      this.#put({ ...incident, state: 'over', overAt: this.#observation.at })
      return
    }
    this.#now.delete(incident.id)
    this.#dismissed.push(incident.id)
  }

  /**
   * A symptom that outlives its cause: mail still waits for its retry. It neither keeps the incident open
   * nor begins one of its own, until it has lasted for too long to be that.
   */
  #isLeftover(key: string, condition: string): boolean {
    const lingers = this.#policy.lingers?.(condition) ?? true
    return [...this.#now.values()].some(
      (one) =>
        one.key !== key && one.members.includes(key) && (isActive(one) || (lingers && this.#isRecent(one))),
    )
  }

  #isRecent({ overAt }: Incident): boolean {
    return overAt !== undefined && this.#observation.at - overAt < this.#policy.returnsWithin
  }

  /** Active incidents of what turns out to be a symptom of this, the oldest first. */
  #takenFor(key: string, symptoms: readonly string[]): Incident[] {
    return [...this.#now.values()]
      .filter((one) => isActive(one) && one.key !== key && symptoms.includes(one.key))
      .toSorted((a, b) => a.firstSeenAt - b.firstSeenAt)
  }

  #returning(key: string): Incident | undefined {
    const { at } = this.#observation
    const earlier = this.#find(
      (one) => one.state === 'over' && one.joined === undefined && one.key === key && this.#isRecent(one),
    )
    if (earlier === undefined) return undefined
    return {
      ...earlier,
      state: 'suspected',
      returns: earlier.returns + 1,
      suspectedAt: at,
      openedAt: undefined,
      overAt: undefined,
      clearSince: undefined,
      acknowledged: undefined,
      escalated: undefined,
    }
  }

  #suspect(diagnosis: ReportedDiagnosis): Incident {
    const { at } = this.#observation
    return {
      id: this.#nextId++,
      state: 'suspected',
      key: keyOf(diagnosis),
      members: [],
      diagnosis,
      worst: diagnosis.severity,
      firstSeenAt: at,
      suspectedAt: at,
      lastSeenAt: at,
      returns: 0,
    }
  }

  #update(incident: Incident, diagnosis: ReportedDiagnosis, symptoms: readonly string[]): void {
    const { at } = this.#observation
    const key = keyOf(diagnosis)
    const worst = isGraver(diagnosis.severity, incident.worst) ? diagnosis.severity : incident.worst
    const members = new Set([...incident.members, ...symptoms, incident.key])
    members.delete(key)
    const next: Incident = {
      ...incident,
      key,
      diagnosis,
      members: [...members],
      worst,
      suspectedAt: notAfter(at, incident.suspectedAt),
      lastSeenAt: at,
      clearSince: undefined,
    }
    this.#met.add(next.id)
    if (next.state === 'open') this.#grow(incident, next)
    else this.#suspectOn(incident, next)
  }

  /** Still a suspicion, or sure by now. */
  #suspectOn(before: Incident, next: Incident): void {
    const stands = standingBack(next, this.#now.values(), this.#observation, this.#policy)
    if (stands === 'begins-anew') this.#put({ ...next, suspectedAt: this.#observation.at })
    else if (stands === 'no' && this.#isConfirmed(before, next)) this.#open(next)
    else this.#put(next)
  }

  #grow(before: Incident, next: Incident): void {
    this.#put(next)
    if (next.key !== before.key) this.#tell('cause-found', next)
    else if (next.worst !== before.worst) this.#tell('worse', next)
  }

  #open(next: Incident): void {
    const opened: Incident = { ...next, state: 'open', openedAt: this.#observation.at }
    this.#put(opened)
    this.#tell('opened', opened)
  }

  /** Seen in an earlier round too, long enough ago that a restart would be over by now. */
  #isConfirmed(before: Incident, next: Incident): boolean {
    if (!this.#before.some((one) => one.id === before.id && one.state === 'suspected')) return false
    const { at } = this.#observation
    return at - next.suspectedAt >= this.#policy.confirmAfter(next.diagnosis, at)
  }

  /** Two incidents turn out to be one: the newer is closed as a part of the other, without a word. */
  #join(part: Incident, whole: Incident): void {
    this.#met.add(part.id)
    if (part.state === 'suspected') this.#dismiss(part)
    else this.#put({ ...part, state: 'over', overAt: this.#observation.at, joined: whole.id })
  }

  #put(incident: Incident): void {
    this.#now.set(incident.id, incident)
  }

  #tell(kind: ChangeKind, incident: Incident): void {
    this.#changes.push({ kind, at: this.#observation.at, incident })
  }

  #find(isIt: (incident: Incident) => boolean): Incident | undefined {
    return [...this.#now.values()].find(isIt)
  }
}

function isActive({ state }: Incident): boolean {
  return state !== 'over'
}

/** A clock that was set back would make what it began wait until it has caught up. */
function notAfter(at: number, began: number): number {
  return Math.min(began, at)
}
