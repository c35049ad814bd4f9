import { daneTlsaMismatch } from '../../../../src/knowledge/conditions/dane/dane-tlsa-mismatch.ts'
import { keyHash, mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const tlsa = (...texts: string[]) => withZone({ '_25._tcp.mail.example.org TLSA': texts })
const old = '00'.repeat(32)
const unsigned = { 'example.org DS': undefined, 'example.org DNSKEY': undefined }

testWorlds(daneTlsaMismatch, {
  fine: [
    ['the key in use', mailHost],
    ['none published', withZone({ '_25._tcp.mail.example.org TLSA': undefined })],
    ['the next key beside it', tlsa(`3 1 1 ${old}`, `3 1 1 ${keyHash}`)],
    ['the whole certificate’s hash', tlsa(`3 0 1 ${'cd'.repeat(32)}`)],
    ['usages that SMTP does not use', tlsa(`1 1 1 ${old}`)],
  ],
  problem: [
    [
      'the old key',
      tlsa(`3 1 1 ${old}`),
      { subject: '_25._tcp.mail.example.org', severity: 'critical', confidence: 'certain' },
    ],
    [
      'the old key, by a resolver without AD',
      { ...tlsa(`3 1 1 ${old}`), authenticated: [] },
      { severity: 'critical' },
    ],
    [
      'an unsigned zone: nobody uses it',
      { ...withZone({ '_25._tcp.mail.example.org TLSA': [`3 1 1 ${old}`], ...unsigned }), authenticated: [] },
      { severity: 'low' },
    ],
    ['a trust anchor that is not in the chain', tlsa(`2 1 1 ${old}`), { severity: 'critical' }],
  ],
  unseen: [
    ['port 25 shows no certificate', { ...mailHost, dialogues: {} }],
    ['SHA-512', tlsa(`3 1 2 ${'00'.repeat(64)}`)],
    ['SERVFAIL', { ...mailHost, failing: { '_25._tcp.mail.example.org TLSA': 'servfail' } }],
  ],
})
