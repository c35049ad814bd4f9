import { describe, expect, test } from 'vitest'
import { absent, type Evidence, known, unknown } from '../../src/access/answer.ts'
import type { Fact } from '../../src/collect/fact.ts'
import type { Condition } from '../../src/knowledge/condition.ts'
import type { ProblemVerdict, Verdict } from '../../src/knowledge/verdict.ts'

/** Facts by the names under which the condition needs them; what is left out is absent. */
type Facts = Readonly<Record<string, Fact<unknown>>>
type Case = readonly [what: string, facts: Facts, expected?: Partial<ProblemVerdict>]

const named = ([what, facts, expected]: Case) => ({ what, facts, expected })

interface Cases {
  /** Healthy cases first, an unusual one among them. None may answer `problem`. */
  readonly fine: readonly Case[]
  readonly problem: readonly Case[]
  /** Looks like it and is another condition's, so it must stay silent here. */
  readonly lookalike?: readonly Case[]
  readonly subject?: string
}

/** The evidence of cases written by hand. */
export const seen: Evidence = { kind: 'command', where: 'test', text: 'seen', at: '2026-11-24T03:00:00Z' }
/** The time in cases written by hand: 2026-11-24T03:00:00Z. */
export const testNow = Date.UTC(2026, 10, 24, 3)

/** Runs a condition's cases, and makes each of its needs unknown in turn. */
export function testCondition(condition: Condition, cases: Cases): void {
  const subject = cases.subject ?? 'this server'
  const answers = (facts: Facts): readonly Verdict[] => verdicts(condition, facts, subject)

  describe(condition.id, () => {
    test.each([...cases.fine, ...(cases.lookalike ?? [])].map(named))('silent: $what', ({ facts }) => {
      expect(answers(facts).filter(({ status }) => status === 'problem')).toEqual([])
    })
    test.each(cases.problem.map(named))('problem: $what', ({ facts, expected = {} }) => {
      const problems = answers(facts).filter((verdict) => verdict.status === 'problem')
      expect(problems.length).toBeGreaterThan(0)
      expect(problems[0]).toMatchObject(expected)
      for (const problem of problems) expectFilledTexts(condition, problem)
    })
    test('has cases for both', () => {
      expect(cases.fine.length).toBeGreaterThan(0)
      expect(cases.problem.length).toBeGreaterThan(0)
    })
  })
}

/** What the engine would answer: a need that is unknown is could-not-tell before `detect` runs. */
export function verdicts(condition: Condition, facts: Facts, subject: string): readonly Verdict[] {
  const names = [...Object.keys(condition.needs), ...Object.keys(condition.optional)]
  const stray = Object.keys(facts).filter((name) => !names.includes(name))
  expect(stray, 'facts that the condition does not need').toEqual([])
  const given = Object.fromEntries(names.map((name) => [name, facts[name] ?? absent()]))
  const blocked = Object.keys(condition.needs)
    .map((name) => given[name])
    .find((fact) => fact?.status === 'unknown')
  if (blocked?.status === 'unknown') return [{ status: 'could-not-tell', because: blocked.because }]
  const answer = condition.detect(given, subject)
  return Array.isArray(answer) ? answer : [answer as Verdict]
}

function expectFilledTexts(condition: Condition, problem: ProblemVerdict): void {
  const values = new Set(['subject', ...Object.keys(problem.values)])
  const texts = [
    ...Object.values(condition.texts).flatMap(({ title, because }) => [title, because]),
    ...condition.fix.flatMap((step) => [step.do.en, step.do.zh, step.command ?? '']),
    ...condition.verify,
  ]
  const open = texts.flatMap((text) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? ''))
  expect(
    open.filter((name) => !values.has(name)),
    'placeholders without a value',
  ).toEqual([])
}

export { absent, known, unknown }
