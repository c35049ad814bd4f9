import { networkOutbound25OwnFirewall } from '../../../../src/knowledge/conditions/network/network-outbound-25-own-firewall.ts'
import { configurationOf } from '../../postfix-facts.ts'
import { absent, known, seen, testCondition } from '../../test-condition.ts'
import { nftFirewall, portRule } from '../../written-firewall.ts'
import { tried } from '../../written-ways.ts'

const { configuration: postfix } = await configurationOf()
const { configuration: relayed } = await configurationOf('relayhost = [smtp.example.com]:587\n')
const { configuration: ipv4 } = await configurationOf('inet_protocols = ipv4\n')
const dropped = await nftFirewall('output', 'accept', portRule([25], 'drop'))
const silent = known([tried('mx.example.net', '198.51.100.7', 'timeout', true)])
const mailUser = [
  { match: { op: '==', left: { meta: { key: 'skuid' } }, right: 'postfix' } },
  ...portRule([25], 'accept'),
]

testCondition(networkOutbound25OwnFirewall, {
  fine: [
    ['all may go out', { rules: await nftFirewall('output', 'accept'), postfix }],
    ['no firewall', { rules: absent(seen), postfix }],
    [
      'only what is listed may go out, 25 among it',
      { rules: await nftFirewall('output', 'drop', portRule([25, 53, 443], 'accept')), postfix },
    ],
    ['mail goes to a relay host', { rules: dropped, postfix: relayed }],
    [
      'IPv6 is closed and not used',
      { rules: await nftFirewall('output', 'accept', portRule([25], 'drop', 'ipv6')), postfix: ipv4 },
    ],
    ['no Postfix here', { rules: dropped, postfix: absent() }],
  ],
  lookalike: [
    [
      'only the mail server’s user may send, as it should be',
      { rules: await nftFirewall('output', 'accept', mailUser, portRule([25], 'drop')), postfix },
    ],
    [
      'port 25 is seen to work all the same',
      { rules: dropped, postfix, reached: known([tried('mx.example.net', '198.51.100.7', 'connected')]) },
    ],
    [
      'the provider blocks it, not this host',
      { rules: await nftFirewall('output', 'accept'), postfix, reached: silent },
    ],
  ],
  problem: [
    [
      'dropped for everybody',
      { rules: dropped, postfix, reached: silent },
      { confidence: 'certain', subject: 'TCP port 25, outgoing' },
    ],
    [
      'a policy that forgets it',
      { rules: await nftFirewall('output', 'drop', portRule([53, 443], 'accept')), postfix },
    ],
    [
      'only for IPv6',
      { rules: await nftFirewall('output', 'accept', portRule([25], 'reject', 'ipv6')), postfix },
      { severity: 'medium' },
    ],
  ],
})
