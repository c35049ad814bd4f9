import { tlsSnakeoilInProduction } from '../../../../src/knowledge/conditions/tls/tls-snakeoil-in-production.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { writtenLog } from '../../written-log.ts'
import { certificate, configured, inUse, served, snakeoil, tlsFailure } from '../../written-tls.ts'

const untrusted = { chain: [snakeoil], verified: false, verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
const package_ = [configured(snakeoil, { certificatePath: '/etc/ssl/certs/ssl-cert-snakeoil.pem' })]
const own = [configured(snakeoil, { certificatePath: '/etc/ssl/private/own.pem' })]
const domains = known(['example.org'])

testCondition(tlsSnakeoilInProduction, {
  fine: [
    ['from an authority', { domains, certificates: inUse([served(993, certificate())]) }],
    ['no TLS here', { certificates: absent() }],
    [
      'self-signed, and the system trusts it',
      { domains, certificates: inUse([served(993, snakeoil, own, { ...untrusted, verified: true })]) },
    ],
  ],
  lookalike: [
    [
      'of a private authority, without its chain',
      {
        domains,
        certificates: inUse([
          served(993, certificate({ issuer: 'CN=Example CA' }), [], {
            verified: false,
            verifyError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
          }),
        ]),
      },
    ],
  ],
  problem: [
    [
      'Debian’s own, where people log in',
      { domains, certificates: inUse([served(993, snakeoil, package_, untrusted)]) },
      { severity: 'high', confidence: 'certain' },
    ],
    [
      'on port 25 only, beside DANE: advice',
      { domains, certificates: inUse([served(25, snakeoil, own, untrusted)]) },
      { severity: 'low' },
    ],
    [
      'a fresh installation without domains: advice',
      { certificates: inUse([served(993, snakeoil, package_, untrusted)]) },
      { severity: 'low' },
    ],
    [
      'made by hand, and nobody complains: advice',
      { domains, certificates: inUse([served(993, snakeoil, own, untrusted)]) },
      { severity: 'low' },
    ],
    [
      'made by hand, for a name that is not the server’s',
      {
        domains,
        helo: known('mail.example.org'),
        certificates: inUse([served(993, snakeoil, own, untrusted)]),
      },
      { severity: 'medium' },
    ],
    [
      'made by hand, and mail programs refuse it',
      {
        domains,
        certificates: inUse([served(993, snakeoil, own, untrusted)]),
        log: known(writtenLog({ tlsFailures: [tlsFailure('unknown-ca')] })),
      },
      { severity: 'medium' },
    ],
  ],
})
