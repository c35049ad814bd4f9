import { hostname } from 'node:os'
import { isoTime } from '../access/clock.ts'
import type { World } from '../access/world.ts'
import type { Language } from '../knowledge/condition.ts'
import { buildReport, type CheckResult } from '../report/build-report.ts'
import type { CheckReport } from '../report/schema.ts'
import type { ConsoleData, Forecast, OwnSetupDesk } from '../server/console-data.ts'
import type { ConsoleEvent } from '../server/console-event.ts'
import { EventHub } from '../server/event-hub.ts'
import type { ChannelRow, Store } from '../store/store.ts'
import { type Carry, sendTest } from '../watch/alerts/outbox.ts'
import { Fleet } from '../watch/fleet/fleet.ts'
import { upcoming } from '../watch/foresight/foresee.ts'
import type { ServeEvent } from '../watch/serve.ts'
import { checkedDomains } from './checked-domains.ts'
import { LiveProbes } from './live-probes.ts'
import { LiveQuestions } from './live-questions.ts'
import { ownSetupDesk } from './own-setup-file.ts'
import { version } from './version.ts'

/** What the console shows of a watch that runs here. */
export class LiveConsole implements ConsoleData {
  readonly kind = 'live'
  readonly version = version
  readonly events = new EventHub<ConsoleEvent>()
  readonly questions = new LiveQuestions()
  readonly probes: LiveProbes
  readonly ownSetup: OwnSetupDesk
  readonly clock: World['clock']
  readonly store: Store
  readonly fleet: Fleet
  #result: CheckResult | undefined
  readonly #reports = new Map<Language, CheckReport>()

  readonly #carry: Carry

  constructor(store: Store, clock: World['clock'], carry: Carry) {
    this.store = store
    this.fleet = new Fleet(store, clock.now())
    this.clock = clock
    this.ownSetup = ownSetupDesk(() => clock.now())
    this.#carry = carry
    this.probes = new LiveProbes(this)
  }

  ownDomains(): string[] {
    return this.#result === undefined ? [] : checkedDomains(this.#result)
  }

  testChannel(channel: ChannelRow): Promise<string | undefined> {
    const host = this.#result?.target.name ?? hostname()
    return sendTest(channel, host, this.clock.now(), this.#carry)
  }

  /** The watch has looked. */
  seen(result: CheckResult): void {
    this.#result = result
    this.#reports.clear()
  }

  latest(language: Language): CheckReport | undefined {
    if (this.#result === undefined) return undefined
    const report = this.#reports.get(language) ?? buildReport(this.#result, language)
    this.#reports.set(language, report)
    return report
  }

  forecasts(language: Language): Forecast[] {
    return upcoming(this.store, this.clock.now(), language).map((one) => ({ ...one, at: isoTime(one.at) }))
  }

  /** Tells those who look on. */
  tell(event: ServeEvent): void {
    const at = isoTime(this.clock.now())
    if (event.kind === 'looked') this.events.publish({ kind: 'looked', at })
    if (event.kind !== 'change') return
    const { id, worst, diagnosis } = event.change.incident
    this.events.publish({
      ...{ kind: 'incident', at: isoTime(event.change.at), id, change: event.change.kind },
      ...{ title: diagnosis.title, severity: worst },
    })
  }
}
