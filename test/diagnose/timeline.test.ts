import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/access/answer.ts'
import type { Diagnosis } from '../../src/diagnose/diagnose.ts'
import { buildTimeline } from '../../src/diagnose/timeline.ts'
import { dovecotStopped } from '../../src/knowledge/conditions/dovecot/dovecot-stopped.ts'
import type { Severity } from '../../src/knowledge/verdict.ts'

const evidence: Evidence = { kind: 'file', where: '/etc/x', text: 'x', at: '2026-11-24T03:00:00Z' }
const change = (at: number) => ({ at, what: { en: `change ${at}`, zh: `change ${at}` }, evidence })

function diagnosis(since: number | undefined, severity: Severity = 'critical'): Diagnosis {
  return {
    cause: {
      status: 'problem',
      condition: dovecotStopped,
      subject: 'dovecot.service',
      severity,
      confidence: 'certain',
      evidence: [evidence],
      values: {},
      marks: [],
    },
    explains: [],
    ruledOut: [],
    ...(since === undefined ? {} : { since }),
    messages: 0,
    users: 0,
  }
}

const told = (events: ReturnType<typeof buildTimeline>) => events.map(({ what }) => what.en)

describe('buildTimeline', () => {
  test('changes and onsets in the order of time', () => {
    const events = buildTimeline([change(30), change(10)], [diagnosis(20)])
    expect(told(events)).toEqual([
      'change 10',
      'first sign of dovecot-stopped (dovecot.service)',
      'change 30',
    ])
  })

  test('advice and what has no beginning are not in it', () => {
    expect(buildTimeline([], [diagnosis(5, 'low'), diagnosis(undefined)])).toEqual([])
  })

  test('of too many changes those before the onset are kept', () => {
    const many = Array.from({ length: 100 }, (_, index) => change(index))
    const events = told(buildTimeline(many, [diagnosis(50.5)]))
    expect(events).toHaveLength(40)
    expect(events).toContain('change 50')
    expect(events).not.toContain('change 5')
    expect(events).not.toContain('change 99')
  })

  test('without an onset the latest are kept', () => {
    const many = Array.from({ length: 100 }, (_, index) => change(index))
    expect(told(buildTimeline(many, [])).at(0)).toBe('change 60')
  })
})
