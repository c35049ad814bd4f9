import { networkBindAddressInvalid } from '../../../../src/knowledge/conditions/network/network-bind-address-invalid.ts'
import { plainMaster, postfixFacts } from '../../postfix-facts.ts'
import { absent, known, testCondition } from '../../test-condition.ts'

const address = (text: string, family: 4 | 6 = 4) => ({
  interface: 'eth0',
  address: text,
  prefixLength: 24,
  family,
  scope: 'global',
  temporary: false,
})
const addresses = known([address('127.0.0.1'), address('198.51.100.10'), address('2001:db8::10', 6)])

testCondition(networkBindAddressInvalid, {
  fine: [
    ['all interfaces', { ...(await postfixFacts()), addresses }],
    [
      'own addresses, written otherwise',
      {
        ...(await postfixFacts(
          'inet_interfaces = 198.51.100.10, [2001:DB8:0::10], 127.0.0.1, localhost\nsmtp_bind_address6 = 2001:db8:0:0::10\n',
        )),
        addresses,
      },
    ],
    [
      'services on loopback and any',
      {
        ...(await postfixFacts(
          '',
          `${plainMaster}127.0.0.2:10025 inet n - y - - smtpd\n[::]:2525 inet n - y - - smtpd\n`,
        )),
        addresses,
      },
    ],
    ['no Postfix', { configuration: absent(), addresses }],
  ],
  problem: [
    [
      'sends from an address that is gone',
      { ...(await postfixFacts('smtp_bind_address = 203.0.113.11\n')), addresses },
      { subject: '203.0.113.11', values: { parameter: 'smtp_bind_address' } },
    ],
    [
      'listens on it, in master.cf',
      { ...(await postfixFacts('', `203.0.113.11:25 inet n - y - - smtpd\n`)), addresses },
      { subject: '203.0.113.11' },
    ],
  ],
})
