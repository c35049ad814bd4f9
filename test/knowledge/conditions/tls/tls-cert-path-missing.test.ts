import { tlsCertPathMissing } from '../../../../src/knowledge/conditions/tls/tls-cert-path-missing.ts'
import { absent, known, testCondition, unknown } from '../../test-condition.ts'
import { certificate, configured } from '../../written-tls.ts'

testCondition(tlsCertPathMissing, {
  fine: [
    ['both files are there', { files: known([configured(certificate())]) }],
    ['nothing configured', { files: absent() }],
    [
      'may not look into the folder',
      {
        files: known([
          configured(certificate(), {
            keyFile: unknown('no-permission', ''),
            file: unknown('no-permission', ''),
          }),
        ]),
      },
    ],
  ],
  lookalike: [['the file is there and holds no certificate', { files: known([configured(undefined)]) }]],
  problem: [
    [
      'of both programs: one finding',
      {
        files: known([
          configured(undefined, { file: absent() }),
          configured(undefined, { file: absent(), program: 'Dovecot' }),
        ]),
      },
      { values: { program: 'Postfix, Dovecot', unit: 'postfix dovecot' } },
    ],
    [
      'the lineage was renamed',
      { files: known([configured(undefined, { file: absent() })]) },
      { subject: '/etc/letsencrypt/live/mail.example.org/fullchain.pem', confidence: 'certain' },
    ],
    [
      'the key is gone',
      { files: known([configured(certificate(), { keyFile: absent() })]) },
      { subject: '/etc/letsencrypt/live/mail.example.org/privkey.pem' },
    ],
  ],
})
