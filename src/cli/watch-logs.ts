import { setTimeout } from 'node:timers/promises'
import { followFiles, followJournal } from '../access/host/follow.ts'
import type { FollowedPiece } from '../access/host/followed-file.ts'
import type { World } from '../access/world.ts'
import { FollowedLogs } from '../logs/follow/followed-logs.ts'
import { hostZone } from '../logs/host-zone.ts'
import type { ZoneOffset } from '../logs/zone.ts'
import type { Store } from '../store/store.ts'
import type { Alarm } from '../watch/alarm.ts'
import { isAlarming } from '../watch/alarming.ts'
import { journalPath, LogHistory } from '../watch/history/log-history.ts'
import { reasonOf } from './log-reasons.ts'
import { ownLogs } from './own-logs.ts'

/** Read silently at first: who sent what is under way. */
const lastBytes = 1 << 20
/** Milliseconds between two looks at logs that are silent: an alert may take seconds, a wake costs every time. */
const longestPause = 500
/** How much of the past a kill makes the next process read again. */
const keepMilliseconds = 5_000

/** Milliseconds before journalctl is started again, when it has ended by itself. */
const journalPause = 1_000

export interface LogWatching {
  readonly store: Store
  readonly alarm: Alarm
  readonly signal: AbortSignal
  readonly failed: (error: unknown) => void
  /** Where journalctl is looked for; where systemd puts it unless told. */
  readonly journalFolders?: readonly string[]
}

/**
 * Follows the logs of this host until the signal: rings when they tell of trouble, and keeps what they add up
 * to, from where the process before left off.
 */
export async function watchLogs({ host, clock }: World, watching: LogWatching): Promise<void> {
  const [{ paths }, zone] = await Promise.all([ownLogs(host, clock.now()), hostZone(host)])
  await watchLogFiles(paths, { ...watching, zone, keepMilliseconds })
}

/** The same of files that are known; none: the journal. */
export async function watchLogFiles(
  paths: readonly string[],
  watching: LogWatching & { readonly zone: ZoneOffset; readonly keepMilliseconds: number },
): Promise<void> {
  const { store, alarm, signal, failed } = watching
  const logs = new FollowedLogs(reasonOf)
  const history = new LogHistory(store, logs, watching.zone)
  const before = new Map(store.logPositions.all().map((position) => [position.path, position]))
  const pieces =
    paths.length > 0
      ? followFiles(paths, { signal, lastBytes, longestPause, resumeAt: (path) => before.get(path) })
      : followJournalOn(watching, () => history.readTo(journalPath))
  // What lies before the place where this begins comes marked as past.
  logs.live()
  let keptAt = performance.now()
  const keep = (): void => {
    keptAt = performance.now()
    try {
      history.keep()
    } catch (error) {
      failed(error)
    }
  }
  const keeping = setInterval(keep, watching.keepMilliseconds)
  try {
    for await (const piece of pieces) {
      if (piece !== null && history.take(piece).some(isAlarming)) alarm.ring()
      // While much is read at once no timer fires.
      if (performance.now() - keptAt > 2 * watching.keepMilliseconds) keep()
    }
  } finally {
    clearInterval(keeping)
    keep()
  }
}

/** The journal to the end of the watch: if journalctl ends before (it was killed, or updated), the next reads on. */
async function* followJournalOn(
  { signal, journalFolders }: LogWatching,
  readTo: () => number | undefined,
): AsyncGenerator<FollowedPiece | null> {
  let after = readTo()
  while (!signal.aborted) {
    const begunAt = Date.now() * 1_000
    const pieces = await followJournal(signal, after, journalFolders)
    if (pieces === undefined) return
    yield* pieces
    after = readTo() ?? begunAt
    await setTimeout(journalPause, undefined, { signal }).catch(() => undefined)
  }
}
