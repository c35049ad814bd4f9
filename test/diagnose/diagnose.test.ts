import { describe, expect, test } from 'vitest'
import { diagnose } from '../../src/diagnose/diagnose.ts'
import type { Finding } from '../../src/diagnose/finding.ts'
import { type Condition, condition, fine, problem } from '../../src/knowledge/condition.ts'
import type { Confidence, Severity } from '../../src/knowledge/verdict.ts'

const texts = { title: '{subject}', because: 'because', allClear: 'clear' }

function define(id: string, severity: Severity, links: Partial<Condition> = {}): Condition {
  return {
    ...condition({
      id,
      topic: 'delivery',
      severity,
      needs: {},
      detect: () => fine(),
      texts: { en: texts, zh: texts },
      fix: [],
      verify: [],
      references: [],
    }),
    ...links,
  }
}

const deferred = define('deliveries-deferred', 'high', { symptom: true })
const refused = define('inbound-refused', 'high', { symptom: true })
const lookalike = define('remote-host-unreachable', 'info')
const milterDown = define('queue-milter-unreachable', 'critical', {
  explains: [{ condition: 'inbound-refused' }, { condition: 'deliveries-deferred' }],
  mistakenFor: [{ condition: 'remote-host-unreachable', toldApartBy: { en: 'it answers', zh: '有应答' } }],
})
const serviceDown = define('service-stopped', 'critical', {
  explains: [{ condition: 'queue-milter-unreachable' }],
})

interface Source {
  readonly marks?: readonly string[]
  readonly since?: number
  readonly messages?: readonly string[]
  readonly confidence?: Confidence
}

function found(about: Condition, subject: string, source: Source = {}): Finding {
  const { marks = [], since, messages = [], confidence = 'certain' } = source
  const verdict = problem({ confidence, evidence: [], marks, impact: { messages, users: [] } })
  return { ...verdict, condition: about, subject, ...(since === undefined ? {} : { since }) }
}

const answers = (findings: readonly Finding[]) =>
  diagnose(findings).map(({ cause, explains }) => ({
    cause: cause.condition.id,
    explains: explains.map(
      ({ problem: { condition: about }, confirmed }) => `${about.id}${confirmed ? '' : '?'}`,
    ),
  }))

describe('root causes', () => {
  test('no problem, no diagnosis', () => {
    expect(diagnose([{ ...fine(), condition: deferred, subject: 'b.test' }])).toEqual([])
  })

  test('a symptom that shares a mark with a cause is explained by it', () => {
    const findings = [
      found(refused, '451 4.7.1', { marks: ['endpoint:127.0.0.1:11332'] }),
      found(milterDown, '127.0.0.1:11332', { marks: ['endpoint:127.0.0.1:11332'] }),
    ]
    expect(answers(findings)).toEqual([{ cause: 'queue-milter-unreachable', explains: ['inbound-refused'] }])
  })

  test('a chain of causes ends in one diagnosis, with all of its effects', () => {
    const marks = ['unit:rspamd.service', 'endpoint:127.0.0.1:11332']
    const findings = [
      found(refused, 'r', { marks: ['endpoint:127.0.0.1:11332'] }),
      found(milterDown, 'm', { marks }),
      found(serviceDown, 's', { marks: ['unit:rspamd.service'] }),
    ]
    expect(answers(findings)).toEqual([
      { cause: 'service-stopped', explains: ['queue-milter-unreachable', 'inbound-refused'] },
    ])
  })

  test('without a shared mark the link is only possible, and the symptom stays', () => {
    const findings = [
      found(deferred, 'c.test', { marks: ['endpoint:192.0.2.1:25'] }),
      found(milterDown, 'm', { marks: ['endpoint:127.0.0.1:11332'] }),
    ]
    expect(answers(findings)).toEqual([
      { cause: 'queue-milter-unreachable', explains: ['deliveries-deferred?'] },
      { cause: 'deliveries-deferred', explains: [] },
    ])
  })

  test('what began hours after its effect did not cause it', () => {
    const marks = ['socket:x']
    const findings = [
      found(refused, 'r', { marks, since: 0 }),
      found(milterDown, 'm', { marks, since: 3_600_000 }),
    ]
    expect(answers(findings).map(({ cause }) => cause)).toEqual([
      'queue-milter-unreachable',
      'inbound-refused',
    ])
  })

  test('two findings that explain each other do not both vanish', () => {
    const left = define('left-cause', 'high', { explains: [{ condition: 'right-cause' }] })
    const right = define('right-cause', 'high', { explains: [{ condition: 'left-cause' }] })
    const marks = ['path:/x']
    expect(answers([found(left, 'l', { marks }), found(right, 'r', { marks })])).toHaveLength(1)
  })
})

describe('order and impact', () => {
  test('a message that two symptoms hit is counted once', () => {
    const marks = ['socket:x']
    const findings = [
      found(refused, 'r', { marks, messages: ['A1', 'B2'] }),
      found(deferred, 'd', { marks, messages: ['B2', 'C3'] }),
      found(milterDown, 'm', { marks }),
    ]
    expect(diagnose(findings)[0]?.messages).toBe(3)
  })

  test('the graver first; of equals, the one that hurts now', () => {
    const quiet = define('quiet-fault', 'high')
    const hurting = define('hurting-fault', 'high')
    const note = define('a-note', 'low')
    const findings = [
      found(note, 'n', { messages: ['A'] }),
      found(quiet, 'q'),
      found(hurting, 'h', { messages: ['A'] }),
    ]
    expect(answers(findings).map(({ cause }) => cause)).toEqual(['hurting-fault', 'quiet-fault', 'a-note'])
  })
})

test('among advice, what became of real mail comes first', () => {
  const hygiene = define('one-name-server', 'low')
  const greylisted = define('remote-greylisting', 'info')
  const findings = [found(hygiene, 'd'), found(greylisted, 'g', { messages: ['A'] })]
  expect(answers(findings).map(({ cause }) => cause)).toEqual(['remote-greylisting', 'one-name-server'])
})

describe('lookalikes', () => {
  const cause = found(milterDown, 'm')

  test('are ruled out when they were looked at and are fine', () => {
    const findings = [cause, { ...fine(), condition: lookalike, subject: 'b.test' }]
    expect(diagnose(findings)[0]?.ruledOut.map((one) => one.condition)).toEqual(['remote-host-unreachable'])
  })

  test.each([
    ['not looked at', [cause]],
    ['also a problem', [cause, found(lookalike, 'b.test')]],
  ])('are not ruled out when %s', (_, findings) => {
    expect(diagnose(findings).find((one) => one.cause === cause)?.ruledOut).toEqual([])
  })
})
