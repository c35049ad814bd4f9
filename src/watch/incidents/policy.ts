import { allConditions } from '../../knowledge/registry.ts'
import type { ReportedDiagnosis } from '../../report/schema.ts'

/** How long to wait before people are told, and how often to look. All in milliseconds. */
export interface Policy {
  /** From the first sight to the earliest second one that opens the incident. */
  confirmAfter(diagnosis: ReportedDiagnosis): number
  /** How long it must not have been seen before it is over; grows with each return. */
  clearFor(returns: number): number
  /** What may outlive its cause: mail that waits for its retry. Anything else that is seen is there. Missing: all. */
  lingers?(condition: string): boolean
  /** Back within this time: the same incident again. */
  readonly returnsWithin: number
  readonly roundWhileWell: number
  readonly roundWhileIll: number
}

const second = 1_000
const minute = 60 * second

/** Mail that was hit is a fact by itself; a state may be the middle of a restart. */
const confirmHurting = 2 * second
const confirmState = 15 * second
const symptoms = new Set(allConditions.filter(({ symptom }) => symptom).map(({ id }) => id))
const clearAtLeast = 45 * second
const mostDoublings = 6

export const defaultPolicy: Policy = {
  // A symptom waits too: its cause may show by then, and that is what people should read.
  confirmAfter: ({ impact, condition }) =>
    impact.messages > 0 && !symptoms.has(condition) ? confirmHurting : confirmState,
  clearFor: (returns) => clearAtLeast * 2 ** Math.min(returns, mostDoublings),
  lingers: (condition) => symptoms.has(condition),
  returnsWithin: 60 * minute,
  roundWhileWell: 30 * second,
  roundWhileIll: 20 * second,
}
