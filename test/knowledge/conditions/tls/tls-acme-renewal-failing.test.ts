import { tlsAcmeRenewalFailing } from '../../../../src/knowledge/conditions/tls/tls-acme-renewal-failing.ts'
import { absent, known, seen, testCondition, testNow } from '../../test-condition.ts'
import { certificate, configured, day, snakeoil } from '../../written-tls.ts'

const time = known(testNow)
const ending = (days: number, lifetime = 90) =>
  known([
    configured(certificate({ notBefore: testNow + (days - lifetime) * day, notAfter: testNow + days * day })),
  ])
const failure = { ...seen, text: 'urn:ietf:params:acme:error:connection: Timeout during connect' }
const certbot = (scheduled: boolean) =>
  known([{ tool: 'certbot', scheduled, failures: [failure], evidence: [seen] }])

testCondition(tlsAcmeRenewalFailing, {
  fine: [
    ['70 of 90 days left', { time, files: ending(70) }],
    ['25 of 90 days left: the renewal is due, and may still come', { time, files: ending(25) }],
    ['a life of six days, two and a half of them left', { time, files: ending(2.5, 6.6) }],
    ['a life of 45 days, 14 of them left', { time, files: ending(14, 45) }],
    ['self-signed', { time, files: known([configured({ ...snakeoil, notAfter: testNow + day })]) }],
    ['nothing configured', { time, files: absent() }],
  ],
  lookalike: [['it has ended already', { time, files: ending(-1) }]],
  problem: [
    [
      'three days left, and certbot says why',
      { time, files: ending(3), renewal: certbot(true) },
      { subject: 'mail.example.org', severity: 'high', confidence: 'certain' },
    ],
    ['ten days left', { time, files: ending(10) }, { severity: 'medium' }],
    ['five days of a year left', { time, files: ending(5, 365) }, { severity: 'high' }],
  ],
})
