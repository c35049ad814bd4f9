import type { Reason } from '../access/answer.ts'
import { type Collector, firstUnknown } from '../collect/collector.ts'
import { isVisible, type Viewpoint, viewpointOf } from '../collect/fact.ts'
import { now } from '../collect/system/now.ts'
import { type Condition, couldNotTell } from '../knowledge/condition.ts'
import type { Verdict } from '../knowledge/verdict.ts'
import { type Finding, machineSubject } from './finding.ts'

/** Told after each condition, so that a person sees that something is going on. */
export type Progress = (done: number, total: number) => void

/** Asks every condition, in parallel, and collects the facts that they need. */
export async function examine(
  conditions: readonly Condition[],
  collector: Collector,
  progress: Progress = () => {},
): Promise<Finding[]> {
  let done = 0
  const visible = conditions.filter((condition) => canBeSeen(condition, viewpointOf(collector.task)))
  const findings = await Promise.all(
    visible.map(async (condition) => {
      const found = await ask(condition, collector)
      progress(++done, visible.length)
      return found
    }),
  )
  return findings.flat().filter((found) => !isOutOfSight(found))
}

/** A condition can be told from where its facts can be seen: on the host, or from outside. */
export function canBeSeen({ subjects, needs, optional }: Condition, viewpoint: Viewpoint): boolean {
  const asked = [...Object.values(needs), ...(subjects === undefined ? [] : [subjects])]
  if (!asked.every((definition) => isVisible(definition, viewpoint))) return false
  // From outside the time alone says nothing about the domain; what only a stranger sees does.
  const ofStrangers = Object.values(optional).some(({ onlyFromOutside }) => onlyFromOutside)
  return viewpoint === 'host' || ofStrangers || asked.some(({ id }) => id !== now.id)
}

/** What only another place shows is no lack of this run: it is not listed. */
function isOutOfSight(found: Finding): boolean {
  return found.status === 'could-not-tell' && found.because.code === 'not-from-here'
}

async function ask(condition: Condition, collector: Collector): Promise<Finding[]> {
  const whole = collector.task?.domain ?? machineSubject
  if (condition.subjects === undefined) return askAbout(condition, collector, whole)
  const subjects = await collector.get(condition.subjects)
  if (subjects.status === 'unknown') return [finding(condition, whole, couldNotTell(subjects.because))]
  if (subjects.status === 'absent') return []
  const found = await Promise.all(subjects.value.map((subject) => askAbout(condition, collector, subject)))
  return found.flat()
}

async function askAbout(condition: Condition, collector: Collector, subject: string): Promise<Finding[]> {
  const [needed, optional] = await Promise.all([
    collector.all(condition.needs, subject),
    collector.all(condition.optional, subject),
  ])
  const blocked = firstUnknown(needed)
  if (blocked !== undefined) return [finding(condition, subject, couldNotTell(blocked.because))]
  const verdicts = detect(condition, { ...needed, ...optional }, subject)
  return verdicts.map((verdict) => finding(condition, subject, verdict))
}

function detect(
  condition: Condition,
  facts: Parameters<Condition['detect']>[0],
  subject: string,
): readonly Verdict[] {
  try {
    const answer = condition.detect(facts, subject)
    // Array.isArray does not narrow a readonly array.
    return Array.isArray(answer) ? (answer as readonly Verdict[]) : [answer as Verdict]
  } catch (error) {
    const because: Reason = {
      code: 'failed',
      text: `${condition.id} failed: ${String(error)}`,
      remedy: 'please report this: it is a bug in Mailmedic',
    }
    return [couldNotTell(because)]
  }
}

function finding(condition: Condition, subject: string, verdict: Verdict): Finding {
  return { ...verdict, condition, subject: verdict.subject ?? subject }
}
