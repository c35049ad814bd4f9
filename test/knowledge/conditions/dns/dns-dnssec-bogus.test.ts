import { dnsDnssecBogus } from '../../../../src/knowledge/conditions/dns/dns-dnssec-bogus.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

testWorlds(dnsDnssecBogus, {
  fine: [
    ['secure', mailHost],
    ['not signed', { ...withZone({ 'example.org DS': undefined }), authenticated: [] }],
    ['signed, no MX', { ...withZone({ 'example.org MX': undefined }), authenticated: ['example.org DS'] }],
  ],
  problem: [
    [
      'SERVFAIL, and an answer without checking',
      { ...mailHost, failing: { 'example.org MX': 'servfail' } },
      { confidence: 'certain' },
    ],
  ],
  unseen: [
    ['no answer in time', { ...mailHost, failing: { 'example.org MX': 'timeout' } }],
    ['signed, by a resolver that does not validate', { ...mailHost, authenticated: [] }],
  ],
})
