import { createHash } from 'node:crypto'
import { tlsKeyCertMismatch } from '../../../../src/knowledge/conditions/tls/tls-key-cert-mismatch.ts'
import { absent, known, seen, testCondition, unknown } from '../../test-condition.ts'
import { certificate, configured } from '../../written-tls.ts'

const spki = Buffer.from('subject public key info').toString('base64')
const digest = createHash('sha256').update('subject public key info').digest('hex')
const key = known({ algorithm: 'ec', bits: 256, spki }, seen)
const leaf = certificate({ spkiFingerprint: digest })

testCondition(tlsKeyCertMismatch, {
  fine: [
    ['they belong together', { files: known([configured(leaf, { key })]) }],
    ['nothing configured', { files: absent() }],
    [
      'only root may read the key',
      { files: known([configured(leaf, { key: unknown('no-permission', '') })]) },
    ],
    ['two pairs, ECDSA and RSA', { files: known([configured(leaf, { key }), configured(leaf, { key })]) }],
  ],
  lookalike: [
    ['no certificate in the file', { files: known([configured(undefined, { key })]) }],
    ['no key file', { files: known([configured(leaf, { key: absent() })]) }],
  ],
  problem: [
    [
      'key of an earlier renewal',
      { files: known([configured(certificate(), { key, program: 'Dovecot' })]) },
      {
        subject: '/etc/letsencrypt/live/mail.example.org/fullchain.pem',
        confidence: 'certain',
        marks: [
          'tls-of:dovecot',
          'tls:server-setup',
          'program:dovecot',
          'unit:dovecot.service',
          'path:/etc/letsencrypt/live/mail.example.org/fullchain.pem',
          'path:/etc/letsencrypt/live/mail.example.org/privkey.pem',
        ],
      },
    ],
  ],
})
