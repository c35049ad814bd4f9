import type { Evidence } from '../access/answer.ts'
import type { Text } from '../knowledge/condition.ts'

/** Something that happened on the machine, for "what changed before it broke". */
export interface TimelineEvent {
  readonly at: number
  readonly what: Text
  readonly evidence: Evidence
}
