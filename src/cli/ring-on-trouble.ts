import { followFiles, followJournal } from '../access/host/follow.ts'
import type { World } from '../access/world.ts'
import { FollowedLogs } from '../logs/follow/followed-logs.ts'
import type { Alarm } from '../watch/alarm.ts'
import { isAlarming } from '../watch/alarming.ts'
import { reasonOf } from './log-reasons.ts'
import { ownLogs } from './own-logs.ts'

/** Read silently at first: who sent what is under way. */
const lastBytes = 1 << 20

/** Follows the logs of this host until the signal, and rings when they tell of trouble. */
export async function ringOnTrouble(
  { host, clock }: World,
  alarm: Alarm,
  signal: AbortSignal,
): Promise<void> {
  const { paths } = await ownLogs(host, clock.now())
  const logs = new FollowedLogs(reasonOf)
  const pieces = paths.length > 0 ? followFiles(paths, { signal, lastBytes }) : await followJournal(signal)
  if (pieces === undefined) return
  for await (const piece of pieces) {
    if (piece === null) logs.live()
    else if (piece.kind === 'lines' && logs.take(piece).some(isAlarming)) alarm.ring()
  }
}
