import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/access/answer.ts'
import { Collector } from '../../src/collect/collector.ts'
import type { Fact, FactDefinition } from '../../src/collect/fact.ts'
import { deliveryTroubles } from '../../src/collect/logs/delivery-troubles.ts'
import { mailLog } from '../../src/collect/logs/mail-log.ts'
import { examine } from '../../src/diagnose/examine.ts'
import type { Finding } from '../../src/diagnose/finding.ts'
import type { Condition } from '../../src/knowledge/condition.ts'
import type { ProblemVerdict } from '../../src/knowledge/verdict.ts'
import type { DeliveryGroup } from '../../src/logs/mail-log.ts'
import { type ZoneWorld, zoneWorld } from '../collect/dns/zone-world.ts'
import { delivery, writtenLog } from './written-log.ts'

type Given = readonly (readonly [FactDefinition<unknown>, Answer<unknown>])[]
type World = readonly [what: string, world: ZoneWorld, given?: Given]
type Fault = readonly [what: string, world: ZoneWorld, expected: Partial<ProblemVerdict>, given?: Given]

interface Worlds {
  /** Healthy machines first, unusual ones among them. None may answer `problem`. */
  readonly fine: readonly World[]
  /** Looks like it and is another condition's. */
  readonly lookalike?: readonly World[]
  readonly problem: readonly Fault[]
  /** What could not be seen: could-not-tell, neither fine nor a problem. */
  readonly unseen?: readonly World[]
}

const named = ([what, world, given]: World) => ({ what, world, given })
const namedFault = ([what, world, expected, given]: Fault) => ({ what, world, expected, given })

/** Runs a condition over whole written machines, through the facts that it really stands on. */
export function testWorlds(condition: Condition, worlds: Worlds): void {
  describe(condition.id, () => {
    test.each([...worlds.fine, ...(worlds.lookalike ?? [])].map(named))(
      'silent: $what',
      async ({ world, given }) => {
        const findings = await findingsIn(condition, world, given)
        expect(findings.filter(({ status }) => status === 'problem')).toEqual([])
      },
    )
    test.each(worlds.problem.map(namedFault))('problem: $what', async ({ world, expected, given }) => {
      const problems = (await findingsIn(condition, world, given)).filter(
        ({ status }) => status === 'problem',
      )
      expect(problems).toHaveLength(1)
      expect(problems[0]).toMatchObject(expected)
      expect(openPlaceholders(condition, problems[0])).toEqual([])
    })
    test.each((worlds.unseen ?? []).map(named))('cannot tell: $what', async ({ world, given }) => {
      const findings = await findingsIn(condition, world, given)
      expect(findings.map(({ status }) => status)).toContain('could-not-tell')
      expect(findings.filter(({ status }) => status === 'problem')).toEqual([])
    })
  })
}

function findingsIn(
  condition: Condition,
  world: ZoneWorld,
  given: Given | undefined = [],
): Promise<Finding[]> {
  return examine([condition], new GivenCollector(zoneWorld(world), given))
}

/** Some facts are given, such as a log; all others are collected from the world. */
class GivenCollector extends Collector {
  readonly #given: ReadonlyMap<string, Answer<unknown>>

  constructor(world: ReturnType<typeof zoneWorld>, given: Given) {
    super(world)
    this.#given = new Map(given.map(([definition, answer]) => [definition.id, answer]))
  }

  override get<T, S>(definition: FactDefinition<T, S>, subject?: S): Promise<Fact<T>> {
    const given = this.#given.get(definition.id)
    // Given under the definition's own id by the test that knows its type.
    if (given !== undefined) return Promise.resolve(given as Fact<T>)
    return super.get(definition as FactDefinition<T, string>, String(subject))
  }
}

/** The log of the last day holds these failed deliveries to others, and what else is said. */
export async function logOf(
  replies: readonly (readonly [reply: string, parts?: Partial<DeliveryGroup>])[],
  parts: Parameters<typeof writtenLog>[0] = {},
): Promise<Given> {
  const deliveries = replies.map(([reply, own]) =>
    delivery(reply, {
      daemon: 'smtp',
      program: 'postfix/smtp',
      relay: {
        text: 'mx.example.net[192.0.2.25]:25',
        host: 'mx.example.net',
        address: '192.0.2.25',
        port: 25,
      },
      senders: ['anna@example.org'],
      recipients: ['bob@example.net'],
      domains: ['example.net'],
      ...own,
    }),
  )
  const log = { status: 'known', value: writtenLog({ deliveries, ...parts }), evidence: [] } as const
  const troubles = await deliveryTroubles.collect(zoneWorld({}), { log }, undefined)
  return [
    [mailLog, log],
    [deliveryTroubles, troubles],
  ]
}

function openPlaceholders(condition: Condition, problem: Finding | undefined): string[] {
  if (problem?.status !== 'problem') return ['no problem']
  const values = new Set(['subject', ...Object.keys(problem.values)])
  const texts = [
    ...Object.values(condition.texts).flatMap(({ title, because }) => [title, because]),
    ...condition.fix.flatMap((step) => [step.do.en, step.do.zh, step.command ?? '']),
    ...condition.verify,
  ]
  const open = texts.flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? ''))
  return open.filter((name) => !values.has(name))
}
