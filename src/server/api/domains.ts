import { z } from 'zod'
import { checkReportSchema } from '../../report/schema.ts'
import { ApiError } from '../api-error.ts'
import type { ProbeDesk } from '../console-data.ts'
import { type Route, route, type Services } from '../route.ts'
import { instant } from './incident-schema.ts'

const verdict = z.enum(['problem', 'fine', 'could-not-tell'])

const momentSchema = z.object({
  at: instant,
  verdict,
  problems: z.array(z.string()).describe('conditions'),
})

const runningSchema = z.object({ domain: z.string(), done: z.int(), total: z.int() })

const domainsSchema = z.object({
  domains: z.array(
    z.object({
      domain: z.string(),
      own: z.boolean().describe('the host takes its mail'),
      probed: momentSchema.optional().describe('the last time that it was looked at from outside'),
      problems: z.int().describe('problems of it that the last look of the watch found'),
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
