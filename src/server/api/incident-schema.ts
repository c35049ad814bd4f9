import { z } from 'zod'
import { confidences, severities } from '../../knowledge/verdict.ts'
import { evidenceSchema, fixStepSchema } from '../../report/schema.ts'

export const instant = z.iso.datetime().describe('ISO 8601, UTC')

const named = z.object({ condition: z.string(), subject: z.string(), title: z.string() })

/** An incident as a list shows it: what, since when, whom it hurts, what to do. */
export const incidentSummarySchema = z
  .object({
    id: z.int(),
    host: z.string().describe('of a fleet: the first that has it'),
    hosts: z.array(z.string()).optional().describe('of a fleet: all that have it'),
    state: z.enum(['suspected', 'open', 'over']).describe('suspected: seen once, being confirmed'),
    severity: z.enum(severities).describe('the gravest that it ever was'),
    confidence: z.enum(confidences),
    condition: z.string(),
    topic: z.string(),
    subject: z.string(),
    title: z.string(),
    because: z.string(),
    since: instant.describe('when it began, which may be before anybody looked'),
    openedAt: instant.optional(),
    lastSeenAt: instant,
    overAt: instant.optional(),
    impact: z.object({ messages: z.int(), users: z.int(), text: z.string() }),
    nextStep: fixStepSchema.optional(),
    symptoms: z.array(named).describe('what it surely led to'),
    possibleSymptoms: z.array(named),
    ruledOut: z.array(z.object({ condition: z.string(), because: z.string() })),
    acknowledged: z.object({ at: instant, by: z.string(), note: z.string() }).optional(),
    muted: z.object({ until: instant.optional(), by: z.string(), reason: z.string() }).optional(),
    returns: z.int().describe('how often it came back after it was over'),
    joined: z.int().optional().describe('the incident that it turned out to be a part of'),
  })
  .describe('One root cause on one subject, from when it was first seen until it is over')

export type IncidentSummary = z.infer<typeof incidentSummarySchema>

const incidentEventSchema = z.object({
  at: instant,
  kind: z.string().describe('opened, worse, cause-found, over, acknowledged, noted, muted, joined'),
  who: z.string().describe('a person, or mailmedic'),
  text: z.string(),
})

export const incidentDetailSchema = incidentSummarySchema.extend({
  evidence: z.array(evidenceSchema),
  fix: z.array(fixStepSchema),
  verify: z.array(z.string()),
  references: z.array(z.string()),
  events: z.array(incidentEventSchema),
})

export type IncidentDetail = z.infer<typeof incidentDetailSchema>
