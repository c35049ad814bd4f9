import type { CertificateSeen } from '../../../../src/access/net/net.ts'
import { daneCertificatePinned } from '../../../../src/knowledge/conditions/dane/dane-certificate-pinned.ts'
import { healthyDialogue, leaf, probed, withRecords } from '../../../collect/dns/probed.ts'
import { testWorlds } from '../../test-worlds.ts'

const tls = { protocol: 'TLSv1.3', cipher: 'x', verified: true, nameMatches: true }
const pinned = (parts: Partial<CertificateSeen>) =>
  withRecords(
    { '_25._tcp.mail.example.org TLSA': [`3 0 1 ${leaf.fingerprint}`] },
    {
      dialogues: {
        '203.0.113.10:25': { ...healthyDialogue, tls: { ...tls, chain: [{ ...leaf, ...parts }] } },
      },
    },
  )

testWorlds(daneCertificatePinned, {
  fine: [
    ['3 1 1', probed],
    ['a certificate for years, of an own authority', pinned({})],
  ],
  problem: [
    [
      'Let’s Encrypt',
      pinned({ issuerUrl: 'http://r3.i.lencr.org/', notBefore: 0, notAfter: 90 * 86_400_000 }),
      { confidence: 'likely' },
    ],
  ],
  unseen: [['no answer', { ...probed, failing: { 'example.org MX': 'timeout' } }]],
})
