import { z } from 'zod'
import { instant } from './incident-schema.ts'

const count = z.number().nonnegative()
const untrusted = z.string().describe('from the log: show it as text')

const countsSchema = z.object({
  received: count,
  delivered: count,
  deferred: count.describe('attempts'),
  bounced: count,
  rejected: count,
})

export const pointSchema = countsSchema.extend({ at: instant.describe('when the step begins') })

const named = z.array(z.object({ name: untrusted, count }))

export const flowSchema = z
  .object({
    range: z.enum(['hour', 'day', 'week', 'month', 'year']),
    from: instant,
    until: instant,
    stepSeconds: z.int(),
    points: z.array(pointSchema).describe('oldest first; steps without mail are not there'),
    totals: countsSchema,
    delays: z
      .array(
        z.object({ at: instant, deliveries: z.int(), p50: z.number(), p90: z.number(), p99: z.number() }),
      )
      .describe('of deliveries, in seconds'),
    stages: z
      .array(
        z.object({
          stage: z.string(),
          seconds: z.number().optional().describe('over all deliveries of the last day'),
          p50: z.number(),
          p90: z.number(),
          p99: z.number(),
        }),
      )
      .describe('where the time goes; seconds'),
    destinations: z
      .array(
        z.object({
          domain: untrusted,
          delivered: count,
          deferred: count,
          bounced: count,
          p90: z.number().optional().describe('seconds that 90 % of its mails took at most, in the last day'),
        }),
      )
      .describe('by volume'),
    reasons: z.array(
      z.object({
        kind: z.enum(['deferred', 'bounced', 'rejected']),
        reason: z.string(),
        title: z.string(),
        count,
      }),
    ),
    talkers: z.object({
      senders: named,
      recipients: named,
      senderDomains: named,
      recipientDomains: named,
      saslUsers: named,
      clients: named,
    }),
    queue: z.object({
      messages: z.int().optional().describe('missing: not known'),
      oldestSeconds: z.number().optional(),
      byAge: z.array(z.object({ age: z.string(), count })),
    }),
    logs: z
      .object({ from: z.string().nullable(), to: z.string().nullable() })
      .optional()
      .describe('lists and delays by destination are of this part of the log'),
    logsBecause: z.string().optional().describe('why the log of the last day could not be read'),
  })
  .describe('Mail over time')
