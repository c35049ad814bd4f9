import { z } from 'zod'
import { severities, topics } from '../../knowledge/verdict.ts'
import type { Alert } from './alert.ts'

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 07:00')

/** Which alerts a channel wants, and when. Times of day are those of this host's zone. */
export const routeSchema = z
  .object({
    /** And graver. */
    severity: z.enum(severities).default('medium'),
    /** None named: all. */
    topics: z.array(z.enum(topics)).default([]),
    /** Only told of what nobody has acknowledged for so many minutes: the next one to be woken. */
    afterMinutes: z
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .optional(),
    /** Held until the end, unless it is this grave or graver. */
    quiet: z
      .object({ from: timeOfDay, until: timeOfDay, except: z.enum(severities).default('critical') })
      .optional(),
    /** When the summary of the last day is sent. */
    digestAt: timeOfDay.optional(),
  })
  .readonly()

export type Route = z.infer<typeof routeSchema>

export function wants(route: Route, { kind, severity, topic }: Alert): boolean {
  if (kind === 'test') return true
  const isGrave = severities.indexOf(severity) <= severities.indexOf(route.severity)
  return isGrave && (route.topics.length === 0 || route.topics.some((wanted) => wanted === topic))
}

/** Until when an alert is held back; undefined: it is told at once. Milliseconds since 1970 UTC. */
export function heldUntil({ quiet }: Route, severity: Alert['severity'], at: number): number | undefined {
  if (quiet === undefined || severities.indexOf(severity) <= severities.indexOf(quiet.except))
    return undefined
  const now = minuteOfDay(at)
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)]
  const isQuiet = from <= until ? now >= from && now < until : now >= from || now < until
  if (!isQuiet) return undefined
  const end = new Date(at)
  end.setHours(Math.floor(until / 60), until % 60, 0, 0)
  if (end.getTime() <= at) end.setDate(end.getDate() + 1)
  return end.getTime()
}

/** Minutes since midnight, in this host's zone. */
export function minuteOfDay(at: number): number {
  const date = new Date(at)
  return date.getHours() * 60 + date.getMinutes()
}

/** `07:30` → 450. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
