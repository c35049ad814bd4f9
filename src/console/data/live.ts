import { useEffect, useState } from 'preact/hooks'
import type { ConsoleEvent } from '../../server/console-event.ts'

type EventKind = ConsoleEvent['kind']
type EventOf<K extends EventKind> = Extract<ConsoleEvent, { readonly kind: K }>

/** What may change while it is shown. */
const topics = ['looked', 'incident', 'settings', 'probe'] as const satisfies readonly EventKind[]
export type Topic = (typeof topics)[number]

export type Connection = 'connecting' | 'live' | 'away'

const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 30_000
/** Many changes at once are one. */
const gatherMilliseconds = 150

const hearers = new Set<(event: ConsoleEvent) => void>()
const listeners = new Map<() => void, readonly Topic[]>()
const watchers = new Set<(connection: Connection) => void>()
let connection: Connection = 'connecting'
let source: EventSource | undefined
let waiting: ReturnType<typeof setTimeout> | undefined
let failures = 0
const changed = new Set<Topic>()
let isGathering = false

/**
 * Listens to the server's events (server-sent) for as long as somebody is signed in. After a break it
 * connects again, later each time, and then everything that is shown is asked anew: events may be lost.
 */
export function connect(): void {
  disconnect()
  const opened = new EventSource('/api/v1/events')
  source = opened
  opened.onopen = () => {
    if (failures > 0) tell([...topics])
    failures = 0
    become('live')
  }
  opened.onerror = () => {
    become('away')
    opened.close()
    failures++
    waiting = setTimeout(
      connect,
      Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** (failures - 1)),
    )
  }
  for (const topic of topics)
    opened.addEventListener(topic, ({ data }: MessageEvent<string>) => {
      tell([topic])
      const event = JSON.parse(data) as ConsoleEvent
      for (const hear of hearers) hear(event)
    })
}

export function disconnect(): void {
  clearTimeout(waiting)
  source?.close()
  source = undefined
}

/** The network is back: what was missed is asked for at once, and not when the next try is due. */
addEventListener('online', () => {
  if (source === undefined) return
  connect()
  tell([...topics])
})

/** Runs when one of these changed; returns how to stop. */
export function onChange(wanted: readonly Topic[], run: () => void): () => void {
  const listener = () => run()
  listeners.set(listener, wanted)
  return () => listeners.delete(listener)
}

/** Runs with each event of that kind as it comes; returns how to stop. */
export function onEvent<K extends EventKind>(kind: K, run: (event: EventOf<K>) => void): () => void {
  const hear = (event: ConsoleEvent) => {
    if (event.kind === kind) run(event as EventOf<K>)
  }
  hearers.add(hear)
  return () => hearers.delete(hear)
}

export function useConnection(): Connection {
  const [shown, setShown] = useState(connection)
  useEffect(() => {
    watchers.add(setShown)
    setShown(connection)
    return () => {
      watchers.delete(setShown)
    }
  }, [])
  return shown
}

function become(next: Connection): void {
  connection = next
  for (const watcher of watchers) watcher(next)
}

function tell(what: readonly Topic[]): void {
  for (const topic of what) changed.add(topic)
  if (isGathering) return
  isGathering = true
  setTimeout(() => {
    isGathering = false
    const told = new Set(changed)
    changed.clear()
    for (const [run, wanted] of [...listeners]) if (wanted.some((topic) => told.has(topic))) run()
  }, gatherMilliseconds)
}
