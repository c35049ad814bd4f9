import type { LogEngine } from '../engine/engine.ts'
import type { Counted } from '../engine/log-totals.ts'
import type { DestinationFigures } from './delays.ts'
import type { Percentiles } from './histograms.ts'
import type { PolicyCount } from './policies.ts'
import type { QueueLifeFigures } from './queue-life.ts'
import type { SuddenSender } from './sending-users.ts'
import type { TlsShare } from './tls-use.ts'

/** The stages of postconf(5) delay_logging: `delays=a/b/c/d`. */
export const delayStages = ['beforeQueueManager', 'queueManager', 'connection', 'transmission'] as const
export type DelayStage = (typeof delayStages)[number]

/** Hostile networks, by what they tried. */
export interface Attack {
  readonly network: string
  readonly failedLogins: number
  /** Different user names, up to 100. */
  readonly users: number
  readonly refusals: number
  /** Messages that logged-in users handed in from there: somebody's, or a guessed password. */
  readonly loggedInMessages: number
}

/** What `logs` tells beyond the totals of the contract. */
export interface FigureTotals {
  readonly delays: {
    /** Of deliveries, from the arrival of the queue file, seconds. */
    readonly delivered: Percentiles | null
    /** Of hand-offs to filters of this host. */
    readonly handOffs: Percentiles | null
    readonly stages: readonly {
      readonly stage: DelayStage
      readonly delay: Percentiles
      /** Over all deliveries. */
      readonly seconds: number
    }[]
  }
  /** By volume, largest first. */
  readonly destinations: readonly DestinationFigures[]
  /** With at least ten deliveries, by the 90th percentile. */
  readonly slowDestinations: readonly DestinationFigures[]
  readonly tls: { readonly inbound: TlsShare; readonly outbound: TlsShare }
  readonly attacks: readonly Attack[]
  readonly suddenSenders: readonly SuddenSender[]
  readonly clients: readonly Counted[]
  readonly policies: readonly PolicyCount[]
  readonly queue: QueueLifeFigures
}

/** Fewer deliveries say little about a destination. */
const leastDeliveries = 10

/** `top`: how long the lists are. */
export function figureTotals(engine: LogEngine, top: number): FigureTotals {
  const { figures, files, users, hours } = engine.journeys
  const overall = figures.delays.overall()
  const { largest, slowest } = figures.delays.destinations(top, leastDeliveries)
  return {
    delays: {
      delivered: overall.delay ?? null,
      handOffs: overall.handOff ?? null,
      stages: overall.stages.flatMap(({ delay, seconds }, index) => {
        const stage = delayStages[index]
        return delay === undefined || stage === undefined ? [] : [{ stage, delay, seconds }]
      }),
    },
    destinations: largest,
    slowDestinations: slowest,
    tls: { inbound: figures.tls.inbound(), outbound: figures.tls.outbound() },
    attacks: attacksOn(engine).slice(0, top),
    suddenSenders: figures.users.sudden(users, hours, firstSecond(engine)).slice(0, top),
    clients: figures.clients.largest(top),
    policies: figures.policies.counts(),
    queue: figures.queueLife.figures(files, lastSecond(engine), (row) => engine.journeys.isGone(row)),
  }
}

function firstSecond({ periods }: LogEngine): number {
  return periods.reduce(
    (earliest, { first, firstSecond }) => (first === '' ? earliest : Math.min(earliest, firstSecond)),
    Number.POSITIVE_INFINITY,
  )
}

function lastSecond({ periods }: LogEngine): number {
  return periods.reduce(
    (latest, { last, lastSecond }) => (last === '' ? latest : Math.max(latest, lastSecond)),
    0,
  )
}

function attacksOn(engine: LogEngine): Attack[] {
  const { figures } = engine.journeys
  const failures = new Map(engine.logins.networks().map((source) => [source.network, source]))
  const refusals = figures.refusals.entries()
  const loggedIn = figures.logins.entries()
  const networks = [...new Set([...failures.keys(), ...refusals.keys()])]
  return networks
    .map((network) => ({
      network,
      failedLogins: failures.get(network)?.failures ?? 0,
      users: failures.get(network)?.users ?? 0,
      refusals: refusals.get(network) ?? 0,
      loggedInMessages: loggedIn.get(network) ?? 0,
    }))
    .sort((a, b) => severity(b) - severity(a) || (a.network < b.network ? -1 : 1))
}

/** A guessed password opens the server; a refusal has already cost the attacker more than us. */
function severity({ failedLogins, refusals }: Attack): number {
  return failedLogins * 3 + refusals
}
