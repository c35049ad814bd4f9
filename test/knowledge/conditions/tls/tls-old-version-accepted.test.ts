import { tlsOldVersionAccepted } from '../../../../src/knowledge/conditions/tls/tls-old-version-accepted.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { offers, refusedOffer, tookOffer } from '../../written-servers.ts'

const v11 = { version: 'TLSv1.1', ciphers: 'any' } as const
const v10 = { version: 'TLSv1', ciphers: 'any' } as const
const ssl = { version: 'SSLv3', ciphers: 'any' } as const

testCondition(tlsOldVersionAccepted, {
  fine: [
    ['refused with an alert', { offers: known([offers(993, [refusedOffer(v11)])]) }],
    ['Dovecot hangs up instead', { offers: known([offers(993, [refusedOffer(v11, 'closed')])]) }],
    ['the question failed: nothing is said', { offers: known([offers(993, [])]) }],
    ['no TLS at all', { offers: absent() }],
  ],
  lookalike: [
    [
      'TLS 1.2 with a weak suite',
      { offers: known([offers(993, [tookOffer({ version: 'TLSv1.2', ciphers: 'weak' })])]) },
    ],
  ],
  problem: [
    [
      'TLS 1.0 and 1.1 for mail programs',
      {
        offers: known([
          offers(993, [tookOffer(v11, { protocol: 'TLSv1.1' }), tookOffer(v10, { protocol: 'TLSv1' })]),
        ]),
      },
      {
        subject: 'mail.example.org',
        severity: 'low',
        values: { ports: '993', found: 'TLSv1.1, TLSv1', port: 993 },
      },
    ],
    [
      'on port 25 only: a remark',
      { offers: known([offers(25, [tookOffer(v11, { protocol: 'TLSv1.1' })])]) },
      { severity: 'info' },
    ],
    [
      'SSLv3 for mail programs',
      { offers: known([offers(465, [tookOffer(ssl, { protocol: 'SSLv3' })])]) },
      { severity: 'medium' },
    ],
  ],
})
