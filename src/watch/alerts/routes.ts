import { z } from 'zod'
import { severities, topics } from '../../knowledge/verdict.ts'
import type { Alert } from './alert.ts'

/** Which alerts a channel wants. */
export const routeSchema = z
  .object({
    /** And graver. */
    severity: z.enum(severities).default('medium'),
    /** None named: all. */
    topics: z.array(z.enum(topics)).default([]),
  })
  .readonly()

export type Route = z.infer<typeof routeSchema>

export function wants(route: Route, { kind, severity, topic }: Alert): boolean {
  if (kind === 'test') return true
  const isGrave = severities.indexOf(severity) <= severities.indexOf(route.severity)
  return isGrave && (route.topics.length === 0 || route.topics.some((wanted) => wanted === topic))
}
