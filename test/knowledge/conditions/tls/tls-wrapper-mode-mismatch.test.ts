import { tlsWrapperModeMismatch } from '../../../../src/knowledge/conditions/tls/tls-wrapper-mode-mismatch.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { probe, service } from '../../written-tls.ts'

const services = (...list: readonly ReturnType<typeof service>[]) => ({ services: known(list) })

testCondition(tlsWrapperModeMismatch, {
  fine: [
    ['as everybody has it', services(service(25), service(465), service(587), service(143), service(993))],
    ['nothing is served', { services: absent() }],
    ['TLS from the first byte on a port of one’s own', services(service(2465, { tls: 'implicit' }))],
    ['a load balancer ends TLS before it', services(service(465, { tls: 'starttls', behindProxy: true }))],
    [
      'stunnel on the same host ends TLS before it',
      services(service(465, { tls: 'starttls', addresses: ['127.0.0.1'] })),
    ],
  ],
  problem: [
    [
      '465 without smtpd_tls_wrappermode',
      {
        ...services(service(465, { tls: 'starttls' })),
        probes: known([probe(465, { greeting: '220 mail.example.org ESMTP' })]),
      },
      { subject: '465/submissions', confidence: 'certain' },
    ],
    ['587 with it', services(service(587, { tls: 'implicit' })), { subject: '587/submission' }],
    ['993 with ssl = no', services(service(993, { tls: 'starttls' })), { subject: '993/imaps' }],
  ],
})
