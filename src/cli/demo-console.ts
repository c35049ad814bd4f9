import { join } from 'node:path'
import type { Clock } from '../access/clock.ts'
import type { World } from '../access/world.ts'
import type { Language } from '../knowledge/condition.ts'
import { allConditions } from '../knowledge/registry.ts'
import { buildReport, type CheckResult } from '../report/build-report.ts'
import type { CheckReport } from '../report/schema.ts'
import type { ConsoleData, HostQuestions, Recordings } from '../server/console-data.ts'
import type { ConsoleEvent } from '../server/console-event.ts'
import { EventHub } from '../server/event-hub.ts'
import { inMemory } from '../store/database.ts'
import { openStore } from '../store/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { defaultPolicy } from '../watch/incidents/policy.ts'
import { Watcher } from '../watch/watcher.ts'
import { checkedDomains } from './checked-domains.ts'
import { openCapture } from './open-world.ts'
import { replayedQuestions } from './replayed-questions.ts'
import { runCheck } from './run-check.ts'
import { version } from './version.ts'

/** Between the two looks that make an incident of a suspicion. */
const betweenLooksMilliseconds = 20_000

/** One recorded server, as the watch would have seen it then. */
interface Played {
  readonly name: string
  readonly world: World
  readonly clock: Clock
  readonly store: Store
  readonly result: CheckResult
  readonly reports: Map<Language, CheckReport>
}

/** What the console shows of recorded servers: the same check, the same watch, at the time of the record. */
export class DemoConsole implements ConsoleData {
  readonly kind = 'demo'
  readonly version = version
  readonly events = new EventHub<ConsoleEvent>()
  readonly #folder: string
  readonly #names: readonly string[]
  readonly #played = new Map<string, Played>()
  #current: Played

  /** `names`: captures in `folder`, without `.mmc`. */
  static async open(folder: string, names: readonly string[], first: string): Promise<DemoConsole> {
    return new DemoConsole(folder, names, await play(folder, first))
  }

  private constructor(folder: string, names: readonly string[], current: Played) {
    this.#folder = folder
    this.#names = names
    this.#current = current
    this.#played.set(current.name, current)
  }

  get store(): Store {
    return this.#current.store
  }

  get clock(): Clock {
    return this.#current.clock
  }

  ownDomains(): string[] {
    return checkedDomains(this.#current.result)
  }

  get questions(): HostQuestions {
    return replayedQuestions(this.#current.world)
  }

  get recordings(): Recordings {
    return { names: this.#names, current: this.#current.name, play: (name) => this.#play(name) }
  }

  latest(language: Language): CheckReport {
    const { reports, result } = this.#current
    const report = reports.get(language) ?? buildReport(result, language)
    reports.set(language, report)
    return report
  }

  forecasts(): [] {
    return []
  }

  close(): void {
    for (const { store } of this.#played.values()) store.close()
  }

  async #play(name: string): Promise<void> {
    const played = this.#played.get(name) ?? (await play(this.#folder, name))
    this.#played.set(name, played)
    this.#current = played
    this.events.publish({ kind: 'looked', at: new Date(played.clock.now()).toISOString() })
  }
}

/** Examines a capture, and lets the watch see it twice: once is a suspicion. */
async function play(folder: string, name: string): Promise<Played> {
  const world = await openCapture(join(folder, `${name}.mmc`))
  const result = await runCheck(world)
  const store = openStore(inMemory)
  let now = result.startedAt
  const clock = { now: () => now }
  const report = buildReport(result, 'en')
  const asked = allConditions.map(({ id }) => id)
  const watcher = new Watcher({
    store,
    clock,
    examine: async () => ({ report, asked }),
    policy: defaultPolicy,
  })
  await watcher.round()
  now += betweenLooksMilliseconds
  await watcher.round()
  return { name, world, clock, store, result, reports: new Map([['en', report]]) }
}
