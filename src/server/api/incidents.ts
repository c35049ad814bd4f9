import { z } from 'zod'
import { severities } from '../../knowledge/verdict.ts'
import type { Incident } from '../../watch/incidents/incident.ts'
import { currentIncidents, incidentById, latestIncidents } from '../../watch/incidents/incident-log.ts'
import { outageReport } from '../../watch/incidents/outage-report.ts'
import { ApiError } from '../api-error.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { detailOf, type Surroundings, summaryOf, wordsOf } from './incident-answer.ts'
import { incidentDetailSchema, incidentSummarySchema } from './incident-schema.ts'

const mostIncidents = 500

export const incidentPath = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })

const filterSchema = z.object({
  state: z.enum(['open', 'over', 'suspected', 'all']).default('all'),
  severity: z.enum(severities).optional().describe('this and graver'),
  topic: z.string().max(100).optional(),
  condition: z.string().max(100).optional(),
  text: z.string().max(200).optional().describe('in title or subject, without regard to case'),
  limit: z.coerce.number().int().min(1).max(mostIncidents).default(50),
})

const incidentsSchema = z.object({
  incidents: z.array(incidentSummarySchema).describe('latest first'),
  more: z.boolean().describe('there are more that fit'),
})

export type IncidentsAnswer = z.infer<typeof incidentsSchema>

const reportSchema = z.object({ markdown: z.string() })

export type ReportAnswer = z.infer<typeof reportSchema>

export const incidentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/incidents',
    summary: 'Incidents, latest first',
    needs: 'read',
    query: filterSchema,
    answer: incidentsSchema,
    handle: (services, { query, language }) => {
      const fitting = incidentsIn(services, query).filter((incident) => fits(incident, query))
      const around = surroundings(services, language)
      return {
        incidents: fitting.slice(0, query.limit).map((incident) => summaryOf(incident, around)),
        more: fitting.length > query.limit,
      }
    },
  }),
  route({
    method: 'get',
    path: '/incidents/{id}',
    summary: 'The whole story of one incident',
    needs: 'read',
    params: incidentPath,
    answer: incidentDetailSchema,
    handle: (services, { params, language }) => {
      const incident = existing(services, params.id)
      return detailOf(
        incident,
        services.data.store.incidents.events(params.id),
        surroundings(services, language),
      )
    },
  }),
  route({
    method: 'get',
    path: '/incidents/{id}/report',
    summary: 'The outage report: when, effect, cause, what was done, prevention; Markdown',
    needs: 'read',
    params: incidentPath,
    answer: reportSchema,
    handle: (services, { params, language }) => {
      const { store, clock } = services.data
      const events = store.incidents.events(params.id)
      const incident = existing(services, params.id)
      const told = { ...incident, diagnosis: wordsOf(incident, services.data.latest(language)) }
      return { markdown: outageReport(told, events, language, clock.now()) }
    },
  }),
]

/** Each costs reading: no more are read than can be asked for. */
function incidentsIn({ data: { store } }: Services, filter: Filter): Incident[] {
  if (filter.state === 'open' || filter.state === 'suspected')
    return currentIncidents(store, Number.MAX_SAFE_INTEGER).toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
  const { severity, topic, condition, text } = filter
  const isNarrow =
    [severity, topic, condition, text].some((one) => one !== undefined) || filter.state === 'over'
  return latestIncidents(store, isNarrow ? mostIncidents : filter.limit + 1)
}

type Filter = z.infer<typeof filterSchema>

export function existing({ data }: Services, id: number): Incident {
  const incident = incidentById(data.store, id)
  if (incident === undefined) throw new ApiError('not-found', `there is no incident ${id}`)
  return incident
}

export function surroundings({ data }: Services, language: Call<0, 0, 0>['language']): Surroundings {
  const report = data.latest(language)
  return {
    host: report?.target.name ?? '',
    report,
    mutes: data.store.mutes.all(),
    now: data.clock.now(),
  }
}

function fits({ state, worst, diagnosis }: Incident, filter: Filter): boolean {
  const { topic, condition, title, subject } = diagnosis
  if (filter.state !== 'all' && state !== filter.state) return false
  if (filter.severity !== undefined && severities.indexOf(worst) > severities.indexOf(filter.severity))
    return false
  if (filter.topic !== undefined && topic !== filter.topic) return false
  if (filter.condition !== undefined && condition !== filter.condition) return false
  return filter.text === undefined || `${title}\n${subject}`.toLowerCase().includes(filter.text.toLowerCase())
}
