import type { TimelineEvent, TimelineKind } from '../mail-log.ts'
import { keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { limits } from './limits.ts'

/** Events of services and machine; the latest are kept when there are too many. */
export class Timeline {
  #events: TimelineEvent[] = []

  add(entry: Entry, kind: TimelineKind, subject: string): void {
    const event = { at: entry.at, kind, subject: keep(subject, 200), evidence: entry.evidence() }
    this.#events.push(event)
    if (this.#events.length >= 2 * limits.timeline) this.#events = this.events()
  }

  events(): TimelineEvent[] {
    return this.#events.toSorted((a, b) => a.at - b.at).slice(-limits.timeline)
  }
}
