import { tlsWeakCipherAccepted } from '../../../../src/knowledge/conditions/tls/tls-weak-cipher-accepted.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { offers, refusedOffer, tookOffer } from '../../written-servers.ts'

const weak = { version: 'TLSv1.2', ciphers: 'weak' } as const
const broken = { version: 'TLSv1.2', ciphers: 'broken' } as const

testCondition(tlsWeakCipherAccepted, {
  fine: [
    ['refused', { offers: known([offers(993, [refusedOffer(weak, 'handshake_failure')])]) }],
    ['no TLS at all', { offers: absent() }],
  ],
  lookalike: [
    [
      'an old version with a strong suite',
      {
        offers: known([
          offers(993, [tookOffer({ version: 'TLSv1', ciphers: 'any' }, { protocol: 'TLSv1' })]),
        ]),
      },
    ],
  ],
  problem: [
    [
      'RC4 for mail programs',
      { offers: known([offers(993, [tookOffer(weak, { cipher: 'TLS_RSA_WITH_RC4_128_SHA' })])]) },
      { severity: 'medium', values: { ports: '993', found: 'TLS_RSA_WITH_RC4_128_SHA', port: 993 } },
    ],
    [
      'only 3DES: little harm',
      {
        offers: known([
          offers(993, [
            tookOffer(weak, { cipher: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA' }),
            refusedOffer(broken, 'handshake_failure'),
          ]),
        ]),
      },
      { severity: 'low' },
    ],
    [
      'on port 25 anything is better than nothing',
      { offers: known([offers(25, [tookOffer(weak, { cipher: 'TLS_RSA_WITH_3DES_EDE_CBC_SHA' })])]) },
      { severity: 'info' },
    ],
  ],
})
