/** A reading: seconds since 1970 UTC, and what was read. */
export interface TrendPoint {
  readonly at: number
  readonly value: number
}

export interface Trend {
  /** Change of the value in an hour: the median over all pairs of readings (Theil and Sen). */
  readonly perHour: number
  /** So many of a hundred pairs rise less than the flattest, and more than the steepest. */
  readonly flattest: number
  readonly steepest: number
  /** The value at the latest reading. */
  readonly latest: number
  readonly hours: number
}

const hour = 3_600
/** Of more readings, evenly chosen ones are taken: 72 make 2,556 pairs. */
const mostPoints = 72
const leastPoints = 12
const tail = 0.1

/**
 * The straight line that most pairs of readings agree on; some wild readings do not bend it (Sen 1968). Undefined
 * where there are too few. `points`: oldest first.
 */
export function trendOf(points: readonly TrendPoint[]): Trend | undefined {
  const chosen = evenly(points)
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (chosen.length < leastPoints || first === undefined || last === undefined) return undefined
  const slopes = chosen.flatMap((one, index) =>
    chosen.slice(index + 1).map((other) => ((other.value - one.value) / (other.at - one.at)) * hour),
  )
  slopes.sort((a, b) => a - b)
  const at = (share: number) => slopes[Math.floor(share * (slopes.length - 1))] ?? 0
  return {
    perHour: at(0.5),
    flattest: at(tail),
    steepest: at(1 - tail),
    latest: last.value,
    hours: (last.at - first.at) / hour,
  }
}

function evenly(points: readonly TrendPoint[]): readonly TrendPoint[] {
  if (points.length <= mostPoints) return points
  return Array.from(
    { length: mostPoints },
    (_, index) => points[Math.round((index * (points.length - 1)) / (mostPoints - 1))],
  ).filter((point) => point !== undefined)
}

/**
 * Whether it rises steadily: nearly all pairs agree, none of them much more than the rest, and the last third
 * of the time rises as the whole does. What ended, or came in one jump, is no trend.
 */
export function risesSteadily(points: readonly TrendPoint[], trend: Trend): boolean {
  if (trend.flattest <= 0 || trend.steepest > trend.perHour * steepness) return false
  const last = points.at(-1)?.at ?? 0
  const recent = trendOf(points.filter(({ at }) => at >= last - (trend.hours * hour) / 3))
  return recent !== undefined && recent.perHour >= trend.perHour * stillRising
}

const steepness = 4
const stillRising = 0.5
