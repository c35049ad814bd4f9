import type { FollowEvent } from '../logs/follow/event.ts'
import type { TallyRow } from '../logs/follow/tally.ts'

/** JSON lines: one object an event, `event` says which. */
export function followJson(events: readonly FollowEvent[]): string {
  return events.map(({ kind, ...told }) => `${JSON.stringify({ event: kind, ...told })}\n`).join('')
}

/** The first line: which form this is, and what is followed. */
export function followStartJson(files: readonly string[]): string {
  return `${JSON.stringify({ schema: 'mailmedic.follow/1', event: 'start', files })}\n`
}

/** The last line. */
export function followEndJson(
  rows: readonly TallyRow[],
  seconds: number,
  lines: { readonly total: number; readonly unknown: number },
): string {
  return `${JSON.stringify({ event: 'end', seconds, lines, counts: rows })}\n`
}
