import { tlsKeyTooWeak } from '../../../../src/knowledge/conditions/tls/tls-key-too-weak.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { logWith, message } from '../../written-log.ts'
import { certificate, configured, probe } from '../../written-tls.ts'

const weak = certificate({ keyType: 'rsa', keyBits: 1024 })
const strong = certificate({ keyType: 'rsa', keyBits: 2048 })

testCondition(tlsKeyTooWeak, {
  fine: [
    ['P-256: few bits, and strong', { files: known([configured(certificate())]) }],
    ['RSA 2048', { files: known([configured(strong)]) }],
    ['nothing configured', { files: absent() }],
    ['RSA 4096', { files: known([configured(certificate({ keyType: 'rsa', keyBits: 4096 }))]) }],
  ],
  problem: [
    [
      'RSA 1024, still served',
      { files: known([configured(weak)]), probes: known([probe(465, {})]) },
      { severity: 'high', confidence: 'certain' },
    ],
    [
      'RSA 1024 of both programs, which Dovecot does not load: one finding',
      {
        files: known([configured(weak), configured(weak, { program: 'Dovecot' })]),
        probes: known([probe(993, { end: 'tls-failed' })]),
        log: logWith(message("Can't load SSL certificate: error:0A00018F:SSL routines::ee key too small")),
      },
      { severity: 'critical' },
    ],
  ],
})
