import { z } from 'zod'
import { allConditions } from '../../knowledge/registry.ts'
import { logsReportSchema } from '../../report/logs-schema.ts'
import { diagnosisSchema, findingSchema } from '../../report/schema.ts'
import { ApiError } from '../api-error.ts'
import type { LogsReport } from '../console-data.ts'
import { type Route, route } from '../route.ts'

const { period, attacks, suddenSenders, failedLogins, tls, policies } = logsReportSchema.shape

const securitySchema = z.object({
  logs: z
    .object({ period, attacks, suddenSenders, failedLogins, tls, policies })
    .optional()
    .describe('what the logs of the last day count; missing: they could not be read'),
  logsBecause: z.string().optional().describe('why not'),
  diagnoses: z.array(diagnosisSchema).describe('what is wrong, and concerns security'),
  findings: z
    .array(findingSchema)
    .describe('all that was looked at of it: certificates, open services, log-ins'),
  software: z.array(z.object({ name: z.string(), version: z.string() })),
})

export type SecurityAnswer = z.infer<typeof securitySchema>

const securityConditions = new Set(
  allConditions.filter(({ id, topic }) => topic === 'security' || id.startsWith('tls-')).map(({ id }) => id),
)

export const securityRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/security',
    summary: 'Attacks, accounts unlike themselves, certificates, what stands open, versions',
    needs: 'read',
    answer: securitySchema,
    handle: async ({ data }, { language, signal }) => {
      const report = data.latest(language)
      const concerns = ({ condition }: { readonly condition: string }) => securityConditions.has(condition)
      return {
        ...(await logsOrWhyNot(data.questions.logs(signal))),
        diagnoses: report?.diagnoses.filter(concerns) ?? [],
        findings: report?.findings.filter(concerns).filter(({ status }) => status !== 'not-applicable') ?? [],
        software: report?.target.software ?? [],
      }
    },
  }),
]

async function logsOrWhyNot(
  reading: Promise<LogsReport>,
): Promise<Pick<z.infer<typeof securitySchema>, 'logs' | 'logsBecause'>> {
  try {
    return { logs: await reading }
  } catch (error) {
    if (error instanceof ApiError) return { logsBecause: error.message }
    throw error
  }
}
