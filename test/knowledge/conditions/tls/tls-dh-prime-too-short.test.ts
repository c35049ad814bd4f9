import { tlsDhPrimeTooShort } from '../../../../src/knowledge/conditions/tls/tls-dh-prime-too-short.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { offers, refusedOffer, tookOffer } from '../../written-servers.ts'

const finite = { version: 'TLSv1.2', ciphers: 'finite-field' } as const
const prime = (primeBits: number) => ({ offers: known([offers(465, [tookOffer(finite, { primeBits })])]) })

testCondition(tlsDhPrimeTooShort, {
  fine: [
    ['2048 bits', prime(2048)],
    ['4096 bits', prime(4096)],
    ['curves only', { offers: known([offers(465, [refusedOffer(finite, 'handshake_failure')])]) }],
    ['no TLS at all', { offers: absent() }],
  ],
  problem: [
    [
      '1024 bits',
      prime(1024),
      { severity: 'medium', values: { ports: '465', found: '1024 bits', port: 465 } },
    ],
    ['1536 bits', prime(1536), { severity: 'low' }],
  ],
})
