import type { Span, Step, SubjectSum } from '../../store/history-store.ts'
import type { Store } from '../../store/store.ts'
import type { CountedMeasure } from './measures.ts'
import { largestOf } from './read-history.ts'

/** Lines are read that late at the most, while a watch runs; then a step of the past does not change any more. */
const settledAfter = 3 * 3_600
/** What a watch that was off has read late shows after that. */
const keptMilliseconds = 15 * 60_000
const mostKept = 200

interface Kept {
  readonly from: number
  /** Before that all of it is in `rows`. */
  readonly until: number
  readonly readAt: number
  readonly rows: readonly { readonly at: number }[]
}

const kept = new WeakMap<Store, Map<string, Kept>>()

/**
 * The steps of a span, oldest first: those that are settled are read once and kept for a while, as a page asks for
 * the same month again and again. `name`: what is read, `read`: how. The span ends now; seconds since 1970 UTC.
 */
export function settledRows<T extends { readonly at: number }>(
  store: Store,
  name: string,
  step: Step,
  span: Span,
  read: (span: Span) => readonly T[],
): readonly T[] {
  const own = kept.get(store) ?? new Map<string, Kept>()
  kept.set(store, own)
  // Each length of a span has its own: they begin at different times.
  const key = `${name} ${step} ${Math.round((span.until - span.from) / step)}`
  const settledUntil = Math.floor((span.until - settledAfter) / step) * step
  const before = own.get(key)
  // Written by this function under this name only, whose rows are T.
  const rows = usable(before, span) ? (before.rows.filter(({ at }) => at >= span.from) as T[]) : []
  const fresh = read({ from: usable(before, span) ? before.until : span.from, until: span.until })
  const settled = [...rows, ...fresh.filter(({ at }) => at < settledUntil)]
  if (own.size >= mostKept) own.clear()
  const readAt = usable(before, span) ? before.readAt : performance.now()
  if (settledUntil > span.from) own.set(key, { from: span.from, until: settledUntil, readAt, rows: settled })
  return [...settled, ...fresh.filter(({ at }) => at >= settledUntil)]
}

function usable(one: Kept | undefined, { from, until }: Span): one is Kept {
  return (
    one !== undefined &&
    one.from <= from &&
    one.until > from &&
    one.until <= until &&
    performance.now() - one.readAt < keptMilliseconds
  )
}

interface KeptSums {
  readonly readAt: number
  readonly sums: readonly SubjectSum[]
}

const keptSums = new WeakMap<Store, Map<string, KeptSums>>()

/** The subjects with the most in a span that ends now, largest first; what is settled is added up once. */
export function settledLargest(
  store: Store,
  measure: CountedMeasure,
  step: Step,
  { from, until }: Span,
  limit: number,
): readonly SubjectSum[] {
  const settledUntil = Math.floor((until - settledAfter) / step) * step
  if (settledUntil <= from) return largestOf(store, measure, step, { from, until }, limit)
  const own = keptSums.get(store) ?? new Map<string, KeptSums>()
  keptSums.set(store, own)
  const key = `${measure} ${step} ${from} ${settledUntil}`
  const before = own.get(key)
  const isFresh = before !== undefined && performance.now() - before.readAt < keptMilliseconds
  const settled = isFresh
    ? before.sums
    : largestOf(store, measure, step, { from, until: settledUntil }, mostSubjects)
  if (own.size >= mostKept) own.clear()
  if (!isFresh) own.set(key, { readAt: performance.now(), sums: settled })
  const sums = new Map(settled.map(({ subject, sum }) => [subject, sum]))
  for (const { subject, sum } of largestOf(store, measure, step, { from: settledUntil, until }, mostSubjects))
    sums.set(subject, (sums.get(subject) ?? 0) + sum)
  return [...sums]
    .map(([subject, sum]) => ({ subject, sum }))
    .toSorted((one, other) => other.sum - one.sum || (one.subject < other.subject ? -1 : 1))
    .slice(0, limit)
}

/** More than are kept of any step: the tail of each day may be another's. */
const mostSubjects = 10_000
