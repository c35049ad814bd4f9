/** The name that a misspelt one most likely means; undefined where none is near. Case does not count. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase()
  // More slips than these in one word are rare; beyond that a guess misleads.
  let best: { name: string; distance: number } | undefined
  const limit = wanted.length < 8 ? 1 : wanted.length < 20 ? 2 : 3
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > limit) continue
    const distance = editDistance(wanted, name, limit)
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}

/** Letters to insert, delete, replace or swap with their neighbour; more than `limit` is not counted out. */
export function editDistance(left: string, right: string, limit: number): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      const cheapest = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + Number(!same),
      )
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      current.push(isSwap ? Math.min(cheapest, (beforeLast[column - 2] ?? 0) + 1) : cheapest)
    }
    if (Math.min(...current) > limit) return limit + 1
    beforeLast = last
    last = current
  }
  return last[right.length] ?? limit + 1
}
