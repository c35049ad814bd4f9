/** Time, as the examined run sees it. A capture replays the time at which it was made. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** A clock that stands still, for replays and tests. */
export function fixedClock(milliseconds: number): Clock {
  return { now: () => milliseconds }
}

/** The one way in which an instant is written in evidence and reports: ISO 8601, UTC, whole seconds. */
export function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
