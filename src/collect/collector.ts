import { unknown } from '../access/answer.ts'
import type { ProbeTask } from '../access/task.ts'
import type { World } from '../access/world.ts'
import { type Fact, type FactDefinition, isVisible, type Needs, viewpointOf } from './fact.ts'
import type { KeptFacts } from './kept-facts.ts'

/** Collects facts: lazily, in parallel, each once a run. */
export class Collector {
  readonly #world: World
  readonly #kept: KeptFacts | undefined
  readonly #collected = new Map<string, Promise<Fact<unknown>>>()

  /** `kept`: facts of earlier runs, for one that repeats itself. */
  constructor(world: World, kept?: KeptFacts) {
    this.#world = world
    this.#kept = kept
  }

  /** What a probe was asked about; undefined where a host is examined. */
  get task(): ProbeTask | undefined {
    return this.#world.task
  }

  /** A fact of the machine, or, with a subject, about that subject. */
  get<T>(definition: FactDefinition<T>): Promise<Fact<T>>
  get<T, S extends string>(definition: FactDefinition<T, S>, subject: S): Promise<Fact<T>>
  get<T, S>(definition: FactDefinition<T, S>, subject?: S): Promise<Fact<T>> {
    const key = definition.about === 'machine' ? definition.id : `${definition.id} ${subject}`
    const earlier = this.#collected.get(key)
    // One id has one definition (a test holds it), so what was memoised under it has its type.
    if (earlier !== undefined) return earlier as Promise<Fact<T>>
    // Machine facts are declared with S = void: they are collected without a subject.
    const collecting = this.#fresh<T>(key) ?? this.#collect(definition, key, subject as S)
    this.#collected.set(key, collecting)
    return collecting
  }

  /** All of `needs`, by name, in parallel. Facts about a subject get the one that is given. */
  async all<S>(needs: Needs<S>, subject: S): Promise<Record<string, Fact<unknown>>> {
    const entries = Object.entries(needs).map(async ([name, definition]) => {
      const needed = definition as FactDefinition<unknown, string>
      return [name, await this.get(needed, String(subject))] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }

  #fresh<T>(key: string): Promise<Fact<T>> | undefined {
    const fact = this.#kept?.fresh(key, performance.now())
    // One id has one definition: see `get`.
    return fact === undefined ? undefined : Promise.resolve(fact as Fact<T>)
  }

  async #collect<T, S>(definition: FactDefinition<T, S>, key: string, subject: S): Promise<Fact<T>> {
    const viewpoint = viewpointOf(this.task)
    if (!isVisible(definition, viewpoint)) return notFromHere(definition.id)
    const { fromOutside = 'same' } = definition
    if (viewpoint === 'outside' && fromOutside !== 'same')
      // The stand-in has the same subject: the compiler held both to the same S.
      return this.get(fromOutside as FactDefinition<T, string>, String(subject))
    const [needed, optional] = await Promise.all([
      this.all(definition.needs, subject),
      this.all(definition.optional, subject),
    ])
    const blocked = firstUnknown(needed)
    if (blocked !== undefined) return blocked
    const startedAt = performance.now()
    try {
      const found = await definition.collect(this.#world, { ...needed, ...optional }, subject)
      const endedAt = performance.now()
      this.#kept?.keep(key, found, endedAt - startedAt, endedAt)
      return found
    } catch (error) {
      const remedy = 'please report this: it is a bug in Mailmedic'
      return unknown('failed', `collecting ${definition.id} failed: ${String(error)}`, remedy)
    }
  }
}

/** The first of some facts that could not be seen, if any. */
export function firstUnknown(facts: Readonly<Record<string, Fact<unknown>>>) {
  return Object.values(facts).find((fact) => fact.status === 'unknown')
}

function notFromHere(id: string) {
  return unknown('not-from-here', `${id} is not to be seen from here`)
}
