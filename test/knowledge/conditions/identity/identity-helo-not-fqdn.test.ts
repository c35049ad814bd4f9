import { identityHeloNotFqdn } from '../../../../src/knowledge/conditions/identity/identity-helo-not-fqdn.ts'
import { mailHost, withMainCf } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(identityHeloNotFqdn, {
  fine: [
    ['a full name', mailHost],
    ['an address literal', withMainCf(mailHost, 'smtp_helo_name = [203.0.113.10]')],
  ],
  lookalike: [['a full name that does not exist', withMainCf(mailHost, 'smtp_helo_name = mail.localdomain')]],
  problem: [
    [
      'a bare name',
      withMainCf(mailHost, 'myhostname = vps1234'),
      { subject: 'vps1234', severity: 'high', confidence: 'certain' },
    ],
    [
      'localhost.localdomain',
      withMainCf(mailHost, 'smtp_helo_name = localhost.localdomain'),
      { severity: 'high' },
    ],
    [
      'a bare name behind a relay host',
      withMainCf(mailHost, 'myhostname = vps1234', 'relayhost = [smtp.example.net]'),
      { severity: 'low' },
    ],
  ],
  unseen: [['main.cf may not be read', { ...mailHost, forbidden: ['/etc/postfix'] }]],
})
