import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import type { Span } from '../../store/history-store.ts'
import type { Total } from '../../watch/history/measures.ts'
import { ApiError } from '../api-error.ts'
import type { ConsoleData } from '../console-data.ts'
import { instant } from './incident-schema.ts'

const hourSeconds = 3_600
const daySeconds = 86_400

/** Of mail, not of bytes or log-ins. */
const shown = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const satisfies readonly Total[]

const countsSchema = z.object({
  received: z.number(),
  delivered: z.number(),
  deferred: z.number(),
  bounced: z.number(),
  rejected: z.number(),
})
type Shown = (typeof shown)[number]

export const hourlyQuerySchema = z.object({
  range: z.enum(['day', 'week', 'month']).default('day'),
})

export const hourlySchema = z.object({
  host: z.string(),
  from: instant,
  until: instant,
  hours: z
    .array(countsSchema.extend({ at: instant }))
    .describe('oldest first; hours without mail are not there'),
  totals: countsSchema,
})

export type HostFiguresAnswer = z.infer<typeof hourlySchema>

const ranges = { day: daySeconds, week: 7 * daySeconds, month: 31 * daySeconds } as const

/** What a host counted by the hour: the own one by its history, one of a fleet as it reports. Throws `ApiError`. */
export function hourlyOf(data: ConsoleData, host: string, range: keyof typeof ranges): HostFiguresAnswer {
  const now = Math.floor(data.clock.now() / 1_000)
  const span = { from: Math.floor((now - ranges[range]) / hourSeconds) * hourSeconds, until: now }
  const hours = new Map<number, Record<Shown, number>>()
  for (const measure of shown)
    for (const { at, sum } of figuresOf(data, host, measure, span)) {
      const hour = hours.get(at) ?? nothing()
      hour[measure] += sum
      hours.set(at, hour)
    }
  const rows = [...hours].toSorted(([one], [other]) => one - other)
  const sums = nothing()
  for (const [, hour] of rows) for (const measure of shown) sums[measure] += hour[measure]
  return {
    ...{ host, from: isoTime(span.from * 1_000), until: isoTime(span.until * 1_000) },
    hours: rows.map(([at, hour]) => ({ at: isoTime(at * 1_000), ...hour })),
    totals: sums,
  }
}

function nothing(): Record<Shown, number> {
  return { received: 0, delivered: 0, deferred: 0, bounced: 0, rejected: 0 }
}

function figuresOf(
  data: ConsoleData,
  host: string,
  measure: Shown,
  span: Span,
): readonly { readonly at: number; readonly sum: number }[] {
  const { store, fleet, clock } = data
  const agents = (fleet?.hosts(clock.now()) ?? []).filter((one) => one.host === host)
  if (agents.length > 0)
    return agents.flatMap(({ id }) => store.fleet.figures(id, measure, span.from, span.until))
  if (data.latest('en')?.target.name !== host) throw new ApiError('not-found', 'there is no such host')
  return store.history.points(measure, '', hourSeconds, span)
}
