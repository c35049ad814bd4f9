import type { Fact, FactDefinition, Needs, OptionalFacts } from '../collect/fact.ts'
import type { Text } from './condition.ts'

/** Words of the field that are the same in every language, or a text in each. */
export type Words = string | Text

export interface ExhibitRow {
  /** How deep the row stands in a tree; a table has 0 everywhere. */
  readonly depth?: number
  readonly cells: readonly Words[]
  readonly status?: 'fine' | 'problem' | 'could-not-tell' | 'not-applicable'
}

/** What a report shows beside its diagnoses, so that a person sees the whole: a table or a tree. */
export interface ExhibitShown {
  readonly columns: readonly Words[]
  readonly rows: readonly ExhibitRow[]
  /** One line under the table, such as what was left out. */
  readonly note?: Words
}

export interface Exhibit {
  readonly id: string
  readonly title: Text
  /** All of them may be unknown: an exhibit shows what was seen and says what was not. */
  readonly facts: Needs<string>
  show(facts: Readonly<Record<string, Fact<unknown>>>, domain: string): ExhibitShown | undefined
}

interface ExhibitSource<N> {
  readonly id: string
  readonly title: Text
  readonly facts: N
  /** Pure. Undefined: there is nothing to show. */
  show(facts: OptionalFacts<N>, domain: string): ExhibitShown | undefined
}

/** Defines an exhibit; `show` gets exactly the facts that `facts` names, in all three states. */
export function exhibit<
  N extends Readonly<Record<string, FactDefinition<unknown, string> | FactDefinition<unknown>>>,
>(source: ExhibitSource<N>): Exhibit {
  return {
    ...source,
    // The engine hands over the facts that `facts` names, with their states.
    show: (facts, domain) => source.show(facts as OptionalFacts<N>, domain),
  }
}
