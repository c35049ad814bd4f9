import { dnsLocalResolverDown } from '../../../../src/knowledge/conditions/dns/dns-local-resolver-down.ts'
import { deadResolver, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsLocalResolverDown, {
  fine: [
    ['it answers', mailHost],
    ['a resolver that refuses the root and knows the rest', { ...mailHost, failing: { '. NS': 'refused' } }],
    ['no resolv.conf: this machine is asked, and answers', { ...mailHost, files: {} }],
  ],
  lookalike: [
    ['one domain of others is broken', { ...mailHost, failing: { 'example.net MX': 'servfail' } }],
    ['the name of the domain does not exist', withZone({ 'example.org MX': undefined })],
  ],
  problem: [
    ['the only resolver is dead', deadResolver, { subject: '127.0.0.1', confidence: 'certain' }],
    [
      'two, both dead',
      {
        ...mailHost,
        files: { '/etc/resolv.conf': 'nameserver 192.0.2.1\nnameserver 192.0.2.2\n' },
        failing: { '@192.0.2.1': 'timeout', '@192.0.2.2': 'servfail' },
      },
      { subject: '192.0.2.1, 192.0.2.2' },
    ],
    [
      'the first of two is dead: slow, not down',
      {
        ...mailHost,
        files: { '/etc/resolv.conf': 'nameserver 192.0.2.1\nnameserver 192.0.2.2\n' },
        failing: { '@192.0.2.1': 'timeout' },
      },
      { severity: 'medium' },
    ],
  ],
  unseen: [
    ['a capture without it', { ...mailHost, failing: { '@127.0.0.1': 'not-recorded' } }],
    ['resolv.conf may not be read', { ...mailHost, forbidden: ['/etc/resolv.conf'] }],
    ['a directory', { ...mailHost, kind: 'root' }],
  ],
})
