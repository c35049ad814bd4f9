import type { Lookalike } from '../knowledge/condition.ts'
import { confidences, severities } from '../knowledge/verdict.ts'
import { type Finding, isProblem, type Problem, severityOf } from './finding.ts'
import { type Link, linkProblems } from './links.ts'

/** A problem that no other problem explains, with all that it explains. */
export interface Diagnosis {
  readonly cause: Problem
  readonly explains: readonly { readonly problem: Problem; readonly confirmed: boolean }[]
  readonly ruledOut: readonly Lookalike[]
  /** First seen, by the cause or by what it explains; milliseconds since 1970 UTC. */
  readonly since?: number
  readonly messages: number
  readonly users: number
}

/** Findings → root causes, the most hurtful first. Pure. */
export function diagnose(findings: readonly Finding[]): Diagnosis[] {
  const problems = findings.filter(isProblem)
  const links = linkProblems(problems)
  const explained = new Set(links.filter((link) => link.confirmed).map((link) => link.effect))
  return problems
    .filter((problem) => !explained.has(problem))
    .map((cause) => describe(cause, links, findings))
    .sort(byRank)
}

function describe(cause: Problem, links: readonly Link[], findings: readonly Finding[]): Diagnosis {
  const consequences = consequencesOf(cause, links)
  const possible = links
    .filter((link) => link.cause === cause && !link.confirmed && !consequences.includes(link.effect))
    .map((link) => link.effect)
  const hurt = [cause, ...consequences]
  const onsets = hurt.flatMap((problem) => problem.since ?? [])
  return {
    cause,
    explains: [
      ...consequences.map((problem) => ({ problem, confirmed: true })),
      ...possible.map((problem) => ({ problem, confirmed: false })),
    ],
    ruledOut: ruledOut(cause, findings),
    ...(onsets.length === 0 ? {} : { since: Math.min(...onsets) }),
    messages: distinct(hurt.flatMap((problem) => problem.impact?.messages ?? [])),
    users: distinct(hurt.flatMap((problem) => problem.impact?.users ?? [])),
  }
}

/** Everything that a cause explains by confirmed links, directly or through another effect. */
function consequencesOf(cause: Problem, links: readonly Link[]): Problem[] {
  const found = new Set<Problem>()
  const open = [cause]
  for (let problem = open.pop(); problem !== undefined; problem = open.pop()) {
    for (const link of links) {
      if (link.cause !== problem || !link.confirmed || found.has(link.effect)) continue
      found.add(link.effect)
      open.push(link.effect)
    }
  }
  found.delete(cause)
  return [...found]
}

/** A lookalike is ruled out only when it was looked at and found to be fine. */
function ruledOut(cause: Problem, findings: readonly Finding[]): Lookalike[] {
  return cause.condition.mistakenFor.filter((lookalike) => {
    const answers = findings.filter((finding) => finding.condition.id === lookalike.condition)
    return answers.length > 0 && answers.every((answer) => answer.status === 'fine')
  })
}

function distinct(values: readonly string[]): number {
  return new Set(values).size
}

/** What hurts now comes before what could hurt: mails hit outweigh less than one step of severity. */
const severityStep = 10
const hurtingBonus = 8

function rank(diagnosis: Diagnosis): number {
  const hurting = diagnosis.messages > 0 || diagnosis.explains.some((effect) => effect.confirmed)
  // Among advice, what became of real mail comes first, though it be another's fault.
  const named = severityOf(diagnosis.cause)
  const severity = severities.length - severities.indexOf(hurting && named === 'info' ? 'low' : named)
  const confidence = confidences.length - confidences.indexOf(diagnosis.cause.confidence)
  return severity * severityStep + (hurting ? hurtingBonus : 0) + confidence
}

function byRank(left: Diagnosis, right: Diagnosis): number {
  return (
    rank(right) - rank(left) ||
    // Of two that weigh the same, a cause says more than a symptom that nothing explains.
    Number(left.cause.condition.symptom) - Number(right.cause.condition.symptom) ||
    right.messages - left.messages ||
    right.users - left.users ||
    (right.since ?? 0) - (left.since ?? 0) ||
    left.cause.condition.id.localeCompare(right.cause.condition.id) ||
    left.cause.subject.localeCompare(right.cause.subject)
  )
}
