import { z } from 'zod'
import { severities } from '../../knowledge/verdict.ts'
import { diagnosisSchema, type ReportedDiagnosis } from '../../report/schema.ts'

/**
 * suspected: seen once, nobody is told yet · open: seen again, announced · over: not seen any more.
 * A suspicion that is not confirmed vanishes without a word.
 */
const incidentStates = ['suspected', 'open', 'over'] as const

/** The only things that people are told of. */
export const changeKinds = ['opened', 'worse', 'cause-found', 'over'] as const
export type ChangeKind = (typeof changeKinds)[number]

const instant = z.int().describe('milliseconds since 1970 UTC')

/**
 * One root cause on one subject, from when it was first seen until it is over. Times are milliseconds
 * since 1970 UTC. Its key may change once: when the cause of what looked like a symptom is found.
 */
export const incidentSchema = z
  .object({
    id: z.int(),
    state: z.enum(incidentStates),
    key: z.string().describe('of the root cause: condition and subject'),
    members: z.array(z.string()).describe('keys of all that joined it: symptoms, and what it was taken for'),
    diagnosis: diagnosisSchema.describe('as it was last seen, in words'),
    worst: z.enum(severities).describe('the gravest that it ever was'),
    firstSeenAt: instant,
    suspectedAt: instant.describe('when the suspicion that opened it began: at first, or when it came back'),
    openedAt: instant.optional().describe('when it was seen again after that'),
    lastSeenAt: instant,
    clearSince: instant
      .optional()
      .describe('since when it was not seen, while that is too short to call it over'),
    overAt: instant.optional(),
    returns: z.int().describe('how often it came back after it was over'),
    acknowledged: z.object({ at: instant, by: z.string(), note: z.string() }).optional(),
    untold: z
      .enum(changeKinds)
      .optional()
      .describe('what a mute kept back: told when the mute ends, if it is still open'),
    escalated: z
      .array(z.string())
      .optional()
      .describe('channels that were told later, because nobody had acknowledged it'),
    joined: z.int().optional().describe('the incident that it turned out to be a part of'),
    hosts: z
      .array(z.string())
      .optional()
      .describe('of a fleet: the hosts that have it; missing: it is of the host that watches'),
  })
  .readonly()

export type Incident = z.infer<typeof incidentSchema>

export interface Change {
  readonly kind: ChangeKind
  readonly at: number
  readonly incident: Incident
}

/** Stable over rounds, restarts and versions: what is wrong, with what. */
export function keyOf({ condition, subject }: { readonly condition: string; readonly subject: string }) {
  return `${condition} ${subject}`
}

export function isGraver(one: ReportedDiagnosis['severity'], other: ReportedDiagnosis['severity']): boolean {
  return severities.indexOf(one) < severities.indexOf(other)
}
