import { identityHeloUnresolvable } from '../../../../src/knowledge/conditions/identity/identity-helo-unresolvable.ts'
import { deadResolver, mailHost, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(identityHeloUnresolvable, {
  fine: [
    ['it exists', mailHost],
    ['only over IPv6', withZone({ 'mail.example.org A': undefined })],
    ['an address literal', withMainCf(mailHost, 'smtp_helo_name = [203.0.113.10]')],
  ],
  lookalike: [['a bare name', withMainCf(mailHost, 'smtp_helo_name = vps1234')]],
  problem: [
    [
      'an internal name',
      withMainCf(mailHost, 'smtp_helo_name = mail.localdomain'),
      { subject: 'mail.localdomain', severity: 'medium', confidence: 'certain' },
    ],
    [
      'behind a relay host',
      withMainCf(mailHost, 'smtp_helo_name = mail.lan', 'relayhost = [smtp.example.net]'),
      { severity: 'low' },
    ],
  ],
  unseen: [
    ['SERVFAIL', { ...mailHost, failing: { 'mail.example.org A': 'servfail' } }],
    ['a dead resolver', deadResolver],
  ],
})
