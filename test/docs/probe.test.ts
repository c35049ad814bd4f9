import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canBeSeen } from '../../src/diagnose/examine.ts'
import { allConditions } from '../../src/knowledge/registry.ts'
import { standards } from '../../src/knowledge/standards.ts'

const page = readFileSync(new URL('../../docs/probe.md', import.meta.url), 'utf8')
const table = page.slice(page.indexOf('## What other tools check'))
const ids = new Set(allConditions.map(({ id }) => id))
const named = new Set([...table.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)+)`/g)].map((match) => match[1] ?? ''))

describe('docs/probe.md', () => {
  test('names conditions that exist', () => {
    expect([...named].filter((id) => !ids.has(id))).toEqual([])
    expect(named.size).toBeGreaterThan(50)
  })

  test('names every condition that a probe asks', () => {
    const asked = allConditions.filter((one) => canBeSeen(one, 'outside'))
    expect(asked.length).toBeGreaterThan(80)
    expect(asked.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([])
  })
})

describe('standards', () => {
  test.each(standards.map((one) => [one.name, one] as const))(
    '%s: by conditions that a probe asks',
    (_name, one) => {
      const asked = allConditions.filter((condition) => canBeSeen(condition, 'outside')).map(({ id }) => id)
      expect(one.conditions.filter((id) => !asked.includes(id))).toEqual([])
      expect(one.conditions.length).toBeGreaterThan(0)
    },
  )
})
