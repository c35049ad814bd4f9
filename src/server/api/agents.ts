import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { severities } from '../../knowledge/verdict.ts'
import { type Fleet, OtherTokenError } from '../../watch/fleet/fleet.ts'
import {
  type AgentReport,
  agentReportSchema,
  mostBatchBytes,
  receiptSchema,
} from '../../watch/fleet/report.ts'
import { isGraver } from '../../watch/incidents/incident.ts'
import { ApiError } from '../api-error.ts'
import { type Route, route, type Services } from '../route.ts'
import { instant } from './incident-schema.ts'

/** A batch, and what is around it. */
const mostReportBytes = mostBatchBytes + (1 << 19)

const agentsSchema = z.object({
  agents: z.array(
    z.object({
      id: z.string(),
      host: z.string(),
      reportedAt: instant,
      silent: z.boolean().describe('it has not reported for so long that it is an incident'),
      verdict: z.enum(['problem', 'fine', 'could-not-tell']).optional(),
      version: z.string(),
      open: z.int().describe('open incidents'),
      worst: z.enum(severities).optional().describe('of them'),
    }),
  ),
})

export const agentRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/agents/report',
    summary: 'What a host says to its centre: mailmedic.agent-report/1, compressed by gzip',
    needs: 'agent',
    upload: { types: ['application/gzip'], mostBytes: mostReportBytes },
    body: z.instanceof(Uint8Array),
    answer: receiptSchema,
    handle: async ({ data }, { body, caller }) => {
      const fleet = fleetOf(data)
      const report = await reportIn(body)
      try {
        return fleet.take(report, caller.name.replace(/^token:/, ''), data.clock.now())
      } catch (error) {
        if (error instanceof OtherTokenError) throw new ApiError('conflict', error.message)
        throw error
      }
    },
  }),
  route({
    method: 'get',
    path: '/agents',
    summary: 'The hosts that report to this centre, and how they are',
    needs: 'read',
    answer: agentsSchema,
    handle: ({ data }) => ({
      agents: (data.fleet?.hosts(data.clock.now()) ?? []).map(
        ({ id, host, reportedAt, isSilent, status, incidents }) => {
          const open = incidents.filter(({ state }) => state === 'open')
          const [worst] = open.map((one) => one.worst).toSorted((a, b) => (isGraver(a, b) ? -1 : 1))
          return {
            ...{ id, host, reportedAt: isoTime(reportedAt), silent: isSilent, version: status.version },
            ...(status.verdict === undefined ? {} : { verdict: status.verdict }),
            open: open.length,
            ...(worst === undefined ? {} : { worst }),
          }
        },
      ),
    }),
  }),
  route({
    method: 'delete',
    path: '/agents/{id}',
    summary: 'Forget a host that is no more, with all that it reported',
    needs: 'administer',
    audit: 'agent-forgotten',
    params: z.object({ id: z.string().min(1).max(300) }),
    answer: z.object({}),
    handle: ({ data }, { params, note }) => {
      if (!fleetOf(data).forget(params.id)) throw new ApiError('not-found', 'there is no such host')
      note(params.id)
      return {}
    },
  }),
]

function fleetOf(data: Services['data']): Fleet {
  if (data.fleet === undefined) throw new ApiError('not-found', 'this is no centre: it takes no reports')
  return data.fleet
}

/** Small when it comes, and still bounded when it is unpacked. Throws `ApiError`. */
async function reportIn(body: Uint8Array): Promise<AgentReport> {
  const parsed = agentReportSchema.safeParse(await unpacked(body))
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
  throw new ApiError('not-valid', 'that is no report of an agent', { fields })
}

async function unpacked(body: Uint8Array): Promise<unknown> {
  try {
    const bytes = await promisify(gunzip)(body, { maxOutputLength: mostReportBytes })
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new ApiError('not-valid', 'that is no JSON, compressed by gzip, of a size that is taken here')
  }
}
