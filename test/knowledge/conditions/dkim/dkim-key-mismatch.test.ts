import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { known } from '../../../../src/access/answer.ts'
import { dkimSigning } from '../../../../src/collect/filters/dkim-signing.ts'
import { dkimKeyMismatch } from '../../../../src/knowledge/conditions/dkim/dkim-key-mismatch.ts'
import { mailHost, withMainCf, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const path = '/var/lib/rspamd/dkim/example.org.s1.key'
const name = 's1._domainkey.example.org TXT'
const make = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64')
const signs = [
  [dkimSigning, known([{ domain: 'example.org', selector: 's1', keyPath: path, evidence: [] }])],
] as const
const signsNothing = [[dkimSigning, { status: 'absent', evidence: [] }]] as const
const own = make(2048)
const other = make(2048)

testWorlds(dkimKeyMismatch, {
  fine: [
    ['the key that signs', publishing(own, `v=DKIM1; k=rsa; p=${spki(own)}`), signs],
    ['in test mode', publishing(own, `v=DKIM1; t=y; p=${spki(own)}`), signs],
    [
      'two keys, one of which signs',
      {
        ...publishing(own, undefined),
        ...withZone({ [name]: [`p=${spki(other)}`, `p=${spki(own)}`] }),
        publicKeys: publishing(own, undefined).publicKeys,
      },
      signs,
    ],
    ['nothing signs here', mailHost, signsNothing],
    [
      'a signer that Postfix does not ask',
      withMainCf(publishing(own, `p=${spki(make(2048))}`), 'smtpd_milters ='),
      signs,
    ],
  ],
  lookalike: [
    ['not published', publishing(own, undefined), signs],
    ['revoked', publishing(own, 'v=DKIM1; p='), signs],
  ],
  problem: [
    [
      'another key',
      publishing(own, `v=DKIM1; k=rsa; p=${spki(other)}`),
      { subject: 's1._domainkey.example.org', confidence: 'certain' },
      signs,
    ],
    [
      'a record that was cut',
      publishing(own, `v=DKIM1; k=rsa; p=${spki(own).slice(0, 200)}`),
      { confidence: 'certain' },
      signs,
    ],
  ],
  unseen: [
    [
      'SERVFAIL for the key’s name: dkimKeys stays open',
      { ...publishing(own, undefined), failing: { '@127.0.0.1': 'timeout' } },
      signs,
    ],
  ],
})

/** The host signs with one key, and publishes that text. */
function publishing(own: KeyObject, text: string | undefined, more: Record<string, string[]> = {}) {
  const publicKeys = {
    [path]: { algorithm: 'rsa', bits: own.asymmetricKeyDetails?.modulusLength ?? 0, spki: spki(own) },
  }
  return { ...withZone({ [name]: text === undefined ? undefined : [text], ...more }), publicKeys }
}
