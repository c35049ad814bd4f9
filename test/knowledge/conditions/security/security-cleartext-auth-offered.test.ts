import { securityCleartextAuthOffered } from '../../../../src/knowledge/conditions/security/security-cleartext-auth-offered.ts'
import { postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, known, testCondition } from '../../test-condition.ts'
import { dovecot } from '../../written-dovecot.ts'
import { probe } from '../../written-tls.ts'

async function postfix(main: string, master = submissionMaster) {
  const { configuration, services } = await postfixFacts(main, master)
  return { postfix: configuration, services }
}

/** What a stranger was told on a port before TLS. */
const asked = (port: number, capabilitiesBeforeTls: readonly string[]) =>
  known([probe(port, { capabilitiesBeforeTls }, { program: 'its server' })])

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
    [
      'a stranger is offered STARTTLS only',
      { outside: asked(143, ['IMAP4REV1', 'STARTTLS', 'LOGINDISABLED']) },
    ],
    ['and for submission', { outside: asked(587, ['PIPELINING', 'STARTTLS']) }],
    ['CRAM-MD5 does not show the password', { outside: asked(587, ['STARTTLS', 'AUTH CRAM-MD5']) }],
    ['TLS from the first byte', { outside: asked(993, ['IMAP4REV1', 'AUTH=PLAIN']) }],
    ['port 25 takes no log-ins', await postfix('', 'smtp inet n - y - - smtpd\n')],
    [
      'a service for this machine only',
      await postfix('', '127.0.0.1:587 inet n - y - - smtpd\n  -o smtpd_sasl_auth_enable=yes\n'),
    ],
  ],
  problem: [
    [
      'a stranger may log in to IMAP in clear',
      { outside: asked(143, ['IMAP4REV1', 'STARTTLS', 'AUTH=PLAIN']) },
      { subject: '143/imap' },
    ],
    ['submission in clear', { outside: asked(587, ['STARTTLS', 'AUTH PLAIN LOGIN']) }],
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
          server: 'localhost',
        },
      },
    ],
    ['submission', await postfix('smtpd_tls_security_level = may\n'), { subject: 'Postfix submission' }],
  ],
})
