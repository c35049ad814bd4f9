import { describe, expect, test } from 'vitest'
import { type GenerateOptions, writeLog } from '../../../bench/logs/generate.ts'
import type { Truth } from '../../../bench/logs/truth.ts'
import { totalsOfText } from '../engine/feed.ts'

function generated(options: GenerateOptions): { log: string; truth: Truth } {
  const pieces: string[] = []
  const truth = writeLog(options, (text) => pieces.push(text))
  return { log: pieces.join(''), truth }
}

/** Nearest rank, as the figures define it. */
function exact(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0
}

/** A histogram knows a time to 1/16 of itself, and shows three digits. */
function expectWithin(told: number | undefined, truth: number): void {
  expect(told).toBeDefined()
  expect(Math.abs((told ?? 0) - truth)).toBeLessThanOrEqual(truth / 16 + 0.001)
}

describe.each([
  ['few open', { seed: 21, bytes: 4 << 20, open: 'few', stamp: 'iso' }],
  ['many open, over hours', { seed: 22, bytes: 4 << 20, open: 'many', stamp: 'rfc3164', perSecond: 2 }],
] as const)('a generated log: %s', (_name, options) => {
  const { log, truth } = generated(options)
  const { figures } = totalsOfText(log, { modifiedAt: Date.UTC(2026, 2, 6), top: 10_000 })

  test('percentiles of all deliveries, whole and by stage', () => {
    const { delivered, stages, handOffs } = figures.delays
    expect(delivered?.count).toBe(truth.delays.length)
    for (const [share, name] of [
      [0.5, 'p50'],
      [0.9, 'p90'],
      [0.99, 'p99'],
    ] as const) {
      expectWithin(
        delivered?.[name],
        exact(
          truth.delays.map(([all = 0]) => all),
          share,
        ),
      )
      expectWithin(handOffs?.[name], exact(truth.handOffs, share))
      for (const [index, { delay }] of stages.entries())
        expectWithin(
          delay[name],
          exact(
            truth.delays.map((times) => times[index + 1] ?? 0),
            share,
          ),
        )
    }
    expect(handOffs?.count).toBe(truth.handOffs.length)
  })

  test('seconds by stage are exact', () => {
    for (const [index, { seconds }] of figures.delays.stages.entries()) {
      const sum = truth.delays.reduce((all, times) => all + (times[index + 1] ?? 0), 0)
      expect(seconds).toBeCloseTo(sum, 2)
    }
  })

  test('destinations: counts exact, percentiles within the error', () => {
    expect(figures.destinations.map(({ destination }) => destination).sort()).toEqual(
      [...truth.destinations.keys()].sort(),
    )
    for (const { destination, delivered, deferred, bounced, delay } of figures.destinations) {
      const own = truth.destination(`u@${destination}`)
      expect({ delivered, deferred, bounced }, destination).toEqual({
        delivered: own.delivered,
        deferred: own.deferred,
        bounced: own.bounced,
      })
      if (own.delays.length > 0) expectWithin(delay?.p90, exact(own.delays, 0.9))
    }
  })

  test('TLS is exact, in and out', () => {
    for (const way of ['inbound', 'outbound'] as const) {
      const { total, encrypted, versions } = truth.tls[way]
      const told = figures.tls[way]
      expect({ total: told.total, encrypted: told.encrypted }).toEqual({ total, encrypted })
      expect(new Map(told.versions.map(({ name, count }) => [name, count]))).toEqual(versions)
    }
    expect(truth.tls.outbound.encrypted).toBeGreaterThan(0)
    expect(truth.tls.outbound.encrypted).toBeLessThan(truth.tls.outbound.total)
  })

  test('networks: failed log-ins and refusals are exact', () => {
    const refusals = figures.attacks.filter((attack) => attack.refusals > 0)
    expect(new Map(refusals.map((attack) => [attack.network, attack.refusals]))).toEqual(
      truth.refusedNetworks,
    )
    const failures = figures.attacks.filter(({ failedLogins }) => failedLogins > 0)
    expect(new Map(failures.map(({ network, failedLogins }) => [network, failedLogins]))).toEqual(
      truth.failedLoginNetworks,
    )
  })

  test('clients are exact', () => {
    expect(new Map(figures.clients.map(({ name, count }) => [name, count]))).toEqual(truth.clients)
  })

  test('the queue: age when leaving, what is left', () => {
    const { left, open, openByAge } = figures.queue
    expect(left?.count).toBe(truth.queueAges.length)
    for (const [share, name] of [
      [0.5, 'p50'],
      [0.9, 'p90'],
      [0.99, 'p99'],
    ] as const)
      expectWithin(left?.[name], exact(truth.queueAges, share))
    expect(open).toBe(truth.open + truth.totals.held)
    expect(openByAge.reduce((sum, { count }) => sum + count, 0)).toBe(open)
  })

  test('policies add up to the rejected', () => {
    const all = figures.policies.reduce((sum, { count }) => sum + count, 0)
    expect(all).toBe(truth.totals.rejected)
    expect(figures.policies.find(({ by }) => by === 'postscreen')?.list).toBe('zen.spamhaus.org')
  })
})
