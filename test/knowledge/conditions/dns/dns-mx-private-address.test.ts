import { dnsMxPrivateAddress } from '../../../../src/knowledge/conditions/dns/dns-mx-private-address.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsMxPrivateAddress, {
  fine: [
    ['public', probed],
    ['a null MX', withRecords({ 'example.org MX': ['0 .'] })],
  ],
  lookalike: [
    [
      'the name servers tell the world a public one (split horizon)',
      withRecords({
        'mail.example.org A': ['10.0.0.5'],
        'mail.example.org AAAA': undefined,
        'mail.example.org A @192.0.2.53': ['203.0.113.10'],
        'mail.example.org A @198.51.100.54': ['203.0.113.10'],
      }),
    ],
  ],
  problem: [
    [
      'only private',
      withRecords({ 'mail.example.org A': ['10.0.0.5'], 'mail.example.org AAAA': undefined }),
      { severity: 'critical' },
    ],
    ['one of two', withRecords({ 'mail.example.org AAAA': ['fd00::5'] }), { severity: 'medium' }],
    [
      'loopback',
      withRecords({ 'mail.example.org A': ['127.0.0.1'], 'mail.example.org AAAA': undefined }),
      { severity: 'critical' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
