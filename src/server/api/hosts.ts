import { z } from 'zod'
import { severities } from '../../knowledge/verdict.ts'
import { currentIncidents } from '../../watch/incidents/incident-log.ts'
import { type Route, route } from '../route.ts'
import { byImpact } from './incident-answer.ts'
import { instant } from './incident-schema.ts'

const hostsSchema = z.object({
  hosts: z.array(
    z.object({
      name: z.string(),
      system: z.string(),
      software: z.array(z.object({ name: z.string(), version: z.string() })),
      verdict: z.enum(['problem', 'fine', 'could-not-tell']),
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
    handle: ({ data }, { language }) => {
      const report = data.latest(language)
      if (report === undefined) return { hosts: [] }
      const open = currentIncidents(data.store, Number.MAX_SAFE_INTEGER).filter(
        ({ state }) => state === 'open',
      )
      const [worst] = open.toSorted(byImpact)
      const { name, system, software } = report.target
      return {
        hosts: [
          {
            ...{ name, system, software, verdict: report.verdict, open: open.length },
            seenAt: report.startedAt,
            ...(worst === undefined ? {} : { worst: worst.worst }),
          },
        ],
      }
    },
  }),
]
