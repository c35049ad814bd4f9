import { dnsResolverDiffers } from '../../../../src/knowledge/conditions/dns/dns-resolver-differs.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsResolverDiffers, {
  fine: [
    ['the same', probed],
    [
      'in another order',
      withRecords({
        'example.org MX': ['20 b.example.org', '10 mail.example.org'],
        'b.example.org A': ['192.0.2.9'],
      }),
    ],
    ['a null MX', withRecords({ 'example.org MX': ['0 .'] })],
    [
      'a server at a private address says something of its own',
      withRecords({
        'ns2.example.org A': ['10.0.0.53'],
        'example.org MX @10.0.0.53': ['10 inner.example.org'],
      }),
    ],
    ['none', withRecords({ 'example.org MX': undefined })],
  ],
  lookalike: [
    [
      'the servers differ among themselves',
      withRecords({ 'example.org MX @192.0.2.53': ['10 old.example.org'] }),
    ],
  ],
  problem: [
    [
      'an inner view',
      withRecords({
        'example.org MX @192.0.2.53': ['10 mx.example.net'],
        'example.org MX @198.51.100.54': ['10 mx.example.net'],
      }),
      {
        confidence: 'certain',
        values: { what: 'MX', here: '10 mail.example.org', there: '10 mx.example.net' },
      },
    ],
    [
      'another address of the MX host (split horizon)',
      withRecords({
        'mail.example.org A': ['10.0.0.25'],
        'mail.example.org AAAA': undefined,
        'mail.example.org A @192.0.2.53': ['203.0.113.10'],
        'mail.example.org A @198.51.100.54': ['203.0.113.10'],
      }),
      { values: { what: 'A mail.example.org', here: '10.0.0.25', there: '203.0.113.10' } },
    ],
    [
      'another SPF',
      withRecords({
        'example.org TXT @192.0.2.53': ['v=spf1 -all'],
        'example.org TXT @198.51.100.54': ['v=spf1 -all'],
      }),
      { values: { what: 'SPF', here: 'v=spf1 mx -all', there: 'v=spf1 -all' } },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
