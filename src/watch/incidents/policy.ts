import { allConditions } from '../../knowledge/registry.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'

/** How long to wait before people are told, and how often to look. All in milliseconds. */
export interface Policy {
  /** From the first sight to the earliest second one that opens the incident. `at`: when it was seen last. */
  confirmAfter(diagnosis: ReportedDiagnosis, at: number): number
  /** How long it must not have been seen before it is over; grows with each return. */
  clearFor(returns: number): number
  /** What may outlive its cause: mail that waits for its retry. Anything else that is seen is there. Missing: all. */
  lingers?(condition: string): boolean
  /** Back within this time: the same incident again. */
  readonly returnsWithin: number
  /** How long a suspicion waits at most while a critical incident of the same things is open. */
  readonly standsBackFor: number
  /** For so long after a critical incident is not seen any more, what began while it was open is doubted. */
  readonly settlesFor: number
  readonly roundWhileWell: number
  readonly roundWhileIll: number
}

const second = 1_000
const minute = 60 * second

/** Mail or people that were hit are a fact by themselves; a state may be the middle of a restart. */
const confirmHurting = 2 * second
const confirmState = 15 * second
/** A line of the log that is no older says that somebody runs into it now. */
const freshLine = 2 * minute
const symptoms = new Set(allConditions.filter(({ symptom }) => symptom).map(({ id }) => id))
const clearAtLeast = 45 * second
const mostDoublings = 6

export const defaultPolicy: Policy = {
  // A symptom waits too: its cause may show by then, and that is what people should read.
  confirmAfter: (diagnosis, at) =>
    isHurting(diagnosis, at) && !symptoms.has(diagnosis.condition) ? confirmHurting : confirmState,
  clearFor: (returns) => clearAtLeast * 2 ** Math.min(returns, mostDoublings),
  lingers: (condition) => symptoms.has(condition),
  returnsWithin: 60 * minute,
  standsBackFor: 10 * minute,
  settlesFor: clearAtLeast,
  roundWhileWell: 30 * second,
  roundWhileIll: 20 * second,
}

function isHurting({ impact, evidence, topic }: ReportedDiagnosis, at: number): boolean {
  if (impact.messages > 0 || impact.users > 0) return true
  // What stops writes a line at each restart.
  if (topic === 'downtime') return false
  return evidence.some((one) => one.kind === 'log' && at - Date.parse(one.at) < freshLine)
}
