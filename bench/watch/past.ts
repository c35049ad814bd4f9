import type { Figure } from '../../src/store/history-store.ts'
import type { Store } from '../../src/store/store.ts'
import { largestKept, totals } from '../../src/watch/history/measures.ts'
import { tidyHistory } from '../../src/watch/history/tidy.ts'

const hour = 3_600
const begins = Date.parse('2026-01-01T00:00:00Z') / 1_000
const stages = ['total', 'before-queue', 'in-queue', 'connecting', 'sending']
/** Readings of a host with four file systems, twenty mailboxes that are nearly full, two certificates. */
const read: readonly (readonly [measure: string, subjects: number])[] = [
  ['disk-used-share', 4],
  ['disk-available-bytes', 4],
  ['inodes-used-share', 4],
  ['inodes-available', 4],
  ['memory-used-share', 1],
  ['queue-messages', 6],
  ['queue-oldest-seconds', 1],
  ['mailbox-used-share', 20],
  ['certificate-days-left', 2],
]

/** A past as busy as it can be: in each hour as many subjects as are kept. */
export function writePast(store: Store, days: number): void {
  for (let day = 0; day < days; day++) {
    store.transaction(() => {
      for (let more = 0; more < 24; more++) writeHour(store, begins + (day * 24 + more) * hour)
    })
    tidyHistory(store, (begins + (day + 1) * 24 * hour) * 1_000)
  }
}

function writeHour({ history }: Store, at: number): void {
  const value = () => 1 + (((at / hour) * 7_919) % 997)
  history.count(totals.map((measure): Figure => ({ measure, subject: '', at, value: value() })))
  for (const [measure, most] of Object.entries(largestKept))
    history.count(subjects(most).map((subject): Figure => ({ measure, subject, at, value: value() })))
  for (const [measure, count] of read)
    history.note(subjects(count).map((subject): Figure => ({ measure, subject, at, value: value() / 1e3 })))
  for (const stage of stages)
    history.delays(
      stage,
      at,
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [index * 3, index + 1])),
    )
}

function subjects(count: number): string[] {
  return Array.from({ length: count }, (_, index) => (count === 1 ? '' : `subject-${index}.example.org`))
}
