import { type Area, ownArea } from '../engine/memory.ts'
import { buckets } from '../engine/memory-layout.ts'

/**
 * Sub-buckets for each power of two: a value is known to 1/16 of itself, whatever its size, and a percentile
 * with it. Below 8 milliseconds the value is exact.
 */
const bits = 3
const perPower = 1 << bits
/** 24 days: longer than any queue keeps mail. */
export const mostMilliseconds = 2 ** 31 - 1

/** Bucket of a time in milliseconds, 0 to `mostMilliseconds`. */
export function bucketOf(milliseconds: number): number {
  if (milliseconds < perPower) return milliseconds
  const power = 31 - Math.clz32(milliseconds)
  return (power - bits) * perPower + (milliseconds >>> (power - bits))
}

/** The middle of a bucket, milliseconds. */
export function middleOf(bucket: number): number {
  if (bucket < 2 * perPower) return bucket
  const shift = Math.floor(bucket / perPower) - 1
  const low = ((bucket % perPower) + perPower) * 2 ** shift
  return low + (2 ** shift - 1) / 2
}

/** Of one set of times; seconds. */
export interface Percentiles {
  readonly count: number
  readonly p50: number
  readonly p90: number
  readonly p99: number
}

/** Many histograms of times in one array: fixed memory for each, nothing allocated for a value. */
export class Histograms {
  readonly #counts: Int32Array

  constructor(rows: number, area: Area = ownArea(rows * buckets * 4)) {
    this.#counts = new Int32Array(area.buffer, area.at, rows * buckets)
  }

  add(row: number, milliseconds: number, amount: number): void {
    const at = row * buckets + bucketOf(milliseconds)
    this.#counts[at] = (this.#counts[at] as number) + amount
  }

  /** Only the 90th percentile, milliseconds, of a row whose count is known. */
  nineOfTen(row: number, count: number): number {
    const rank = Math.ceil(0.9 * count)
    const end = Math.min((row + 1) * buckets, this.#counts.length)
    let seen = 0
    for (let at = row * buckets; at < end; at++) {
      seen += this.#counts[at] as number
      if (seen >= rank) return middleOf(at - row * buckets)
    }
    return 0
  }

  /** Undefined where nothing was counted. Nearest rank; within 1/16 of the true value. */
  percentiles(row: number): Percentiles | undefined {
    const own = this.#counts.subarray(row * buckets, (row + 1) * buckets)
    let count = 0
    for (let bucket = 0; bucket < own.length; bucket++) count += own[bucket] ?? 0
    if (count <= 0) return undefined
    const at = (share: number): number => seconds(valueAt(own, Math.ceil(share * count)))
    return { count, p50: at(0.5), p90: at(0.9), p99: at(0.99) }
  }
}

function valueAt(counts: Int32Array, rank: number): number {
  let seen = 0
  for (let bucket = 0; bucket < counts.length; bucket++) {
    seen += counts[bucket] ?? 0
    if (seen >= rank) return middleOf(bucket)
  }
  return mostMilliseconds
}

/** Milliseconds → seconds, with no more digits than are known. */
function seconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toPrecision(3))
}
