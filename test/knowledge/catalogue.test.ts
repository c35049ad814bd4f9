import { describe, expect, test } from 'vitest'
import { unknown } from '../../src/access/answer.ts'
import type { FactDefinition } from '../../src/collect/fact.ts'
import { allConditions } from '../../src/knowledge/registry.ts'
import { verdicts } from './test-condition.ts'

const ids = new Set(allConditions.map(({ id }) => id))

describe('the catalogue', () => {
  test('ids are unique', () => expect(ids.size).toBe(allConditions.length))

  test('one id has one definition, among all facts that conditions stand on', () => {
    const definitions = new Map<string, FactDefinition<unknown, never>>()
    const open = allConditions.flatMap((one) => [
      ...Object.values(one.needs),
      ...Object.values(one.optional),
      one.subjects,
    ])
    for (let next = open.pop(); open.length > 0; next = open.pop()) {
      if (next === undefined) continue
      const earlier = definitions.get(next.id)
      if (earlier !== undefined) expect(next, next.id).toBe(earlier)
      else open.push(...Object.values(next.needs), ...Object.values(next.optional))
      definitions.set(next.id, next)
    }
    expect(definitions.size).toBeGreaterThan(0)
  })
})

describe.each(allConditions.map((condition) => [condition.id, condition] as const))('%s', (id, condition) => {
  test('is named in kebab case', () => expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/))

  test('explains and is mistaken for conditions that exist', () => {
    const named = [...condition.explains, ...condition.mistakenFor].map((link) => link.condition)
    expect(named.filter((name) => !ids.has(name) || name === id)).toEqual([])
  })

  test.each(Object.keys(condition.needs))('cannot tell when %s is unknown', (need) => {
    const answers = verdicts(condition, { [need]: unknown('timeout', 'no answer') }, 'subject')
    expect(answers.map(({ status }) => status)).toEqual(['could-not-tell'])
  })

  test('is complete in both languages, with equal placeholders', () => {
    const pairs = [
      ...(['title', 'because', 'allClear'] as const).map((key) => [
        condition.texts.en[key],
        condition.texts.zh[key],
      ]),
      ...condition.fix.map((step) => [step.do.en, step.do.zh]),
      ...condition.mistakenFor.map(({ toldApartBy }) => [toldApartBy.en, toldApartBy.zh]),
    ]
    for (const [en = '', zh = ''] of pairs) {
      expect(en.length).toBeGreaterThan(0)
      expect(zh.length).toBeGreaterThan(0)
      expect(placeholders(zh)).toEqual(placeholders(en))
    }
  })

  test('says how to mend it, how to verify that, and where it is written', () => {
    expect(condition.fix.length).toBeGreaterThan(0)
    expect(condition.verify.length).toBeGreaterThan(0)
    expect(condition.references.length).toBeGreaterThan(0)
  })
})

function placeholders(text: string): string[] {
  // A value made of words has a twin for Chinese: {effect} and {effectZh} are the same one.
  const names = [...text.matchAll(/\{[a-zA-Z]+\}/g)].map(([match]) => match.replace(/Zh\}$/, '}'))
  return [...new Set(names)].sort()
}
