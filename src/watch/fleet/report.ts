import { z } from 'zod'
import { incidentSchema } from '../incidents/incident.ts'

/**
 * What a host says to its centre, and what it answers. A batch is numbered and never changes: it is sent
 * until it is acknowledged, and kept once. Without a batch a report says only that the host is there.
 */

/** Bounds of one batch: the centre refuses more, and an agent makes no larger one. */
export const mostItems = 500
export const mostBatchBytes = 1 << 20

const instant = z.int().min(0)
const name = z.string().max(300)

const incidentItemSchema = z.object({ kind: z.literal('incident'), incident: incidentSchema })

const figureItemSchema = z.object({
  kind: z.literal('figure'),
  measure: z.string().max(60),
  subject: name,
  at: z.int().describe('begin of the hour, seconds since 1970 UTC'),
  count: z.int(),
  sum: z.number(),
  low: z.number(),
  high: z.number(),
})

export const itemSchema = z.discriminatedUnion('kind', [incidentItemSchema, figureItemSchema])
export type Item = z.infer<typeof itemSchema>

export const batchSchema = z.object({
  sequence: z.int().min(1),
  id: z.string().min(8).max(40).describe('random: another batch of the same number is told by it'),
  items: z.array(itemSchema).max(mostItems),
})
export type Batch = z.infer<typeof batchSchema>

const agentStatusSchema = z.object({
  version: z.string().max(40),
  verdict: z.enum(['problem', 'fine', 'could-not-tell']).optional().describe('of the latest look'),
  lookedAt: instant.optional(),
  system: name.optional(),
  software: z.array(name).max(30).default([]),
  everySeconds: z.int().min(1).max(3_600).describe('how often it reports'),
})
export type AgentStatus = z.infer<typeof agentStatusSchema>

export const agentReportSchema = z.object({
  schema: z.literal('mailmedic.agent-report/1'),
  agent: z
    .string()
    .regex(/^[0-9a-f-]{36}$/)
    .describe('made at random when the agent first ran'),
  host: z.string().min(1).max(255),
  stream: instant.describe('when its numbers began anew: higher wins'),
  status: agentStatusSchema,
  batch: batchSchema.optional(),
})
export type AgentReport = z.infer<typeof agentReportSchema>

export const receiptSchema = z
  .object({
    schema: z.literal('mailmedic.agent-receipt/1'),
    stream: instant,
    acknowledged: z.int().min(0).describe('all batches up to this one are kept'),
    batch: z.string().describe('the id of that batch; empty: none yet'),
  })
  .describe('What the centre keeps of an agent')
export type Receipt = z.infer<typeof receiptSchema>
