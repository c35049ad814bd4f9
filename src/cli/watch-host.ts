import type { World } from '../access/world.ts'
import { Collector } from '../collect/collector.ts'
import type { FactDefinition, Needs } from '../collect/fact.ts'
import { KeptFacts } from '../collect/kept-facts.ts'
import { isProblem } from '../diagnose/finding.ts'
import type { Condition, Language } from '../knowledge/condition.ts'
import { allConditions } from '../knowledge/registry.ts'
import { buildReport, type CheckResult } from '../report/build-report.ts'
import { takeReadings } from '../watch/history/readings.ts'
import { keyOf } from '../watch/incidents/incident.ts'
import type { Examine } from '../watch/watcher.ts'
import { quietHost } from './quiet-host.ts'
import { runCheck } from './run-check.ts'
import { SparingHost } from './sparing-host.ts'

/**
 * Looks at a host again and again; what is dear is looked at less often, doubts are looked at anew.
 * Each look opens the world anew: a network remembers which resolvers were dead. `seen` is told of each.
 */
export function examineAgain(
  open: () => Promise<World>,
  language: Language,
  seen: (result: CheckResult) => void = () => undefined,
): Examine {
  const kept = new KeptFacts()
  const sparing = new SparingHost()
  const asked = allConditions.map(({ id }) => id)
  return async (doubted, alarmed) => {
    const anew = allConditions.filter(({ id }) => doubted.has(id))
    kept.forget(new Set(anew.flatMap((condition) => [...factsOf(condition)])))
    if (alarmed) kept.clear()
    if (alarmed || doubted.size > 0) sparing.forget()
    const opened = await open()
    const world = { ...opened, host: sparing.of(quietHost(opened.host)) }
    const result = await runCheck(world, allConditions, undefined, kept)
    seen(result)
    const facts = new Collector(world, kept)
    const readings = await takeReadings((fact) => facts.get(fact), world.host, world.clock.now())
    return {
      ...{ report: buildReport(result, language), readings, marks: marksOf(result) },
      asked: result.mailServerFound ? asked : [],
    }
  }
}

function marksOf({ findings }: CheckResult): ReadonlyMap<string, readonly string[]> {
  const marked = findings.filter(isProblem)
  return new Map(
    marked.map(({ condition, subject, marks }) => [keyOf({ condition: condition.id, subject }), marks]),
  )
}

/** Ids of all facts that a condition stands on, directly or not. */
function factsOf({ subjects, needs, optional }: Condition): Set<string> {
  const found = new Set<string>()
  const open: (FactDefinition<unknown> | FactDefinition<unknown, string>)[] = [
    ...(subjects === undefined ? [] : [subjects]),
    ...definitions(needs),
    ...definitions(optional),
  ]
  for (let definition = open.pop(); definition !== undefined; definition = open.pop()) {
    if (found.has(definition.id)) continue
    found.add(definition.id)
    open.push(...definitions(definition.needs), ...definitions(definition.optional))
  }
  return found
}

// A list of definitions needs no subject: only their names and needs are read.
function definitions<S>(needs: Needs<S>): FactDefinition<unknown, string>[] {
  return Object.values(needs) as FactDefinition<unknown, string>[]
}
