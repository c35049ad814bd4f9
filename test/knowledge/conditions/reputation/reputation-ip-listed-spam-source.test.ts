import { reputationIpListedSpamSource } from '../../../../src/knowledge/conditions/reputation/reputation-ip-listed-spam-source.ts'
import {
  behindNat,
  deadResolver,
  host4,
  mailHost,
  withMainCf,
  withZone,
} from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const listing = (...codes: string[]) => withZone({ '10.113.0.203.zen.spamhaus.org A': codes })

testWorlds(reputationIpListedSpamSource, {
  fine: [
    ['not listed', mailHost],
    [
      'the list answers everything: it is dead',
      withZone({
        '1.0.0.127.zen.spamhaus.org A': ['127.0.0.2'],
        '10.113.0.203.zen.spamhaus.org A': ['127.0.0.2'],
      }),
    ],
    ['a relay host sends', withMainCf(listing('127.0.0.2'), 'relayhost = [smtp.example.net]')],
    ['a code that means nothing', listing('127.0.0.200')],
  ],
  lookalike: [['a dial-up range', listing('127.0.0.11')]],
  problem: [
    ['SBL', listing('127.0.0.2'), { subject: host4, severity: 'critical', confidence: 'certain' }],
    ['XBL and PBL', listing('127.0.0.4', '127.0.0.10'), { severity: 'critical' }],
    [
      'SpamCop alone',
      withZone({
        '2.0.0.127.bl.spamcop.net A': ['127.0.0.2'],
        '10.113.0.203.bl.spamcop.net A': ['127.0.0.2'],
      }),
      { severity: 'medium' },
    ],
  ],
  unseen: [
    [
      'the list refuses this resolver',
      withZone({
        '2.0.0.127.zen.spamhaus.org A': ['127.255.255.254'],
        '10.113.0.203.zen.spamhaus.org A': ['127.255.255.254'],
      }),
    ],
    ['behind a translator', behindNat(listing('127.0.0.2'))],
    ['a dead resolver', deadResolver],
  ],
})
