import type { Answer, KnownOrAbsent } from '../access/answer.ts'
import type { ProbeTask } from '../access/task.ts'
import type { World } from '../access/world.ts'

/** Something observed, with evidence: known, absent (looked, not there) or unknown (could not look). */
export type Fact<T> = Answer<T>

export type Privilege = 'none' | 'root' | 'mail-user'

/**
 * How one fact is collected. `T` is its value, `S` the subject it is about (`void`: the machine).
 * Subjects are strings such as an address, a domain or a path: they name what a finding is about.
 */
export interface FactDefinition<T, S = void> {
  readonly id: string
  readonly about: 'machine' | 'subject'
  /** What it takes to see it; printed where it could not be seen. */
  readonly privilege: Privilege
  /** For `docs/facts.md`: one sentence, with shape and units. */
  readonly summary: string
  readonly needs: Needs<S>
  readonly optional: Needs<S>
  /** What is collected in its place when a domain is looked at from outside; undefined: not to be seen. */
  readonly fromOutside: FactDefinition<T, S> | 'same' | undefined
  readonly onlyFromOutside: boolean
  collect(world: World, facts: Readonly<Record<string, Fact<unknown>>>, subject: S): Promise<Fact<T>>
}

/** Facts that a fact or a condition stands on: of the machine, or about the same subject. */
export type Needs<S> = Readonly<Record<string, FactDefinition<unknown, S> | FactDefinition<unknown, void>>>

type ValueOf<D> = D extends { collect(world: World, facts: never, subject: never): Promise<Fact<infer T>> }
  ? T
  : never

/** What `needs` become in a function: known or absent, never unknown. */
export type NeededFacts<N> = { readonly [K in keyof N]: KnownOrAbsent<ValueOf<N[K]>> }
/** What `optional` become: all three. */
export type OptionalFacts<N> = { readonly [K in keyof N]: Fact<ValueOf<N[K]>> }

interface FactSource<T, S, N, O> {
  readonly id: string
  readonly privilege?: Privilege
  readonly summary: string
  /** If one of these is unknown, so is this fact, for the same reason; `collect` is not asked. */
  readonly needs?: N
  /** These may be unknown; `collect` sees all three states. */
  readonly optional?: O
  /**
   * How it is seen from outside the host (`mailmedic probe`): by the `same` questions, which then are the
   * network's alone, or as another fact of the same type. Default: only the host shows it.
   */
  readonly fromOutside?: FactDefinition<T, S> | 'same'
  /** The host itself is not asked: `check` does not look at this. */
  readonly onlyFromOutside?: true
  collect(world: World, facts: NeededFacts<N> & OptionalFacts<O>, subject: S): Promise<Fact<T>> | Fact<T>
}

// biome-ignore lint/complexity/noBannedTypes: an empty record of needs is exactly what is meant
type None = {}

/** Defines a fact about the examined machine. */
export function fact<T, N extends Needs<void> = None, O extends Needs<void> = None>(
  source: FactSource<T, void, N, O>,
): FactDefinition<T> {
  return define<T, void, N, O>('machine', source)
}

/** Defines a fact about a subject: `factAbout<IpAddress>()({ id, collect(world, facts, address) … })`. */
export function factAbout<S extends string>() {
  return <T, N extends Needs<S> = None, O extends Needs<S> = None>(
    source: FactSource<T, S, N, O>,
  ): FactDefinition<T, S> => define<T, S, N, O>('subject', source)
}

function define<T, S, N extends Needs<S>, O extends Needs<S>>(
  about: 'machine' | 'subject',
  source: FactSource<T, S, N, O>,
): FactDefinition<T, S> {
  return {
    id: source.id,
    about,
    privilege: source.privilege ?? 'none',
    summary: source.summary,
    needs: source.needs ?? {},
    optional: source.optional ?? {},
    fromOutside: source.fromOutside,
    onlyFromOutside: source.onlyFromOutside ?? false,
    // The collector hands over exactly the facts that `needs` and `optional` name, with their states.
    collect: async (world, facts, subject) =>
      source.collect(world, facts as NeededFacts<N> & OptionalFacts<O>, subject),
  }
}

/** From where a run looks: on the host, or at a domain from anywhere. */
export type Viewpoint = 'host' | 'outside'

export function viewpointOf(task: ProbeTask | undefined): Viewpoint {
  return task === undefined ? 'host' : 'outside'
}

/** Whether a fact can be looked at from there at all. */
export function isVisible(
  { fromOutside, onlyFromOutside }: { readonly fromOutside: unknown; readonly onlyFromOutside: boolean },
  viewpoint: Viewpoint,
): boolean {
  return viewpoint === 'outside' ? fromOutside !== undefined : !onlyFromOutside
}
