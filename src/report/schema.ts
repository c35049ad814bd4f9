import { z } from 'zod'
import { confidences, severities } from '../knowledge/verdict.ts'

/** The contract of `check --format json` (mailmedic.check/1). docs/schema/ is written from it. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

export const evidenceSchema = z
  .object({
    kind: z.enum(['file', 'command', 'log', 'dns', 'dialogue', 'tls', 'http']),
    where: z.string().describe('path:line, a command line, a DNS question with resolver, or host:port'),
    text: z.string().describe('verbatim; hostile bytes included: make it safe before you print it'),
    at: z.string().describe('when it was seen or written'),
  })
  .describe('One thing that was seen')

export const fixStepSchema = z.object({
  who: z.string().optional().describe('who must act, where it is not the admin of this server'),
  do: z.string(),
  command: z.string().optional(),
  risk: z.enum(['none', 'reload', 'restart', 'data']),
  applicable: z.string().nullable().describe('the mailmedic command that does it, if there is one'),
})

export const diagnosisSchema = z
  .object({
    condition: z.string(),
    topic: z.string(),
    severity: z.enum(severities),
    confidence: z.enum(confidences),
    subject: z.string(),
    title: z.string(),
    because: z.string(),
    since: instant.optional(),
    impact: z.object({ messages: z.int(), users: z.int(), text: z.string() }),
    evidence: z.array(evidenceSchema),
    explains: z.array(
      z.object({ condition: z.string(), subject: z.string(), title: z.string(), confirmed: z.boolean() }),
    ),
    ruledOut: z.array(z.object({ condition: z.string(), because: z.string() })),
    fix: z.array(fixStepSchema),
    verify: z.array(z.string()),
    references: z.array(z.string()),
  })
  .describe('A problem that no other problem explains')

export const findingSchema = z.object({
  condition: z.string(),
  subject: z.string(),
  status: z.enum(['problem', 'fine', 'could-not-tell', 'not-applicable']),
  because: z.string(),
  remedy: z.string().optional().describe('what would let it tell'),
  past: z
    .object({ since: instant, until: instant })
    .optional()
    .describe('it was a problem then, and is over'),
})

const outcomes = ['fine', 'problem', 'could-not-tell', 'not-applicable'] as const

export const exhibitSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(
      z.object({
        depth: z.int().optional().describe('how deep it stands in a tree'),
        cells: z.array(z.string()),
        status: z.enum(outcomes).optional(),
      }),
    ),
    note: z.string().optional(),
  })
  .describe('A table or a tree that shows the whole, such as who may send')

export const standardSchema = z.object({
  standard: z.string(),
  state: z.enum(['met', 'not met', 'could-not-tell', 'not used']),
  because: z.array(z.string()).describe('titles of what keeps it from being met, or from being told'),
  reference: z.string(),
})

export const checkReportSchema = z
  .object({
    schema: z.literal('mailmedic.check/1'),
    target: z.object({
      kind: z.enum(['local', 'root', 'capture', 'domain']),
      name: z.string(),
      system: z.string(),
      software: z.array(z.object({ name: z.string(), version: z.string() })),
    }),
    startedAt: instant,
    durationMs: z.int(),
    verdict: z.enum(['problem', 'fine', 'could-not-tell']),
    because: z.string().describe('the answer in one line'),
    diagnoses: z.array(diagnosisSchema).describe('ranked: the first is the answer'),
    findings: z.array(findingSchema),
    timeline: z.array(z.object({ at: instant, what: z.string(), evidence: evidenceSchema })),
    standards: z.array(standardSchema).optional().describe('of a domain (probe): what it meets; no score'),
    exhibits: z.array(exhibitSchema).optional().describe('of a domain (probe): tables and trees'),
  })
  .describe('What mailmedic check found')

export type CheckReport = z.infer<typeof checkReportSchema>
export type ReportedDiagnosis = z.infer<typeof diagnosisSchema>
export type ReportedFinding = z.infer<typeof findingSchema>
export type ReportedExhibit = z.infer<typeof exhibitSchema>
export type ReportedStandard = z.infer<typeof standardSchema>
export type ReportedEvidence = z.infer<typeof evidenceSchema>
