import { dovecotConfiguration } from '../../../../src/collect/dovecot/configuration.ts'
import { submissionServiceDisabled } from '../../../../src/knowledge/conditions/submission/submission-service-disabled.ts'
import { worldOf } from '../../../collect/written-world.ts'
import { factOf, plainMaster, postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'

const dovecotWith = (text: string) =>
  factOf(
    worldOf({ files: { '/etc/dovecot/dovecot.conf': text, '/usr/sbin/dovecot': '' } }),
    dovecotConfiguration,
  )
const mailboxes = await dovecotWith(`protocols = imap lmtp
service auth {
  unix_listener /var/spool/postfix/private/auth {
    mode = 0660
    user = postfix
  }
}
`)
const imapOnly = await dovecotWith('protocols = imap\n')
const submissionByDovecot = await dovecotWith('protocols = imap submission\n')
const sasl = 'smtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n'
const listening = (port: number) =>
  known([{ address: '0.0.0.0', port, family: 4, inode: '1', uid: 0, evidence: [seen] }])

testCondition(submissionServiceDisabled, {
  fine: [
    ['587 is offered', { ...(await postfixFacts(sasl, plainMaster + submissionMaster)), dovecot: mailboxes }],
    [
      'only 465 is offered, by number',
      {
        ...(await postfixFacts(
          sasl,
          `${plainMaster}465 inet n - y - - smtpd\n  -o smtpd_tls_wrappermode=yes\n`,
        )),
        dovecot: mailboxes,
      },
    ],
    [
      'a null client',
      {
        ...(await postfixFacts(
          'mydestination =\nrelayhost = [smtp.example.net]\ninet_interfaces = loopback-only\n',
        )),
      },
    ],
    [
      'an MX gateway without users',
      { ...(await postfixFacts('relay_domains = example.org\nmydestination =\n')) },
    ],
    ['Dovecot serves submission itself', { ...(await postfixFacts(sasl)), dovecot: submissionByDovecot }],
    [
      'a proxy listens on 587',
      { ...(await postfixFacts(sasl)), dovecot: mailboxes, sockets: listening(587) },
    ],
    ['no Postfix', { configuration: absent(), services: absent() }],
  ],
  lookalike: [
    [
      'IMAP here, users send elsewhere: nothing checks passwords for Postfix',
      { ...(await postfixFacts()), dovecot: imapOnly },
    ],
  ],
  problem: [
    [
      'Dovecot is configured and does not run: its stop is what matters',
      { ...(await postfixFacts(sasl)), dovecot: mailboxes, sockets: listening(25) },
      { severity: 'low' },
    ],
    [
      'mailboxes and an auth socket, services commented out',
      { ...(await postfixFacts(sasl)), dovecot: mailboxes, sockets: listening(143) },
      { subject: 'ports 587 and 465', severity: 'high', confidence: 'certain' },
    ],
    [
      'a relay with log-in on 25 and no mailboxes: advice only',
      { ...(await postfixFacts(`${sasl}smtpd_sasl_auth_enable = yes\n`)) },
      { severity: 'low' },
    ],
  ],
})
