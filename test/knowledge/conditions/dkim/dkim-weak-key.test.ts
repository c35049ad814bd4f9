import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { known } from '../../../../src/access/answer.ts'
import { dkimSigning } from '../../../../src/collect/filters/dkim-signing.ts'
import { dkimWeakKey } from '../../../../src/knowledge/conditions/dkim/dkim-weak-key.ts'
import { mailHost, withZone } from '../../../collect/dns/mail-host.ts'
import { testWorlds } from '../../test-worlds.ts'

const path = '/var/lib/rspamd/dkim/example.org.s1.key'
const name = 's1._domainkey.example.org TXT'
const make = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' }).toString('base64')
const signs = [
  [dkimSigning, known([{ domain: 'example.org', selector: 's1', keyPath: path, evidence: [] }])],
] as const
const signsNothing = [[dkimSigning, { status: 'absent', evidence: [] }]] as const
const long = make(2048)

testWorlds(dkimWeakKey, {
  fine: [
    ['2048 bits', publishing(long, `v=DKIM1; p=${spki(long)}`), signs],
    ['in test mode', publishing(long, `v=DKIM1; t=y; p=${spki(long)}`), signs],
    [
      'Ed25519 is short by nature',
      publishing(long, `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 1).toString('base64')}`),
      signs,
    ],
    ['nothing signs here', mailHost, signsNothing],
  ],
  lookalike: [['another key, long enough', publishing(make(1024), `p=${spki(long)}`), signs]],
  problem: [
    [
      '1024 bits: below advice',
      publishing(make(1024), `p=${spki(make(1024))}`),
      { severity: 'low', confidence: 'certain' },
      signs,
    ],
    ['512 bits: ignored', publishing(make(512), `p=${spki(make(512))}`), { severity: 'medium' }, signs],
  ],
})

/** The host signs with one key, and publishes that text. */
function publishing(own: KeyObject, text: string | undefined, more: Record<string, string[]> = {}) {
  const publicKeys = {
    [path]: { algorithm: 'rsa', bits: own.asymmetricKeyDetails?.modulusLength ?? 0, spki: spki(own) },
  }
  return { ...withZone({ [name]: text === undefined ? undefined : [text], ...more }), publicKeys }
}
