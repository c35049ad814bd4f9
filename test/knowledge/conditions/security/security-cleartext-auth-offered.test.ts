import { securityCleartextAuthOffered } from '../../../../src/knowledge/conditions/security/security-cleartext-auth-offered.ts'
import { postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'
import { dovecot } from '../../written-dovecot.ts'

async function postfix(main: string, master = submissionMaster) {
  const { configuration, services } = await postfixFacts(main, master)
  return { postfix: configuration, services }
}

testCondition(securityCleartextAuthOffered, {
  fine: [
    ['Dovecot as Debian has it', { dovecot: dovecot('protocols = imap\nlisten = *, ::') }],
    [
      'cleartext allowed on the loopback only',
      { dovecot: dovecot('protocols = imap\nlisten = 127.0.0.1, ::1\ndisable_plaintext_auth = no') },
    ],
    [
      'TLS is demanded all the same',
      { dovecot: dovecot('protocols = imap\ndisable_plaintext_auth = no\nssl = required') },
    ],
    [
      'only ports with TLS from the start',
      {
        dovecot: dovecot(
          'protocols = imap\ndisable_plaintext_auth = no\nservice imap-login {\n inet_listener imap {\n port = 0\n }\n}',
        ),
      },
    ],
    ['neither program here', { dovecot: absent() }],
    ['Postfix offers log-in after TLS', await postfix('smtpd_tls_auth_only = yes\n')],
    ['Postfix demands TLS', await postfix('smtpd_tls_security_level = encrypt\n')],
  ],
  lookalike: [
    ['port 25 takes no log-ins', await postfix('', 'smtp inet n - y - - smtpd\n')],
    [
      'a service for this machine only',
      await postfix('', '127.0.0.1:587 inet n - y - - smtpd\n  -o smtpd_sasl_auth_enable=yes\n'),
    ],
  ],
  problem: [
    [
      'IMAP',
      { dovecot: dovecot('protocols = imap\nlisten = *\ndisable_plaintext_auth = no') },
      { subject: 'Dovecot IMAP' },
    ],
    [
      'IMAP of 2.4',
      { dovecot: dovecot('protocols = imap\nlisten = *\nauth_allow_cleartext = yes', { syntax: '2.4' }) },
      {
        values: {
          setting: 'auth_allow_cleartext = no',
          port: 143,
          reload: 'doveadm reload',
          protocol: 'imap',
        },
      },
    ],
    ['submission', await postfix('smtpd_tls_security_level = may\n'), { subject: 'Postfix submission' }],
  ],
})
