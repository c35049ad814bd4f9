import { type AutomatonTables, field, noCharacter, type PatternList, stateKind } from './automaton.ts'

/** States are kept in 16 bits: the table then stays in the processor's cache. */
const mostStates = 0x1_0000

/** Makes the tables of a pattern list. Throws a RangeError where it has more states than 16 bits can name. */
export function automatonTables(patterns: PatternList): AutomatonTables {
  const sorted = [...patterns.keys()].sort((a, b) => (a < b ? -1 : 1))
  const codes = [0, ...new Set(sorted.flatMap((pattern) => codesOf(pattern)))]
  const classOf = new Map(codes.slice(1).map((code, index) => [code, index + 1] as const))
  const trie = trieOf(sorted, classOf)
  const states = trie.classes.length
  if (states >= mostStates) throw new RangeError('too many word rules for one automaton')
  const numbers = depthFirst(trie)
  const terms = trie.ends
    .toSorted((a, b) => (numbers[a.state] ?? 0) - (numbers[b.state] ?? 0))
    .flatMap(({ state, pattern }) =>
      (patterns.get(pattern) ?? []).flatMap((term) => [numbers[state] ?? 0, term]),
    )
  return {
    codes: Uint16Array.from(codes),
    ...describedStates(trie, codes, numbers),
    terms: Uint16Array.from(terms),
  }
}

/** States in breadth-first order, so that the children of a state follow each other. */
interface Trie {
  /** By state: its first child; the next state's first child ends them. One entry more than states. */
  readonly children: number[]
  /** By state: class of the character that leads into it. */
  readonly classes: number[]
  readonly ends: { readonly state: number; readonly pattern: string }[]
}

/** A state is the range of sorted patterns that begin alike; the ranges inside it, one for each next character, are its children. */
function trieOf(sorted: readonly string[], classOf: ReadonlyMap<number, number>): Trie {
  const trie: Trie = { children: [], classes: [0], ends: [] }
  const queue = [{ from: 0, to: sorted.length, depth: 0 }]
  for (let state = 0; state < queue.length; state++) {
    const { from, to, depth } = queue[state] ?? { from: 0, to: 0, depth: 0 }
    trie.children.push(queue.length)
    let at = from
    const first = sorted[at]
    if (at < to && first?.length === depth) {
      trie.ends.push({ state, pattern: first })
      at++
    }
    while (at < to) {
      const start = at
      const code = sorted[start]?.charCodeAt(depth)
      while (at < to && sorted[at]?.charCodeAt(depth) === code) at++
      queue.push({ from: start, to: at, depth: depth + 1 })
      trie.classes.push(classOf.get(code ?? 0) ?? 0)
    }
  }
  trie.children.push(queue.length)
  return trie
}

function fallbacksOf(trie: Trie): Uint16Array {
  const fallbacks = new Uint16Array(trie.classes.length)
  for (let state = 0; state < fallbacks.length; state++) {
    const end = trie.children[state + 1] ?? 0
    for (let child = trie.children[state] ?? 0; child < end; child++) {
      if (state > 0) fallbacks[child] = ending(trie, fallbacks, state, trie.classes[child] ?? 0)
    }
  }
  return fallbacks
}

/** Where the longest ending of `state` leads that goes on with a character of this class. */
function ending(trie: Trie, fallbacks: Uint16Array, state: number, wanted: number): number {
  for (let at = state; at > 0; ) {
    at = fallbacks[at] ?? 0
    const found = childOf(trie, at, wanted)
    if (found > 0) return found
  }
  return 0
}

function childOf({ children, classes }: Trie, state: number, wanted: number): number {
  const end = children[state + 1] ?? 0
  for (let child = children[state] ?? 0; child < end; child++) if (classes[child] === wanted) return child
  return 0
}

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
}

/** By state, its number depth first; of its children that with the most below it comes next. */
function depthFirst(trie: Trie): number[] {
  const states = trie.classes.length
  const below = new Array<number>(states).fill(1)
  const belowOf = (state: number): number => below[state] ?? 0
  for (let state = states - 1; state >= 0; state--)
    below[state] = childrenOf(trie, state).reduce((sum, child) => sum + belowOf(child), 1)
  const numbers = new Array<number>(states).fill(0)
  for (let state = 0; state < states; state++) {
    let number = (numbers[state] ?? 0) + 1
    // The first of those that are alike; sorting is stable.
    for (const child of childrenOf(trie, state).sort((a, b) => belowOf(b) - belowOf(a))) {
      numbers[child] = number
      number += belowOf(child)
    }
  }
  return numbers
}

/** What the automaton keeps of each state, by its number. */
function describedStates(
  trie: Trie,
  codes: readonly number[],
  numbers: readonly number[],
): Pick<AutomatonTables, 'states' | 'rows' | 'edges'> {
  const states = new Uint16Array(field.size * numbers.length)
  const fallbacks = fallbacksOf(trie)
  const [rows, edges]: [number[], number[]] = [[0], []]
  for (const [place, number] of numbers.entries()) {
    const at = field.size * number
    const children = childrenOf(trie, place)
    const next = children.find((child) => numbers[child] === number + 1)
    const code = next === undefined ? undefined : codes[trie.classes[next] ?? 0]
    states[at + field.awaited] = code ?? noCharacter
    states[at + field.fallback] = numbers[fallbacks[place] ?? 0] ?? 0
    if (place > 0 && children.length < 2) continue
    states[at + field.row] = rows.length
    rows.push(edges.length / 2)
    for (const child of children) edges.push(trie.classes[child] ?? 0, numbers[child] ?? 0)
  }
  states[field.kind] = stateKind.silent
  rows.push(edges.length / 2)
  return { states, rows: Uint16Array.from(rows), edges: Uint16Array.from(edges) }
}

function childrenOf({ children }: Trie, state: number): number[] {
  const from = children[state] ?? 0
  return Array.from({ length: (children[state + 1] ?? 0) - from }, (_, index) => from + index)
}
