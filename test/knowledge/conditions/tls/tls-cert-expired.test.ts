import { tlsCertExpired } from '../../../../src/knowledge/conditions/tls/tls-cert-expired.ts'
import { absent, known, testCondition, testNow } from '../../test-condition.ts'
import { certificate, configured, day, intermediate, inUse, served } from '../../written-tls.ts'

const time = known(testNow)
const expired = certificate({ notAfter: testNow - 9 * day, fingerprint: 'ee'.repeat(32) })
const renewed = configured(certificate())
const old = configured(expired)
const staleIntermediate = { ...intermediate, notAfter: testNow - day }

testCondition(tlsCertExpired, {
  fine: [
    ['valid for weeks', { time, certificates: inUse([served(993, certificate())]) }],
    ['no TLS here', { time, certificates: absent() }],
    [
      'ends tonight: not yet',
      { time, certificates: inUse([served(993, certificate({ notAfter: testNow + 1 }))]) },
    ],
    [
      'an expired file for another server name was replaced, and the new one is good',
      { time, certificates: inUse([], [configured(certificate(), { forNames: ['shop.example.org'] })]) },
    ],
    [
      'a stale intermediate that clients do not need (cross-signed root)',
      {
        time,
        certificates: inUse([
          served(993, certificate(), [], { chain: [certificate(), staleIntermediate], verified: true }),
        ]),
      },
    ],
  ],
  lookalike: [
    [
      'renewed on disk, the program shows the old one',
      { time, certificates: inUse([served(993, expired, [renewed], { verified: false })]) },
    ],
  ],
  problem: [
    [
      'expired on the wire and on disk',
      { time, certificates: inUse([served(993, expired, [old]), served(25, expired, [old])]) },
      { subject: 'mail.example.org', severity: 'critical', confidence: 'certain', since: testNow - 9 * day },
    ],
    [
      'only on port 25: others encrypt without verifying',
      { time, certificates: inUse([served(25, expired, [old])]) },
      { severity: 'medium' },
    ],
    [
      'of a customer’s name (SNI), which no dialogue showed',
      {
        time,
        certificates: inUse([served(993, certificate())], [configured(expired, { forNames: ['a.example'] })]),
      },
      { severity: 'high', confidence: 'likely' },
    ],
    [
      'the intermediate that is sent along has expired',
      {
        time,
        certificates: inUse([
          served(993, certificate(), [], {
            chain: [certificate(), staleIntermediate],
            verified: false,
            verifyError: 'CERT_HAS_EXPIRED',
          }),
        ]),
      },
      { subject: staleIntermediate.subject, severity: 'high' },
    ],
  ],
})
