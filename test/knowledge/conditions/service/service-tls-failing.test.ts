import { describe, expect, test } from 'vitest'
import { serviceTlsFailing } from '../../../../src/knowledge/conditions/service/service-tls-failing.ts'
import { absent, known, testCondition, unknown, verdicts } from '../../test-condition.ts'
import { certificate, probe, served, service } from '../../written-tls.ts'

const works = served(993, certificate())
const notOffered = { end: 'tls-not-offered', error: 'STARTTLS is not among the capabilities' } as const

testCondition(serviceTlsFailing, {
  fine: [
    ['TLS works', { probes: known([probe(25, { tls: works.tls }), probe(993, { tls: works.tls })]) }],
    ['nothing listens', { probes: absent() }],
    ['ssl = no: plain IMAP is meant so', { probes: known([probe(143, notOffered, { offersTls: false })]) }],
    [
      'the port was too slow to tell',
      { probes: known([{ service: service(993), address: '127.0.0.1', dialogue: unknown('timeout', '') }]) },
    ],
    [
      'a greeting in clear that refuses us',
      { probes: known([probe(25, { end: 'closed', greeting: '554 no' })]) },
    ],
  ],
  problem: [
    [
      'the handshake fails',
      { probes: known([probe(993, { end: 'tls-failed', error: 'ECONNRESET' })]) },
      { subject: '993/imaps', severity: 'high', marks: ['port:993', 'tls-of:dovecot'] },
    ],
    [
      'Postfix has switched TLS off by itself',
      { probes: known([probe(25, notOffered)]) },
      { subject: '25/smtp', severity: 'medium' },
    ],
    [
      'a plain greeting where TLS should begin at once',
      { probes: known([probe(465, { end: 'garbage' })]) },
      { subject: '465/submissions' },
    ],
  ],
})

describe('what ended before TLS began', () => {
  test.each([
    ['the greeting never came', { end: 'timeout' }],
    ['it hung up', { end: 'closed', greeting: '554 no' }],
    ['it refused the connection', { end: 'refused' }],
  ] as const)('is not called fine: %s', (_, seen) => {
    const facts = { probes: known([probe(25, seen)]) }
    expect(verdicts(serviceTlsFailing, facts, '').map(({ status }) => status)).toEqual(['could-not-tell'])
  })

  test('TLS that worked is', () => {
    const facts = { probes: known([probe(993, { tls: works.tls })]) }
    expect(verdicts(serviceTlsFailing, facts, '').map(({ status }) => status)).toEqual(['fine'])
  })
})
