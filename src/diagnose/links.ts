import type { Explanation, LinkedProblem } from '../knowledge/condition.ts'
import type { Problem } from './finding.ts'

/** "The cause explains the effect": confirmed by what joins both ends, or only possible. */
export interface Link {
  readonly cause: Problem
  readonly effect: Problem
  readonly confirmed: boolean
}

/** All links between problems that the causes' conditions declare. */
export function linkProblems(problems: readonly Problem[]): Link[] {
  const byCondition = Map.groupBy(problems, (problem) => problem.condition.id)
  const links = problems.flatMap((cause) =>
    cause.condition.explains.flatMap((explanation) =>
      (byCondition.get(explanation.condition) ?? [])
        .filter((effect) => effect !== cause && mayExplain(cause, effect))
        .map((effect) => ({ cause, effect, confirmed: confirms(explanation, cause, effect) })),
    ),
  )
  return withoutCircles(links)
}

/** A cause cannot begin long after its effect; an unknown onset rules nothing out. */
const onsetToleranceMilliseconds = 10 * 60_000

function mayExplain(cause: Problem, effect: Problem): boolean {
  if (cause.since === undefined || effect.since === undefined) return true
  return cause.since <= effect.since + onsetToleranceMilliseconds
}

function confirms(explanation: Explanation, cause: Problem, effect: Problem): boolean {
  if (explanation.when !== undefined) return explanation.when(asLinked(cause), asLinked(effect))
  const marks = new Set(cause.marks)
  return effect.marks.some((mark) => marks.has(mark))
}

function asLinked(problem: Problem): LinkedProblem {
  const { condition, subject, marks, since } = problem
  return { condition: condition.id, subject, marks, ...(since === undefined ? {} : { since }) }
}

/** Two findings that explain each other would both vanish: the later-declared direction is dropped. */
function withoutCircles(links: readonly Link[]): Link[] {
  const kept: Link[] = []
  for (const link of links) {
    if (!link.confirmed || !reaches(kept, link.effect, link.cause)) kept.push(link)
  }
  return kept
}

function reaches(links: readonly Link[], from: Problem, to: Problem): boolean {
  const seen = new Set<Problem>()
  const open = [from]
  for (let problem = open.pop(); problem !== undefined; problem = open.pop()) {
    if (problem === to) return true
    if (seen.has(problem)) continue
    seen.add(problem)
    for (const link of links) if (link.confirmed && link.cause === problem) open.push(link.effect)
  }
  return false
}
