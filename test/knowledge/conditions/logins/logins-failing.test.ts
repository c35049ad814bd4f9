import { loginsFailing } from '../../../../src/knowledge/conditions/logins/logins-failing.ts'
import { factsOf } from '../../../collect/logs/written-lines.ts'
import { known, testCondition, testNow } from '../../test-condition.ts'
import { probe } from '../../written-tls.ts'

const facts = async (...lines: readonly string[]) => ({ log: (await factsOf(...lines)).log })
const success = (user = 'anna', ip = '192.0.2.7') =>
  `dovecot: imap-login: Login: user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.1, mpid=3, TLS, session=<a>`
const failure = (user = 'anna', ip = '192.0.2.7') =>
  `dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.1, TLS, session=<a>`
const submitted =
  'postfix/submission/smtpd[4]: 4AAAAAA1: client=h[192.0.2.7], sasl_method=PLAIN, sasl_username=anna'
const lost = (ip: string) =>
  `postfix/submission/smtpd[4]: warning: unknown[${ip}]: SASL LOGIN authentication failed: Connection lost to authentication server, sasl_username=(unavailable)`
const socket =
  "postfix/submission/smtpd[4]: warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: Permission denied"
const alert = (text: string) =>
  `dovecot: imap-login: Disconnected: Connection closed: SSL_accept() failed: error:0A000415:SSL routines::${text} (no auth attempts in 0 secs): user=<>, rip=192.0.2.9, lip=192.0.2.1, TLS handshaking, session=<a>`

const offering = (keyword: string) =>
  probe(587, { end: 'completed', greeting: '220 mail', capabilities: [keyword] })

testCondition(loginsFailing, {
  fine: [
    ['users log in', await facts(success(), submitted)],
    ['one mistyped his password', await facts(failure(), success())],
    [
      'a stranger guesses',
      await facts(
        ...Array.from({ length: 30 }, (_, index) => failure(`user${index}`, '203.0.113.9')),
        success(),
      ),
    ],
    [
      'he who guesses is also cut off by the penalty',
      await facts(failure('root', '203.0.113.9'), lost('203.0.113.9')),
    ],
    [
      'scanners without a common cipher',
      await facts(
        alert('no shared cipher'),
        alert('unsupported protocol'),
        alert('wrong version number'),
        alert('http request'),
      ),
    ],
    [
      'nobody tried',
      await facts(
        'dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.9, lip=192.0.2.1, session=<a>',
      ),
    ],
    ['the authentication socket works again', await facts(socket, submitted)],
    [
      'asked now, Postfix offers AUTH again: nobody has tried yet',
      { ...(await facts(socket)), now: known(testNow), probes: known([offering('AUTH PLAIN LOGIN')]) },
    ],
    ['the server hiccuped once', await facts(lost('192.0.2.7'), success())],
  ],
  problem: [
    [
      'the authentication socket is closed to Postfix',
      await facts(socket, 'postfix/submission/smtpd[4]: fatal: no SASL authentication mechanisms'),
      { subject: 'SMTP AUTH' },
    ],
    [
      'asked now, Postfix offers no AUTH',
      { ...(await facts(socket)), now: known(testNow), probes: known([offering('SIZE 10240000')]) },
      { subject: 'SMTP AUTH' },
    ],
    [
      'the authentication server does not answer',
      await facts(lost('192.0.2.7'), lost('192.0.2.8')),
      { severity: 'high' },
    ],
    [
      'the certificate has expired',
      await facts(alert('sslv3 alert certificate expired'), success()),
      { subject: 'imap-login: TLS certificate-expired' },
    ],
    [
      'clients do not know who signed it',
      await facts(alert('tlsv1 alert unknown ca')),
      { subject: 'imap-login: TLS unknown-ca' },
    ],
    [
      'the certificate cannot be loaded',
      await facts(
        "dovecot: imap-login: Error: Failed to initialize SSL server context: Can't load SSL certificate: error:0A00018F:SSL routines::ee key too small: user=<>, rip=192.0.2.9",
      ),
      { severity: 'high' },
    ],
    [
      'known users fail from everywhere at once',
      await facts(
        success('anna', '192.0.2.1'),
        success('bert', '192.0.2.2'),
        success('carl', '192.0.2.3'),
        failure('anna', '192.0.2.1'),
        failure('bert', '192.0.2.2'),
        failure('carl', '192.0.2.3'),
      ),
      { confidence: 'possible' },
    ],
  ],
})
