import { spfSendingIpNotListed } from '../../../../src/knowledge/conditions/spf/spf-sending-ip-not-listed.ts'
import { behindNat, mailHost, splitHorizon, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const spf = (text: string) => withZone({ 'example.org TXT': [text] })

testWorlds(spfSendingIpNotListed, {
  fine: [
    ['mx covers both addresses', mailHost],
    ['the domain declares that it sends nothing', spf('v=spf1 -all')],
    ['a relay host sends', withMainCf(spf('v=spf1 ip4:192.0.2.1 -all'), 'relayhost = [smtp.example.net]')],
    ['by network', spf('v=spf1 ip4:203.0.113.0/24 ip6:2001:db8::/32 -all')],
  ],
  lookalike: [['two records', withZone({ 'example.org TXT': ['v=spf1 mx -all', 'v=spf1 a -all'] })]],
  problem: [
    [
      'another server only, -all',
      spf('v=spf1 ip4:203.0.113.99 -all'),
      { severity: 'high', confidence: 'certain' },
    ],
    ['~all', spf('v=spf1 ip4:203.0.113.99 ~all'), { severity: 'medium' }],
    [
      'IPv6 was forgotten',
      spf('v=spf1 ip4:203.0.113.10 -all'),
      { values: { addresses: '2001:db8::10', result: 'fail', term: '-all', mechanisms: 'ip6:2001:db8::10' } },
    ],
    ['no "all"', spf('v=spf1 ip4:203.0.113.99'), { severity: 'low' }],
  ],
  unseen: [
    ['an inner view of the MX host', splitHorizon(mailHost)],
    [
      'a term cannot be asked',
      { ...spf('v=spf1 a:slow.example.net -all'), failing: { 'slow.example.net A': 'timeout' } },
    ],
    ['behind a translator', behindNat(spf('v=spf1 ip4:203.0.113.99 -all'))],
  ],
})
