import type { Clock } from '../access/clock.ts'
import type { CheckReport, ReportedDiagnosis } from '../report/schema.ts'
import type { Figure } from '../store/history-store.ts'
import type { Store } from '../store/store.ts'
import { announce } from './alerts/announce.ts'
import { withForeseen } from './foresight/observed.ts'
import { type Advanced, advance } from './incidents/advance.ts'
import { type Change, type Incident, keyOf } from './incidents/incident.ts'
import { ownIncidents, rowOf } from './incidents/incident-log.ts'
import { type Observation, observe } from './incidents/observation.ts'
import type { Policy } from './incidents/policy.ts'

export interface Examined {
  readonly report: CheckReport
  /** Ids of the conditions that were asked. */
  readonly asked: readonly string[]
  /** Resources as this look found them, for the history. */
  readonly readings?: readonly Figure[]
  /** Of each problem, by its key: what it is joined with others by. */
  readonly marks?: Observation['marks']
}

/** What the past tells at this time (milliseconds since 1970 UTC), beside what a look sees. */
export type Foresee = (
  at: number,
  isOpen: (condition: string, subject: string) => boolean,
) => readonly ReportedDiagnosis[]

/**
 * Looks at the host once. What the doubted conditions stand on is looked at anew, the rest where it is
 * not fresh any more. `alarmed`: a log line is why it looks, so all is looked at anew. What could not be seen is in the report.
 */
export type Examine = (doubted: ReadonlySet<string>, alarmed: boolean) => Promise<Examined>

export interface WatcherOptions {
  readonly store: Store
  readonly clock: Clock
  readonly examine: Examine
  readonly policy: Policy
  readonly foresee?: Foresee
}

/** Rounds of looking → incidents → alerts that wait to be sent; each round is kept whole or not at all. */
export class Watcher {
  readonly #options: WatcherOptions
  #latest: Examined | undefined
  /** Something is gone that people were told of: what was seen while it was there is not believed any more. */
  #isSettling = false

  constructor(options: WatcherOptions) {
    this.#options = options
  }

  /** What the latest round saw. */
  get latest(): CheckReport | undefined {
    return this.#latest?.report
  }

  /** One look at the host, and what people are told because of it. */
  async round(alarmed = false): Promise<readonly Change[]> {
    const { examine, clock } = this.#options
    const anew = alarmed || this.#isSettling
    const examined = await examine(new Set(this.#active().flatMap(conditionsOf)), anew)
    this.#latest = examined
    return this.#keep(examined, clock.now())
  }

  /** When the next round is due: soon where a suspicion waits to be confirmed, or an incident to be over. */
  nextRoundAt(): number {
    const { clock, policy } = this.#options
    const now = clock.now()
    const active = this.#active()
    const confirmations = active
      .filter(({ state }) => state === 'suspected')
      .map((one) => one.suspectedAt + policy.confirmAfter(one.diagnosis, now))
      // What is due already waits for something else: for its cause to end, for an instrument that is silent.
      .filter((due) => due > now)
    return Math.min(
      now + (active.length > 0 ? policy.roundWhileIll : policy.roundWhileWell),
      ...confirmations,
    )
  }

  #active(): Incident[] {
    return ownIncidents(this.#options.store, Number.MAX_SAFE_INTEGER)
  }

  #keep({ report, asked, readings = [], marks }: Examined, at: number): readonly Change[] {
    const { store, policy, foresee } = this.#options
    return store.transaction(() => {
      store.history.note(readings)
      const before = ownIncidents(store, at - policy.returnsWithin)
      const isOpen = (condition: string, subject: string) =>
        before.some(({ key, state }) => state === 'open' && key === keyOf({ condition, subject }))
      const foreseen = foresee?.(at, isOpen) ?? []
      const observation = withForeseen(observe(report, at, asked, marks), foreseen, isOpen)
      const advanced = advance(before, observation, policy, store.incidents.nextId())
      this.#write(before, advanced)
      this.#isSettling = advanced.changed.some(
        ({ state, clearSince }) => state === 'open' && clearSince === at,
      )
      announce(store, report.target.name, advanced.changes, at)
      return advanced.changes
    })
  }

  #write(before: readonly Incident[], { changed, dismissed, changes }: Advanced): void {
    const { incidents } = this.#options.store
    for (const incident of changed) incidents.put(rowOf(incident))
    for (const id of dismissed) incidents.remove(id)
    for (const { kind, at, incident } of changes) {
      incidents.addEvent(incident.id, { at, kind, who: 'mailmedic', text: incident.diagnosis.title })
    }
    for (const part of changed) {
      if (part.joined === undefined || before.some((one) => one.id === part.id && one.joined !== undefined))
        continue
      incidents.addEvent(part.id, {
        at: part.overAt ?? part.lastSeenAt,
        kind: 'joined',
        who: 'mailmedic',
        text: `#${part.joined}`,
      })
    }
  }
}

/** Of the cause and of all that joined it. */
function conditionsOf({ key, members }: Incident): string[] {
  return [key, ...members].map((one) => one.split(' ')[0] ?? '')
}
