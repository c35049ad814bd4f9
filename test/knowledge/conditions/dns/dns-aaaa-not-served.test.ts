import { dnsAaaaNotServed } from '../../../../src/knowledge/conditions/dns/dns-aaaa-not-served.ts'
import { deadResolver, host4, host6, ipv4Only, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const closed = { [`${host4}:25`]: 'connected', [`${host6}:25`]: 'refused' } as const

testWorlds(dnsAaaaNotServed, {
  fine: [
    ['it answers over both', mailHost],
    ['no AAAA', withZone({ 'mail.example.org AAAA': undefined })],
    [
      'a balancer answers at another address',
      {
        ...withZone({ 'mail.example.org AAAA': ['2001:db8::99'] }),
        connects: { ...mailHost.connects, '[2001:db8::99]:25': 'connected', '2001:db8::99:25': 'connected' },
      },
    ],
  ],
  lookalike: [['Postfix is stopped: nothing answers over IPv4 either', { ...mailHost, connects: {} }]],
  problem: [
    [
      'it refuses over IPv6',
      { ...mailHost, connects: closed },
      { subject: 'mail.example.org', confidence: 'certain' },
    ],
    [
      'the AAAA is of the old host',
      {
        ...withZone({ 'mail.example.org AAAA': ['2001:db8:9::1'] }),
        connects: { ...closed, '2001:db8:9::1:25': 'timeout' },
      },
      { confidence: 'likely' },
    ],
    ['this host has no IPv6', ipv4Only({ ...mailHost, connects: closed }), { confidence: 'likely' }],
  ],
  unseen: [['a dead resolver', deadResolver]],
})
