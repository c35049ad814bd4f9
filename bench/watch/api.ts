import type { AddressInfo } from 'node:net'
import { systemClock } from '../../src/access/clock.ts'
import { ApiError } from '../../src/server/api-error.ts'
import { consoleApp } from '../../src/server/app.ts'
import type { ConsoleData } from '../../src/server/console-data.ts'
import type { ConsoleEvent } from '../../src/server/console-event.ts'
import { EventHub } from '../../src/server/event-hub.ts'
import { listen } from '../../src/server/listen.ts'
import { trustedProxies } from '../../src/server/requester.ts'
import { Identity } from '../../src/server/sign-in/identity.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { inMemory } from '../../src/store/database.ts'
import { openAccess } from '../../src/store/sqlite-access.ts'
import type { Store } from '../../src/store/store.ts'

export interface Latency {
  readonly path: string
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds of processor time of server and caller together: what a busy machine does not change. */
  readonly busy99: number
}

const asked = [
  '/now',
  '/incidents?limit=50',
  '/flow?range=hour',
  '/flow?range=day',
  '/flow?range=week',
  '/flow?range=month',
  '/flow?range=year',
  '/domains',
  '/domains/example.org',
  '/security',
  '/hosts',
  '/mutes',
  '/conditions',
] as const

/** How long each page's call takes over HTTP, with a past as it is in the store. `now`: milliseconds. */
export async function latencies(store: Store, now: number, rounds = 120): Promise<Latency[]> {
  const access = openAccess(inMemory)
  const clock = { now: () => now }
  const failures: unknown[] = []
  const noLogs = async (): Promise<never> => {
    throw new ApiError('could-not-tell', 'there is no log')
  }
  const data: ConsoleData = {
    ...{ kind: 'demo', version: '0', clock, store, latest: () => undefined, forecasts: () => [] },
    events: new EventHub<ConsoleEvent>(),
    questions: { trace: noLogs, explain: noLogs, logs: noLogs, examine: noLogs },
    ownDomains: () => ['example.org'],
  }
  const app = consoleApp({
    services: { data, identity: new Identity(access, clock, true) },
    files: new Map(),
    trusted: trustedProxies([]),
    rateClock: systemClock,
    failed: (error) => failures.push(error),
  })
  const server = await listen({ host: '127.0.0.1', port: 0 }, new WatchStatus(store, '0'), clock, app)
  const { port } = server.address() as AddressInfo
  const found: Latency[] = []
  for (const path of asked) {
    const times: number[] = []
    const busy: number[] = []
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now()
      const before = process.cpuUsage()
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`)
      await answer.arrayBuffer()
      times.push(performance.now() - begun)
      const { user, system } = process.cpuUsage(before)
      busy.push((user + system) / 1_000)
      if (answer.status === 429) throw new Error('asked too often')
      if (!answer.ok) throw new Error(`${path}: HTTP ${answer.status} ${String(failures[0])}`)
      // Below the rate at which callers are stopped.
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 25 - (performance.now() - begun))))
    }
    found.push({ path, p50: rankOf(times, 0.5), p99: rankOf(times, 0.99), busy99: rankOf(busy, 0.99) })
  }
  server.close()
  server.closeAllConnections()
  access.close()
  return found
}

/** Without the first calls, which compile it and read what is settled. */
function rankOf(times: readonly number[], share: number): number {
  const sorted = times.slice(10).toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
