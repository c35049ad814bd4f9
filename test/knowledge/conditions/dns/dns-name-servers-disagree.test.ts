import { expect } from 'vitest'
import { dnsNameServersDisagree } from '../../../../src/knowledge/conditions/dns/dns-name-servers-disagree.ts'
import { probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsNameServersDisagree, {
  fine: [
    ['they agree', probed],
    [
      'in another order',
      withRecords({ 'example.org TXT': ['b', 'a'], 'example.org TXT @198.51.100.54': ['a', 'b'] }),
    ],
    ['one alone', withRecords({ 'example.org NS': ['ns1.example.org'] })],
  ],
  lookalike: [
    [
      'one of them is inside, with a view of its own',
      withRecords({
        'ns2.example.org A': ['10.0.0.53'],
        'example.org MX @10.0.0.53': ['10 inner.example.org'],
      }),
    ],
    ['one is lame', { ...probed, failing: { '@198.51.100.54': 'refused' } }],
  ],
  problem: [
    [
      'another MX',
      withRecords({ 'example.org MX @198.51.100.54': ['10 old.example.net'] }),
      {
        severity: 'medium',
        values: expect.objectContaining({ shown: expect.stringContaining('old.example.net') }),
      },
    ],
    [
      'an older copy',
      withRecords({ 'example.org SOA @198.51.100.54': ['ns1.example.org h.example.org 6 1 1 1 1'] }),
      { severity: 'low' },
    ],
  ],
  unseen: [['no name servers to ask', { ...probed, failing: { 'example.org NS': 'servfail' } }]],
})
