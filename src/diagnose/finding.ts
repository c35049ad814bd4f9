import type { Condition } from '../knowledge/condition.ts'
import type { ProblemVerdict, Severity, Verdict } from '../knowledge/verdict.ts'

/** A condition's answer on a subject. */
export type Finding = Verdict & { readonly condition: Condition; readonly subject: string }

export type Problem = ProblemVerdict & { readonly condition: Condition; readonly subject: string }

export function isProblem(finding: Finding): finding is Problem {
  return finding.status === 'problem'
}

export function severityOf(problem: Problem): Severity {
  return problem.severity ?? problem.condition.severity
}

/** The subject of a finding that is about the machine as a whole. */
export const machineSubject = 'this server'
