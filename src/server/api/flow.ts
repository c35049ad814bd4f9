import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import type { logsReportSchema } from '../../report/logs-schema.ts'
import type { Span, Step } from '../../store/history-store.ts'
import { delaySeries, delaysOf, seriesOf, stepFor } from '../../watch/history/read-history.ts'
import { settledRows } from '../../watch/history/settled.ts'
import { ApiError } from '../api-error.ts'
import type { ConsoleData, LogsReport } from '../console-data.ts'
import { type Route, route } from '../route.ts'
import { destinationsOf, type FlowSpan, queueOf, reasonsOf, talkersOf } from './flow-lists.ts'
import { flowSchema, type pointSchema } from './flow-schema.ts'

export type FlowAnswer = z.infer<typeof flowSchema>

const ranges = { hour: 3_600, day: 86_400, week: 7 * 86_400, month: 31 * 86_400, year: 366 * 86_400 } as const

const counted = ['received', 'delivered', 'deferred', 'bounced', 'rejected'] as const

export const flowRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/flow',
    summary: 'What came, what went, what waits, and where the time goes, over an hour to a year',
    needs: 'read',
    query: z.object({ range: z.enum(['hour', 'day', 'week', 'month', 'year']).default('day') }),
    answer: flowSchema,
    handle: async ({ data }, { query, language, signal }) => {
      const now = Math.floor(data.clock.now() / 1_000)
      const span = { from: now - ranges[query.range], until: now }
      const step = stepFor(data.store, span, now)
      const known = { data, span, language }
      const logs = await lastDay(data, signal)
      const history = historyOf(data, span, step)
      const isKept = history.length > 0
      const points = isKept || logs.report === undefined ? history : pointsOf(logs.report)
      return {
        range: query.range,
        ...spanOf(points, span, isKept),
        stepSeconds: isKept ? step : 3_600,
        points,
        totals: totalsOf(points),
        delays: delaysIn(data, span, step),
        stages: stagesIn(known, logs.report),
        destinations: destinationsOf(known, logs.report),
        reasons: reasonsOf(known, logs.report),
        talkers: talkersOf(known, logs.report),
        queue: queueOf(data, logs.report, now),
        ...(logs.report === undefined
          ? {}
          : { logs: { from: logs.report.period.from, to: logs.report.period.to } }),
        ...(logs.because === undefined ? {} : { logsBecause: logs.because }),
      }
    },
  }),
]

type Point = z.infer<typeof pointSchema>

async function lastDay(
  data: ConsoleData,
  signal: AbortSignal,
): Promise<{ readonly report?: LogsReport; readonly because?: string }> {
  try {
    return { report: await data.questions.logs(signal) }
  } catch (error) {
    if (error instanceof ApiError) return { because: error.message }
    throw error
  }
}

function historyOf({ store }: ConsoleData, span: Span, step: Step): Point[] {
  const byTime = new Map<number, Omit<Point, 'at'>>()
  for (const measure of counted)
    for (const { at, sum } of settledRows(store, measure, step, span, (part) =>
      seriesOf(store, measure, '', step, part),
    )) {
      const point = byTime.get(at) ?? { received: 0, delivered: 0, deferred: 0, bounced: 0, rejected: 0 }
      byTime.set(at, { ...point, [measure]: sum })
    }
  return [...byTime]
    .toSorted(([one], [other]) => one - other)
    .map(([at, point]) => ({ at: isoTime(at * 1_000), ...point }))
}

/** Until there is a history: the hours of the log, by the log's own clock. */
function pointsOf({ perHour }: z.infer<typeof logsReportSchema>): Point[] {
  return perHour.flatMap(({ hour, ...counts }) => {
    const at = Date.parse(`${hour.slice(0, 13).replace(' ', 'T')}:00:00Z`)
    return Number.isNaN(at) ? [] : [{ at: isoTime(at), ...counts }]
  })
}

function spanOf(points: readonly Point[], span: Span, isKept: boolean) {
  const [first, last] = [points[0], points.at(-1)]
  if (isKept || first === undefined || last === undefined)
    return { from: isoTime(span.from * 1_000), until: isoTime(span.until * 1_000) }
  return { from: first.at, until: isoTime(Date.parse(last.at) + 3_600_000) }
}

function totalsOf(points: readonly Point[]): Omit<Point, 'at'> {
  const sum = (measure: (typeof counted)[number]) =>
    points.reduce((total, point) => total + point[measure], 0)
  return {
    ...{ received: sum('received'), delivered: sum('delivered'), deferred: sum('deferred') },
    ...{ bounced: sum('bounced'), rejected: sum('rejected') },
  }
}

function delaysIn({ store }: ConsoleData, span: Span, step: Step) {
  const read = (part: Span) => delaysOf(store, 'total', step, part)
  return settledRows(store, 'delays', step, span, read).map(({ at, ...delay }) => ({
    at: isoTime(at * 1_000),
    ...delay,
  }))
}

type Known = Pick<FlowSpan, 'data' | 'span'>

/** By the log, which knows sums; without it by the history, which knows percentiles only. */
function stagesIn({ data, span }: Known, report: LogsReport | undefined) {
  if (report !== undefined)
    return report.delays.stages.map(({ stage, seconds, p50, p90, p99 }) => ({
      stage,
      seconds,
      p50,
      p90,
      p99,
    }))
  return delaySeries
    .filter((series) => series !== 'total')
    .flatMap((stage) => {
      const read = (part: Span) => delaysOf(data.store, stage, 86_400, part)
      const latest = settledRows(data.store, `delays ${stage}`, 86_400, span, read).at(-1)
      if (latest === undefined) return []
      const { p50, p90, p99 } = latest
      return [{ stage, p50, p90, p99 }]
    })
}
