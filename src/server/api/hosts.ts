import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import type { Language } from '../../knowledge/condition.ts'
import { severities } from '../../knowledge/verdict.ts'
import type { Incident } from '../../watch/incidents/incident.ts'
import { currentIncidents } from '../../watch/incidents/incident-log.ts'
import type { ConsoleData } from '../console-data.ts'
import { type Route, route } from '../route.ts'
import { hourlyOf, hourlyQuerySchema, hourlySchema } from './host-figures.ts'
import { byImpact } from './incident-answer.ts'
import { instant } from './incident-schema.ts'

const hostsSchema = z.object({
  hosts: z.array(
    z.object({
      name: z.string(),
      system: z.string(),
      software: z.array(z.object({ name: z.string(), version: z.string() })),
      verdict: z.enum(['problem', 'fine', 'could-not-tell']),
      silent: z.boolean().describe('it has not reported for so long that it is an incident'),
      open: z.int().describe('open incidents'),
      worst: z.enum(severities).optional().describe('of them'),
      seenAt: instant.optional(),
    }),
  ),
})

export type HostsAnswer = z.infer<typeof hostsSchema>

export const hostRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/hosts',
    summary: 'The hosts that are watched, and how they are',
    needs: 'read',
    answer: hostsSchema,
    handle: ({ data }, { language }) => ({ hosts: [...ownHost(data, language), ...fleetHosts(data)] }),
  }),
  route({
    method: 'get',
    path: '/hosts/{name}/figures',
    summary: 'What one host counted by the hour',
    needs: 'read',
    params: z.object({ name: z.string().min(1).max(255) }),
    query: hourlyQuerySchema,
    answer: hourlySchema,
    handle: ({ data }, { params, query }) => hourlyOf(data, params.name, query.range),
  }),
]

type HostRow = HostsAnswer['hosts'][number]

function ownHost(data: ConsoleData, language: Language): HostRow[] {
  const report = data.latest(language)
  if (report === undefined) return []
  // Incidents of a fleet name their hosts; these are the host's own.
  const own = currentIncidents(data.store, Number.MAX_SAFE_INTEGER).filter(({ hosts }) => hosts === undefined)
  const { name, system, software } = report.target
  const { verdict, startedAt: seenAt } = report
  return [{ name, system, software, verdict, silent: false, ...openOf(own), seenAt }]
}

function fleetHosts({ fleet, clock }: ConsoleData): HostRow[] {
  return (fleet?.hosts(clock.now()) ?? []).map(({ host, reportedAt, isSilent, status, incidents }) => ({
    ...{ name: host, system: status.system ?? '', silent: isSilent, ...openOf(incidents) },
    software: status.software.map((name) => ({ name, version: '' })),
    verdict: isSilent ? 'could-not-tell' : (status.verdict ?? 'could-not-tell'),
    seenAt: isoTime(reportedAt),
  }))
}

function openOf(incidents: readonly Incident[]): Pick<HostRow, 'open' | 'worst'> {
  const open = incidents.filter(({ state }) => state === 'open')
  const [worst] = open.toSorted(byImpact)
  return { open: open.length, ...(worst === undefined ? {} : { worst: worst.worst }) }
}
