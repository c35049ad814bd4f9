import type { Store } from '../../store/store.ts'

/** A way to tell people that does not work. */
export interface FailingChannel {
  readonly channel: string
  /** What the other side, or the network, said last. */
  readonly error: string
  readonly tries: number
  /** When the oldest alert that waits there was made; milliseconds since 1970 UTC. */
  readonly since: number
}

/** 5 + 10 + 20 + 40 s: a receiver that restarts is back by then. */
const enoughTries = 4
const looked = 1_000

/** Channels that take nothing for some tries, by their oldest alert. */
export function failingChannels(store: Store): FailingChannel[] {
  const waiting = store.alerts.due(Number.MAX_SAFE_INTEGER, looked)
  const failing = new Map<string, FailingChannel>()
  for (const { channel, tries, lastError, createdAt } of waiting) {
    if (tries < enoughTries || failing.has(channel)) continue
    failing.set(channel, { channel, error: lastError ?? '', tries, since: createdAt })
  }
  return [...failing.values()]
}
