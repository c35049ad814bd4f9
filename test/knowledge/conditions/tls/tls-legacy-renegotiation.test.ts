import { tlsLegacyRenegotiation } from '../../../../src/knowledge/conditions/tls/tls-legacy-renegotiation.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { offers, refusedOffer, tookOffer } from '../../written-servers.ts'

const finite = { version: 'TLSv1.2', ciphers: 'finite-field' } as const

testCondition(tlsLegacyRenegotiation, {
  fine: [
    ['the extension is answered', { offers: known([offers(993, [tookOffer(finite)])]) }],
    ['TLS 1.3 only', { offers: known([offers(993, [refusedOffer(finite)])]) }],
    ['no TLS at all', { offers: absent() }],
  ],
  problem: [
    [
      'it is not',
      { offers: known([offers(993, [tookOffer(finite, { secureRenegotiation: false })])]) },
      { subject: 'mail.example.org', confidence: 'certain' },
    ],
  ],
})
