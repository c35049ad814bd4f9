import { z } from 'zod'
import { isoTime } from '../../access/clock.ts'
import { type Route, route } from '../route.ts'
import { instant } from './incident-schema.ts'

const mostEntries = 500

const auditSchema = z.object({
  entries: z
    .array(
      z.object({
        id: z.int(),
        at: instant,
        who: z.string(),
        what: z.string().describe('signed-in, sign-in-refused, incident-acknowledged, channel-added …'),
        detail: z.string(),
        address: z.string().describe('from where: an IP address, or local'),
      }),
    )
    .describe('latest first'),
})

export type AuditAnswer = z.infer<typeof auditSchema>

export const auditRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/audit',
    summary: 'Who did what, when, from where; nothing in it can be changed',
    needs: 'administer',
    query: z.object({
      before: z.coerce.number().int().min(1).optional().describe('only entries with a smaller id'),
      limit: z.coerce.number().int().min(1).max(mostEntries).default(200),
    }),
    answer: auditSchema,
    handle: ({ identity }, { query }) => ({
      entries: identity.store.audit
        .latest(query.limit, query.before)
        .map(({ at, ...entry }) => ({ ...entry, at: isoTime(at) })),
    }),
  }),
]
