import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { known } from '../../../../src/access/answer.ts'
import { dkimSigning } from '../../../../src/collect/filters/dkim-signing.ts'
import { dkimKeyNotPublished } from '../../../../src/knowledge/conditions/dkim/dkim-key-not-published.ts'
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
const own = make(1024)

testWorlds(dkimKeyNotPublished, {
  fine: [
    ['published', publishing(own, `v=DKIM1; k=rsa; p=${spki(own)}`), signs],
    ['nothing signs here', mailHost, signsNothing],
    ['a signer that Postfix does not ask', withMainCf(publishing(own, undefined), 'smtpd_milters ='), signs],
  ],
  lookalike: [
    [
      'the signer’s configuration misspells the domain',
      mailHost,
      [[dkimSigning, known([{ domain: 'exmaple.test', selector: 's1', keyPath: path, evidence: [] }])]],
    ],
    ['another key is published', publishing(own, `v=DKIM1; p=${spki(make(1024))}`), signs],
  ],
  problem: [
    [
      'NXDOMAIN',
      publishing(own, undefined),
      { subject: 's1._domainkey.example.org', confidence: 'certain' },
      signs,
    ],
    ['revoked', publishing(own, 'v=DKIM1; p='), { confidence: 'certain' }, signs],
    ['only a wildcard’s SPF text', publishing(own, 'v=spf1 -all'), { confidence: 'certain' }, signs],
    [
      'the panel doubled the domain',
      publishing(own, undefined, { 's1._domainkey.example.org.example.org TXT': [`p=${spki(own)}`] }),
      { values: { found: 'the key stands at s1._domainkey.example.org.example.org' } },
      signs,
    ],
  ],
  unseen: [['SERVFAIL', { ...publishing(own, undefined), failing: { [name]: 'servfail' } }, signs]],
})

/** The host signs with one key, and publishes that text. */
function publishing(own: KeyObject, text: string | undefined, more: Record<string, string[]> = {}) {
  const publicKeys = {
    [path]: { algorithm: 'rsa', bits: own.asymmetricKeyDetails?.modulusLength ?? 0, spki: spki(own) },
  }
  return { ...withZone({ [name]: text === undefined ? undefined : [text], ...more }), publicKeys }
}
