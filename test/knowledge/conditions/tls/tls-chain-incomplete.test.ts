import { tlsChainIncomplete } from '../../../../src/knowledge/conditions/tls/tls-chain-incomplete.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { writtenLog } from '../../written-log.ts'
import { certificate, inUse, served, snakeoil, tlsFailure } from '../../written-tls.ts'

const leaf = certificate()
const { issuerUrl: _, ...withoutUrl } = certificate({ issuer: 'CN=Example Home CA' })
const alone = { chain: [leaf], verified: false, verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }
const privateAlone = { ...alone, chain: [withoutUrl] }

testCondition(tlsChainIncomplete, {
  fine: [
    ['leaf and intermediate', { certificates: inUse([served(993, leaf)]) }],
    ['no TLS here', { certificates: absent() }],
    [
      'only the leaf is sent, and the system trusts its issuer itself',
      { certificates: inUse([served(993, leaf, [], { chain: [leaf] })]) },
    ],
  ],
  lookalike: [
    [
      'self-signed',
      {
        certificates: inUse([
          served(993, snakeoil, [], {
            chain: [snakeoil],
            verified: false,
            verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT',
          }),
        ]),
      },
    ],
    [
      'expired, with its chain',
      { certificates: inUse([served(993, leaf, [], { verified: false, verifyError: 'CERT_HAS_EXPIRED' })]) },
    ],
  ],
  problem: [
    [
      'cert.pem in place of fullchain.pem',
      { certificates: inUse([served(993, leaf, [], alone), served(25, leaf, [], alone)]) },
      { subject: 'mail.example.org', severity: 'high', confidence: 'likely' },
    ],
    [
      'the intermediate of an earlier issuer is sent',
      {
        certificates: inUse([
          served(993, leaf, [], {
            ...alone,
            chain: [leaf, certificate({ subject: 'CN=R3', fingerprint: '77' })],
          }),
        ]),
      },
      { severity: 'high' },
    ],
    [
      'a private authority signs without intermediates, and its devices know it: advice',
      { certificates: inUse([served(993, withoutUrl, [], privateAlone)]) },
      { severity: 'low', confidence: 'possible' },
    ],
    [
      'mail programs refuse it as of an unknown authority',
      {
        certificates: inUse([served(993, withoutUrl, [], privateAlone)]),
        log: known(writtenLog({ tlsFailures: [tlsFailure('unknown-ca')] })),
      },
      { severity: 'high' },
    ],
    ['on port 25 alone', { certificates: inUse([served(25, leaf, [], alone)]) }, { severity: 'low' }],
  ],
})
