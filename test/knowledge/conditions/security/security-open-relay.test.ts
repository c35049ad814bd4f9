import { securityMynetworksTooWide } from '../../../../src/knowledge/conditions/security/security-mynetworks-too-wide.ts'
import { securityOpenRelay } from '../../../../src/knowledge/conditions/security/security-open-relay.ts'
import { configurationOf, plainMaster, postfixFacts, submissionMaster } from '../../postfix-facts.ts'
import { absent, testCondition } from '../../test-condition.ts'

const local = 'mynetworks = 127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128\n'
const everybody = 'mynetworks = 127.0.0.0/8 [::1]/128 0.0.0.0/0\n'
const reinjection = `${plainMaster}127.0.0.1:10025 inet n - y - - smtpd
  -o mynetworks=0.0.0.0/0
  -o smtpd_recipient_restrictions=permit_mynetworks,reject
`
const closed = `submission inet n - y - - smtpd\n  -o smtpd_client_restrictions=permit_sasl_authenticated,reject\n`

testCondition(securityOpenRelay, {
  fine: [
    ['Debian default', await postfixFacts(local)],
    ['submission for users', await postfixFacts(local, plainMaster + submissionMaster)],
    [
      'an office with its own networks',
      await postfixFacts('mynetworks = 127.0.0.0/8 10.0.0.0/8 192.168.0.0/16 198.51.100.0/24\n'),
    ],
    ['re-injection on loopback trusts all', await postfixFacts(local, reinjection)],
    [
      'trusts all and listens on loopback only',
      await postfixFacts(`${everybody}inet_interfaces = loopback-only\n`),
    ],
    [
      'trusts all, but asks for nothing of it',
      await postfixFacts(
        `${everybody}smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination\n`,
      ),
    ],
    ['a closed service though all are trusted', await postfixFacts(everybody, closed)],
    [
      'old style: protection in the recipient list',
      await postfixFacts(
        `${local}smtpd_relay_restrictions =\nsmtpd_recipient_restrictions = permit_mynetworks, reject_unauth_destination\n`,
      ),
    ],
    [
      'a table first, protection after it',
      await postfixFacts(
        `${local}smtpd_relay_restrictions = check_client_access hash:/etc/postfix/ok, permit_mynetworks, defer_unauth_destination\n`,
      ),
    ],
    ['no Postfix', { configuration: absent(), services: absent() }],
  ],
  problem: [
    [
      'the whole Internet in mynetworks',
      await postfixFacts(everybody, plainMaster + submissionMaster),
      {
        subject: 'mynetworks',
        confidence: 'certain',
        values: { ports: '25', stranger: '1.2.3.4', sentOut: 0 },
      },
    ],
    ['all of IPv6', await postfixFacts('mynetworks = 127.0.0.0/8 [::]/0\n'), { subject: 'mynetworks' }],
    [
      'all of IPv4 in two halves, as IPv4-mapped',
      await postfixFacts('mynetworks = [::ffff:0.0.0.0]/97 128.0.0.0/1\n'),
    ],
    [
      'a rule that refuses nothing',
      await postfixFacts(
        `${local}smtpd_relay_restrictions = permit_mynetworks, permit\nsmtpd_recipient_restrictions = reject_unknown_recipient_domain\n`,
      ),
      { subject: 'smtpd_relay_restrictions' },
    ],
    [
      'warn_if_reject takes the protection away',
      await postfixFacts(`${local}smtpd_relay_restrictions = warn_if_reject reject_unauth_destination\n`),
    ],
  ],
})

testCondition(securityMynetworksTooWide, {
  fine: [
    ['loopback', await configurationOf(local)],
    [
      'private networks',
      await configurationOf(
        'mynetworks = 127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, [fd00::]/8, [fe80::]/64, 100.64.0.0/10\n',
      ),
    ],
    [
      'an own /24 and an own /48',
      await configurationOf('mynetworks = 127.0.0.0/8 198.51.100.0/24 [2001:db8:1::]/48\n'),
    ],
    [
      'tables are not looked into',
      await configurationOf('mynetworks = 127.0.0.0/8 cidr:/etc/postfix/networks !198.51.100.9\n'),
    ],
    ['the default', await configurationOf()],
    ['no Postfix', { configuration: absent() }],
  ],
  problem: [
    [
      'a provider’s /16',
      await configurationOf('mynetworks = 127.0.0.0/8 203.0.0.0/16\n'),
      { severity: 'high', values: { network: '203.0.0.0/16' } },
    ],
    ['an IPv6 /32', await configurationOf('mynetworks = [::1]/128 [2001:db8::]/32\n'), { severity: 'high' }],
    ['a /20', await configurationOf('mynetworks = 198.51.96.0/20\n'), { severity: 'medium' }],
  ],
})
