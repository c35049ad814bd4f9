import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { dnsDnssecBogus } from '../../../../src/knowledge/conditions/dns/dns-dnssec-bogus.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { withRecords } from '../../../collect/dns/probed.ts'
import { writtenNow } from '../../../collect/written-world.ts'
import { testWorlds } from '../../test-worlds.ts'

const keyTag = 1038
const key = `257 3 13 AAAA ; key id = ${keyTag}`
// RFC 4034 §5.1.4 over \x07example\x03org\x00 and the key's RDATA.
const rdata = Buffer.from([1, 1, 3, 13, 0, 0, 0])
const digest = createHash('sha256')
  .update(Buffer.concat([Buffer.from('\x07example\x03org\x00'), rdata]))
  .digest('hex')
const fits = `${keyTag} 13 2 ${digest}`
const signed = (changes: Readonly<Record<string, readonly string[] | undefined>>, others = {}) =>
  withRecords({ 'example.org DNSKEY': [key], ...changes }, others)

testWorlds(dnsDnssecBogus, {
  fine: [
    ['secure', mailHost],
    ['not signed', { ...withZone({ 'example.org DS': undefined }), authenticated: [] }],
    ['signed, no MX', { ...withZone({ 'example.org MX': undefined }), authenticated: ['example.org DS'] }],
  ],
  lookalike: [
    ['from outside: another key beside the one that fits', signed({ 'example.org DS': [fits, '9 13 2 00'] })],
    [
      'a network that has an unsigned view of its own, by a resolver that does not validate',
      signed(
        {
          'example.org NS': ['dc1.example.org'],
          'dc1.example.org A': ['10.0.0.53'],
          'example.org NS @192.0.2.1': ['ns1.example.org'],
          'example.org DS': [fits],
          'example.org DNSKEY': undefined,
        },
        { authenticated: [] },
      ),
    ],
    ['from outside: a digest that is not computed here', signed({ 'example.org DS': [`${keyTag} 13 3 00`] })],
  ],
  problem: [
    [
      'from outside: the key does not fit, whether or not the resolver validates',
      signed({ 'example.org DS': ['9 13 2 00'] }, { authenticated: [] }),
      { values: expect.objectContaining({ why: expect.stringContaining('names key 9') }) },
    ],
    [
      'from outside: no longer signed',
      signed({ 'example.org DNSKEY': undefined }, { failing: { 'example.org MX': 'servfail' } }),
      { values: expect.objectContaining({ why: expect.stringContaining('no key at all') }) },
    ],
    [
      'from outside: run out',
      {
        ...signed({ 'example.org DS': [fits] }, { failing: { 'example.org MX': 'servfail' } }),
        signatures: { 'example.org SOA': [`SOA 13 60 ${writtenNow / 1_000 - 60} 1 ${keyTag} example.org`] },
      },
      { values: expect.objectContaining({ why: expect.stringContaining('ran out') }) },
    ],
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
