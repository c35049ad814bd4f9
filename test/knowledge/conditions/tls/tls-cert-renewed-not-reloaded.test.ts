import { tlsCertRenewedNotReloaded } from '../../../../src/knowledge/conditions/tls/tls-cert-renewed-not-reloaded.ts'
import { absent, known, testCondition, testNow, unknown } from '../../test-condition.ts'
import { certificate, configured, day, inUse, served } from '../../written-tls.ts'

const time = known(testNow)
const fresh = certificate({ notBefore: testNow - 3 * day, fingerprint: '11'.repeat(32) })
const expired = certificate({ notAfter: testNow - 2 * day, fingerprint: '22'.repeat(32) })
const ending = certificate({ notAfter: testNow + 10 * day, fingerprint: '33'.repeat(32) })
const good = certificate({ notAfter: testNow + 30 * day, fingerprint: '44'.repeat(32) })
const rsa = certificate({ notBefore: testNow - 2 * day, keyType: 'rsa', fingerprint: '55'.repeat(32) })
const files = [configured(fresh)]
const justNow = configured(fresh, {
  file: known({ type: 'file', mode: 0, uid: 0, gid: 0, sizeBytes: 1, inode: 1, modifiedAt: testNow - 1000 }),
})

testCondition(tlsCertRenewedNotReloaded, {
  fine: [
    ['the wire shows what is on disk', { time, certificates: inUse([served(993, fresh, files)]) }],
    ['no TLS here', { time, certificates: absent() }],
    [
      'an ECDSA and an RSA certificate side by side, the RSA one newer',
      { time, certificates: inUse([served(993, fresh, [configured(fresh), configured(rsa)])]) },
    ],
    [
      'a certificate for another customer is newer',
      {
        time,
        certificates: inUse([
          served(993, fresh, [
            configured(fresh),
            configured(
              certificate({ notBefore: testNow, names: ['shop.example'], fingerprint: '66'.repeat(32) }),
            ),
          ]),
        ]),
      },
    ],
    ['what is on disk could not be read', { time, certificates: inUse([served(993, expired)]) }],
    ['could not look at the disk', { time: unknown('failed', ''), certificates: absent() }],
  ],
  lookalike: [
    [
      'the disk has the expired one too',
      { time, certificates: inUse([served(993, expired, [configured(expired)])]) },
    ],
  ],
  problem: [
    [
      'Dovecot shows an expired one on all of its ports: one finding',
      { time, certificates: inUse([served(993, expired, files), served(143, expired, files)]) },
      { subject: '993/imaps, 143/imap', severity: 'critical', since: testNow - 2 * day },
    ],
    [
      'only one of two programs was told',
      { time, certificates: inUse([served(587, fresh, files), served(993, ending, files)]) },
      { subject: '993/imaps', severity: 'high' },
    ],
    [
      'good for weeks, but not loaded for days',
      { time, certificates: inUse([served(993, good, files)]) },
      { severity: 'medium' },
    ],
    [
      'renewed a moment ago: advice',
      { time, certificates: inUse([served(993, good, [justNow])]) },
      { severity: 'low' },
    ],
  ],
})
