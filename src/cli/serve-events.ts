import { isoTime } from '../access/clock.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import type { ServeEvent } from '../watch/serve.ts'

/** What is worth a line; a look that went well is not. */
export type NotableEvent = Exclude<ServeEvent, { readonly kind: 'looked' }>

/** One line of the daemon's log: `key=value`, as journalctl and people can search it. */
export function eventLine(event: NotableEvent, at: number): string {
  return escapeForTerminal(`${isoTime(at)} ${textOf(event)}`)
}

function textOf(event: NotableEvent): string {
  switch (event.kind) {
    case 'change': {
      const { kind, incident } = event.change
      return `incident=${incident.id} ${kind} severity=${incident.worst} condition=${incident.diagnosis.condition} ${incident.diagnosis.title}`
    }
    case 'alert': {
      const { channel, error, givenUp } = event.outcome
      if (error === undefined) return `alert channel=${channel} delivered`
      return `alert channel=${channel} ${givenUp === true ? 'given up' : 'failed, will be tried again'}: ${error}`
    }
    case 'failed':
      return `the watch could not work: ${event.error instanceof Error ? event.error.message : String(event.error)}`
  }
}
