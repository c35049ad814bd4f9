import type { FollowEvent, FollowKind } from './event.ts'

export interface TallyRow {
  readonly kind: FollowKind
  readonly count: number
  /** Largest first; only of kinds that have reasons. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
}

/** What was followed so far, counted: for the last words. */
export class Tally {
  readonly #kinds = new Map<FollowKind, { count: number; readonly reasons: Map<string, number> }>()

  add({ kind, count, reason }: FollowEvent): void {
    const row = this.#kinds.get(kind) ?? { count: 0, reasons: new Map<string, number>() }
    this.#kinds.set(kind, row)
    row.count += count
    if (reason !== undefined) row.reasons.set(reason, (row.reasons.get(reason) ?? 0) + count)
  }

  rows(): TallyRow[] {
    return [...this.#kinds].map(([kind, { count, reasons }]) => ({
      kind,
      count,
      reasons: [...reasons]
        .map(([reason, times]) => ({ reason, count: times }))
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
    }))
  }
}
