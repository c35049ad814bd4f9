import { tlsCertAlgorithmWeak } from '../../../../src/knowledge/conditions/tls/tls-cert-algorithm-weak.ts'
import { absent, testCondition } from '../../test-condition.ts'
import { certificate, inUse, served, snakeoil } from '../../written-tls.ts'

const shows = (parts: Parameters<typeof certificate>[0]) => ({
  certificates: inUse([served(993, certificate(parts))]),
})

testCondition(tlsCertAlgorithmWeak, {
  fine: [
    ['P-256', shows({})],
    [
      'RSA of 2048 bits, SHA-256',
      shows({ keyType: 'rsa', keyBits: 2048, signatureAlgorithm: 'sha256WithRSAEncryption' }),
    ],
    [
      'Ed25519 has no length',
      { certificates: inUse([served(993, { ...certificate(), keyType: 'ed25519', keyBits: 256 })]) },
    ],
    ['no certificate', { certificates: absent() }],
  ],
  lookalike: [
    [
      'self-signed with SHA-1: nobody checks that',
      { certificates: inUse([served(993, { ...snakeoil, signatureAlgorithm: 'sha1WithRSAEncryption' })]) },
    ],
  ],
  problem: [
    ['RSA of 1024 bits', shows({ keyType: 'rsa', keyBits: 1024 }), { severity: 'medium' }],
    ['signed with SHA-1', shows({ signatureAlgorithm: 'ecdsa-with-SHA1' })],
  ],
})
