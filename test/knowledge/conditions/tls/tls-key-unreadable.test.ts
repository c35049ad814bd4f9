import { tlsKeyUnreadable } from '../../../../src/knowledge/conditions/tls/tls-key-unreadable.ts'
import { absent, known, testCondition, testNow, unknown } from '../../test-condition.ts'
import { logWith, message, writtenLog } from '../../written-log.ts'
import { certificate, configured } from '../../written-tls.ts'

const files = known([configured(certificate())])
const path = '/etc/letsencrypt/live/mail.example.org/privkey.pem'
const refused = message(`cannot get RSA private key from file "${path}": disabling TLS support`, {
  program: 'postfix/smtpd',
  service: 'smtpd',
  level: 'warning',
})
const encrypted = { key: unknown('malformed', 'the private key is encrypted with a passphrase') }

testCondition(tlsKeyUnreadable, {
  fine: [
    ['nobody complains', { files, log: known(writtenLog()) }],
    ['nothing configured', { files: absent(), log: known(writtenLog()) }],
    [
      'a passphrase that the program knows',
      { files: known([configured(certificate(), encrypted)]), log: absent() },
    ],
    [
      'the file was put right after the complaint',
      {
        files: known([
          configured(certificate(), {
            keyFile: known({
              type: 'file',
              mode: 0,
              uid: 0,
              gid: 0,
              sizeBytes: 1,
              inode: 1,
              modifiedAt: testNow,
            }),
          }),
        ]),
        log: logWith(refused),
      },
    ],
  ],
  lookalike: [
    [
      'the key is sound and belongs to another certificate: Postfix says the same of it',
      {
        files: known([configured(certificate(), { key: known({ algorithm: 'rsa', spki: '' }) })]),
        log: logWith(refused),
      },
    ],
    [
      'there is no such file',
      {
        files: known([configured(certificate(), { keyFile: absent() })]),
        log: logWith(message(`ssl_key: Can't open file ${path}: No such file or directory`)),
      },
    ],
  ],
  problem: [
    [
      'the key is sound, and Postfix was denied it',
      {
        files: known([configured(certificate(), { key: known({ algorithm: 'rsa', spki: '' }) })]),
        log: logWith(
          refused,
          message('TLS library problem: error:8000000D:system library::Permission denied', {
            program: 'postfix/smtpd',
            service: 'smtpd',
          }),
        ),
      },
      { subject: path },
    ],
    ['the program says so', { files, log: logWith(refused) }, { subject: path, confidence: 'likely' }],
    [
      'it has a passphrase, and the program says that it cannot load it',
      { files: known([configured(certificate(), encrypted)]), log: logWith(refused) },
      { confidence: 'certain' },
    ],
    [
      'no permission, in Dovecot’s words',
      {
        files: known([configured(certificate(), { program: 'Dovecot' })]),
        log: logWith(message(`ssl_key: Can't open file ${path}: Permission denied`)),
      },
    ],
  ],
})
