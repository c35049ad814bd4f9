import type { AutomatonTables, PatternList } from './automaton.ts'

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
  const terms = trie.ends.flatMap(({ state, pattern }) =>
    (patterns.get(pattern) ?? []).flatMap((term) => [state, term]),
  )
  return {
    codes: Uint16Array.from(codes),
    children: Uint16Array.from(trie.children),
    classes: Uint16Array.from(trie.classes),
    fallbacks: fallbacksOf(trie),
    terms: Uint16Array.from(terms),
  }
}

interface Trie {
  readonly children: number[]
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
