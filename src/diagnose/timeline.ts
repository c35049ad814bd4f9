import type { Evidence } from '../access/answer.ts'
import type { Text } from '../knowledge/condition.ts'
import { severities } from '../knowledge/verdict.ts'
import type { Diagnosis } from './diagnose.ts'
import { severityOf } from './finding.ts'

/** Something that happened on the machine, for "what changed before it broke". */
export interface TimelineEvent {
  readonly at: number
  readonly what: Text
  readonly evidence: Evidence
}

const mostEvents = 40
/** What is no trouble of now does not begin. */
const grave = severities.slice(0, severities.indexOf('low'))

/**
 * What changed, and when each diagnosis of severity medium or more first showed, in the order of time.
 * Of too many changes those closest before an onset, then the latest, are kept. Pure.
 */
export function buildTimeline(
  changes: readonly TimelineEvent[],
  diagnoses: readonly Diagnosis[],
): readonly TimelineEvent[] {
  const onsets = diagnoses.flatMap(onsetOf).slice(0, mostEvents / 2)
  const room = mostEvents - onsets.length
  const kept = changes
    .toSorted((a, b) => distance(a.at, onsets) - distance(b.at, onsets) || b.at - a.at)
    .slice(0, room)
  return [...kept, ...onsets].toSorted((a, b) => a.at - b.at)
}

function onsetOf({ cause, since, explains }: Diagnosis): TimelineEvent[] {
  const confirmed = explains.filter((effect) => effect.confirmed).map((effect) => effect.problem)
  const [evidence] = [cause, ...confirmed].flatMap((problem) => problem.evidence)
  if (since === undefined || evidence === undefined || !grave.includes(severityOf(cause))) return []
  const name = `${cause.condition.id} (${cause.subject})`
  return [{ at: since, what: { en: `first sign of ${name}`, zh: `首次出现：${name}` }, evidence }]
}

/** How long before an onset; what came after all of them is far. */
function distance(at: number, onsets: readonly TimelineEvent[]): number {
  const before = onsets.map((onset) => onset.at - at).filter((time) => time >= 0)
  return before.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...before)
}
