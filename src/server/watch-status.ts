import type { Store } from '../store/store.ts'
import { currentIncidents } from '../watch/incidents/incident-log.ts'
import type { ServeEvent } from '../watch/serve.ts'
import type { Metric, Sample } from './exposition.ts'
import { historyMetrics } from './history-metrics.ts'

/** A watch that has not looked for so long hangs, or fails each time. Rounds are due every 30 s. */
const staleMilliseconds = 5 * 60_000

type Result = 'delivered' | 'failed' | 'given_up'

/** What a daemon that watches says of itself. It only reads. Times: milliseconds since 1970 UTC. */
export class WatchStatus {
  readonly #store: Store
  readonly #version: string
  readonly #tries = new Map<string, Record<Result, number>>()
  #rounds = 0
  #failures = 0
  #latest: { readonly at: number; readonly milliseconds: number } | undefined

  constructor(store: Store, version: string) {
    this.#store = store
    this.#version = version
  }

  /** Counts what the watch tells. */
  note(event: ServeEvent, at: number): void {
    if (event.kind === 'looked') {
      this.#rounds++
      this.#latest = { at, milliseconds: event.milliseconds }
    } else if (event.kind === 'failed') this.#failures++
    else if (event.kind === 'alert') {
      const { channel, error, givenUp } = event.outcome
      const tries = this.#tries.get(channel) ?? { delivered: 0, failed: 0, given_up: 0 }
      tries[error === undefined ? 'delivered' : givenUp === true ? 'given_up' : 'failed']++
      this.#tries.set(channel, tries)
    }
  }

  /** Why it does not watch; undefined: it does. */
  notReady(now: number): string | undefined {
    if (this.#latest === undefined) return 'has not looked yet'
    const age = now - this.#latest.at
    return age > staleMilliseconds ? `has not looked for ${Math.round(age / 1_000)} s` : undefined
  }

  /** `now`: milliseconds since 1970 UTC. Throws what the store throws. */
  metrics(now: number): readonly Metric[] {
    return [
      gauge('mailmedic_build_info', 'Version of this Mailmedic.', [
        { labels: { version: this.#version }, value: 1 },
      ]),
      gauge('mailmedic_incidents_open', 'Open incidents.', this.#openIncidents()),
      gauge('mailmedic_alerts_waiting', 'Alerts that are still to be delivered.', [
        { value: this.#store.alerts.waiting() },
      ]),
      counter('mailmedic_alert_tries_total', 'Tries to deliver an alert.', this.#triesByChannel()),
      counter('mailmedic_rounds_total', 'Looks at the host that were completed.', [{ value: this.#rounds }]),
      counter('mailmedic_failures_total', 'Times that the watch itself could not work.', [
        { value: this.#failures },
      ]),
      ...this.#latestRound(),
      ...historyMetrics(this.#store, now),
      ...processMetrics(),
    ]
  }

  #openIncidents(): Sample[] {
    const open = currentIncidents(this.#store, Number.MAX_SAFE_INTEGER).filter(
      ({ state }) => state === 'open',
    )
    const groups = Map.groupBy(open, ({ worst, diagnosis }) => `${worst} ${diagnosis.condition}`)
    return [...groups.values()].flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      return [
        { labels: { severity: first.worst, condition: first.diagnosis.condition }, value: group.length },
      ]
    })
  }

  #triesByChannel(): Sample[] {
    return [...this.#tries].flatMap(([channel, tries]) =>
      Object.entries(tries).map(([result, value]) => ({ labels: { channel, result }, value })),
    )
  }

  #latestRound(): Metric[] {
    if (this.#latest === undefined) return []
    const { at, milliseconds } = this.#latest
    return [
      gauge('mailmedic_last_round_timestamp_seconds', 'When the latest look at the host ended.', [
        { value: at / 1_000 },
      ]),
      gauge('mailmedic_last_round_duration_seconds', 'How long the latest look at the host took.', [
        { value: milliseconds / 1_000 },
      ]),
    ]
  }
}

function processMetrics(): Metric[] {
  const { user, system } = process.cpuUsage()
  return [
    gauge('process_resident_memory_bytes', 'Resident memory size in bytes.', [
      { value: process.memoryUsage.rss() },
    ]),
    counter('process_cpu_seconds_total', 'Total user and system CPU time spent in seconds.', [
      { value: (user + system) / 1e6 },
    ]),
    gauge('process_start_time_seconds', 'Start time of the process since unix epoch in seconds.', [
      { value: performance.timeOrigin / 1_000 },
    ]),
  ]
}

function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'gauge', samples }
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples }
}
