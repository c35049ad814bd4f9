import { others } from '../../logs/follow/followed-figures.ts'
import type { Store } from '../../store/store.ts'
import { largestKept } from './measures.ts'
import { historyRetention, retentionIn } from './retention.ts'

const hour = 3_600
const day = 86_400
const noteName = 'history-tidied'
/** Lines of an hour may be read late: a daemon that was off, a syslog daemon that writes later. */
const settled = 2 * hour
/** After a long pause not all hours are looked at again. */
const mostHours = 48

/**
 * Once an hour: of the hours and days that are over only the largest subjects are kept, and what is too old is
 * forgotten, incidents too. `now`: milliseconds since 1970 UTC. Returns whether there was something to do.
 */
export function tidyHistory(store: Store, now: number): boolean {
  const seconds = Math.floor(now / 1_000)
  const last = Math.floor((seconds - settled) / hour) * hour
  const before = Number(store.notes.get(noteName) ?? Number.NaN)
  if (before >= last && before - last < day) return false
  store.transaction(() => {
    const from =
      Number.isNaN(before) || before > last ? last : Math.max(before + hour, last - mostHours * hour)
    for (let at = from; at <= last; at += hour) foldStep(store, at, hour)
    const today = Math.floor(last / day) * day
    if (from <= today) foldStep(store, today - day, day)
    const retention = retentionIn(store)
    store.history.thin(seconds, historyRetention(retention))
    store.incidents.forget(now - retention.incidentsDays * day * 1_000)
    store.notes.put(noteName, String(last))
  })
  return true
}

function foldStep({ history }: Store, at: number, step: 3_600 | 86_400): void {
  for (const [measure, most] of Object.entries(largestKept)) history.fold(measure, step, at, most, others)
}
