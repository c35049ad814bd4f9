import { z } from 'zod'
import { diagnosisSchema, evidenceSchema } from '../../report/schema.ts'
import { currentIncidents } from '../../watch/incidents/incident-log.ts'
import { type Route, route } from '../route.ts'
import { byImpact, summaryOf } from './incident-answer.ts'
import { incidentSummarySchema, instant } from './incident-schema.ts'
import { surroundings } from './incidents.ts'

const nowSchema = z
  .object({
    host: z.object({
      name: z.string(),
      system: z.string(),
      software: z.array(z.object({ name: z.string(), version: z.string() })),
    }),
    verdict: z.enum(['problem', 'fine', 'could-not-tell', 'not-looked-yet']),
    sentence: z.string().describe('the answer in one line'),
    lookedAt: instant.optional().describe('when the last look began'),
    checked: z.int().describe('questions that were answered in the last look'),
    incidents: z.array(incidentSummarySchema).describe('not over; the one with the most impact first'),
    notes: z.array(diagnosisSchema).describe('what is no problem but worth knowing: advice, others’ faults'),
    forecasts: z
      .array(
        z.object({
          at: instant.describe('when it is expected'),
          title: z.string(),
          because: z.string(),
          severity: z.string(),
        }),
      )
      .describe('what will break, the soonest first'),
    changes: z
      .array(z.object({ at: instant, what: z.string(), evidence: evidenceSchema }))
      .describe('what happened on the host, latest first'),
    untold: z
      .array(
        z.object({
          condition: z.string(),
          subject: z.string(),
          because: z.string(),
          remedy: z.string().optional().describe('how to let it tell'),
        }),
      )
      .describe('what the last look could not tell'),
    past: z
      .array(
        z.object({
          condition: z.string(),
          subject: z.string(),
          because: z.string(),
          since: instant,
          until: instant,
        }),
      )
      .describe('was a problem, and is over'),
    told: z.object({
      channels: z.int().describe('ways by which people are told'),
      waiting: z.int().describe('alerts that wait to be delivered'),
    }),
  })
  .describe('Is mail working; if not, why, since when, what to do')

export type NowAnswer = z.infer<typeof nowSchema>

const sentences = {
  en: 'Not looked yet: the first look takes some seconds',
  zh: '尚未检查：首次检查需要几秒钟',
} as const

export const nowRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/now',
    summary: 'The verdict, the incidents by impact, what may come, what changed, what could not be told',
    needs: 'read',
    answer: nowSchema,
    handle: (services, { language }) => {
      const { store, forecasts } = services.data
      const around = surroundings(services, language)
      const { report } = around
      const findings = report?.findings ?? []
      return {
        host: {
          name: around.host,
          system: report?.target.system ?? '',
          software: report?.target.software ?? [],
        },
        verdict: report?.verdict ?? 'not-looked-yet',
        sentence: report?.because ?? sentences[language],
        ...(report === undefined ? {} : { lookedAt: report.startedAt }),
        checked: findings.filter(({ status }) => status === 'fine' || status === 'problem').length,
        incidents: currentIncidents(store, Number.MAX_SAFE_INTEGER)
          .toSorted(byImpact)
          .map((incident) => summaryOf(incident, around)),
        notes: report?.diagnoses.filter(({ severity }) => severity === 'low' || severity === 'info') ?? [],
        forecasts: forecasts(language),
        changes: report?.timeline.toReversed() ?? [],
        untold: findings
          .filter(({ status }) => status === 'could-not-tell')
          .map(({ condition, subject, because, remedy }) => ({
            ...{ condition, subject, because },
            ...(remedy === undefined ? {} : { remedy }),
          })),
        past: findings.flatMap(({ condition, subject, because, past }) =>
          past === undefined ? [] : [{ condition, subject, because, ...past }],
        ),
        told: { channels: store.channels.all().length, waiting: store.alerts.waiting() },
      }
    },
  }),
]
