import { isoTime } from '../access/clock.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import type { ServeEvent } from '../watch/serve.ts'

/** What is worth a line; a look that went well is not. */
export type NotableEvent = Exclude<ServeEvent, { readonly kind: 'looked' }>

/** One line of the daemon's log: `key=value`, as journalctl and people can search it. */
export function eventLine(event: NotableEvent, at: number): string {
  return escapeForTerminal(`${isoTime(at)} ${textOf(event)}`)
}

/** The same as a JSON object, for programs; JSON escapes what is not plain text. */
export function eventJson(event: NotableEvent, at: number): string {
  return JSON.stringify({ time: isoTime(at), ...fieldsOf(event) })
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
      return `the watch could not work: ${messageOf(event.error)}`
  }
}

function fieldsOf(event: NotableEvent): Readonly<Record<string, unknown>> {
  switch (event.kind) {
    case 'change': {
      const { kind: change, incident } = event.change
      const { condition, subject, topic, title } = incident.diagnosis
      const about = { severity: incident.worst, condition, subject, topic, title }
      return {
        level: change === 'over' ? 'info' : 'warning',
        event: 'incident',
        change,
        id: incident.id,
        ...about,
      }
    }
    case 'alert': {
      const { channel, alert: id, error, givenUp } = event.outcome
      if (error === undefined) return { level: 'info', event: 'alert', channel, id, result: 'delivered' }
      const result = givenUp === true ? 'given-up' : 'failed'
      return { level: 'warning', event: 'alert', channel, id, result, error }
    }
    case 'failed':
      return { level: 'error', event: 'failed', error: messageOf(event.error) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
