import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { checkReportSchema } from '../../report/schema.ts'
import { seriesOf } from '../../watch/history/read-history.ts'
import { registrationIn } from '../../watch/history/registrations.ts'
import { ApiError } from '../api-error.ts'
import type { ConsoleData, ProbeDesk } from '../console-data.ts'
import { type Route, route, type Services } from '../route.ts'
import { instant } from './incident-schema.ts'

const verdict = z.enum(['problem', 'fine', 'could-not-tell'])

const momentSchema = z.object({
  at: instant,
  verdict,
  problems: z.array(z.string()).describe('conditions'),
})

const runningSchema = z.object({ domain: z.string(), done: z.int(), total: z.int() })

const registrationSchema = z.object({
  daysLeft: z.number().describe('until the registration ends; negative: it has ended'),
  expiresAt: instant,
  seenAt: instant.describe('when the registry was asked'),
})

const domainsSchema = z.object({
  domains: z.array(
    z.object({
      domain: z.string(),
      own: z.boolean().describe('the host takes its mail'),
      probed: momentSchema.optional().describe('the last time that it was looked at from outside'),
      problems: z.int().describe('problems of it that the last look of the watch found'),
      registration: registrationSchema.optional().describe('missing: no registry has told'),
    }),
  ),
  running: runningSchema.optional(),
  canProbe: z.boolean(),
})

const domainSchema = z.object({
  domain: z.string(),
  own: z.boolean(),
  report: checkReportSchema.optional().describe('as mailmedic probe tells it; missing: not looked at yet'),
  watched: checkReportSchema.shape.findings.describe('what the last look of the watch says of it'),
  history: z.array(momentSchema).describe('latest first'),
  registration: registrationSchema.optional().describe('missing: no registry has told'),
  registrationHistory: z
    .array(z.object({ at: instant, daysLeft: z.number() }))
    .describe('by the day of the last year, oldest first: where it rises, it was renewed'),
  running: runningSchema.optional(),
})

const domainPath = z.object({ domain: z.string().min(1).max(255) })

export type DomainsAnswer = z.infer<typeof domainsSchema>
export type DomainAnswer = z.infer<typeof domainSchema>

export const domainRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/domains',
    summary: 'The own domains, and those that were looked at',
    needs: 'read',
    answer: domainsSchema,
    handle: ({ data }, { language }) => {
      const own = new Set(data.ownDomains())
      const kept = new Map((data.probes?.kept() ?? []).map((one) => [one.domain, one]))
      const findings = data.latest(language)?.findings ?? []
      return {
        domains: [...new Set([...own, ...kept.keys()])].map((domain) => {
          const probed = kept.get(domain)
          const problems = findings.filter(
            ({ subject, status }) => subject === domain && status === 'problem',
          )
          return {
            ...{ domain, own: own.has(domain), problems: problems.length },
            ...(probed === undefined ? {} : { probed: { ...probed, problems: [...probed.problems] } }),
            ...registrationOf(data, domain),
          }
        }),
        ...runningOf(data.probes),
        canProbe: data.probes !== undefined,
      }
    },
  }),
  route({
    method: 'get',
    path: '/domains/{domain}',
    summary: 'What the world sees of a domain',
    needs: 'read',
    params: domainPath,
    answer: domainSchema,
    handle: ({ data }, { params: { domain }, language }) => {
      const report = data.probes?.latest(domain, language)
      const own = data.ownDomains().includes(domain)
      const running = runningOf(data.probes)
      if (report === undefined && !own && running.running?.domain !== domain)
        throw new ApiError('not-found', 'that domain was not looked at yet')
      const history = data.probes?.history(domain) ?? []
      return {
        ...{ domain, own, ...running },
        ...(report === undefined ? {} : { report }),
        watched: data.latest(language)?.findings.filter(({ subject }) => subject === domain) ?? [],
        history: history.map((moment) => ({ ...moment, problems: [...moment.problems] })),
        ...registrationOf(data, domain),
        registrationHistory: leftByDay(data, domain).map(({ at, low }) => ({
          at: isoTime(at * 1_000),
          daysLeft: roundedDays(low),
        })),
      }
    },
  }),
  route({
    method: 'post',
    path: '/domains/{domain}/probe',
    summary: 'Look at it now; how far that is comes as events. Only questions that anybody may ask',
    needs: 'operate',
    audit: 'domain-probed',
    params: domainPath,
    answer: z.object({ domain: z.string() }),
    handle: (services, { params, note }) => {
      const domain = desk(services).begin(params.domain)
      note(domain)
      return { domain }
    },
  }),
]

function desk({ data }: Services): ProbeDesk {
  if (data.probes === undefined) throw new ApiError('could-not-tell', 'nothing can be looked at from here')
  return data.probes
}

function runningOf(probes: ProbeDesk | undefined): { running?: z.infer<typeof runningSchema> } {
  return probes?.running === undefined ? {} : { running: probes.running }
}

const daySeconds = 86_400

/** Registries are asked once a day (`domain-days-left`), so a day's figure is what one answer said. */
function leftByDay({ store, clock }: ConsoleData, domain: string) {
  const until = Math.floor(clock.now() / 1_000) + 1
  return seriesOf(store, 'domain-days-left', domain, daySeconds, { from: until - 366 * daySeconds, until })
}

function registrationOf(data: ConsoleData, domain: string): Pick<DomainAnswer, 'registration'> {
  const told = registrationIn(data.store, domain)
  if (told === undefined) return {}
  const { expiresAt, seenAt } = told
  const daysLeft = roundedDays((expiresAt - data.clock.now()) / (daySeconds * 1_000))
  return { registration: { daysLeft, expiresAt: isoTime(expiresAt), seenAt: isoTime(seenAt) } }
}

function roundedDays(days: number): number {
  return Math.round(days * 10) / 10
}
