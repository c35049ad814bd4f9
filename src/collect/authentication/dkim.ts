import { type Evidence, known, mapKnown, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { dkimSigning } from '../filters/dkim-signing.ts'
import type { DkimSigning } from '../filters/signing-key.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import type { PostfixConfiguration } from '../postfix/parameters.ts'
import { activeServices, type PostfixService, postfixServices } from '../postfix/services.ts'
import { type DkimKeyRecord, isSameKey } from './dkim-key-record.ts'
import { keyRecords } from './dkim-keys-published.ts'
import { dkimSelectors } from './dkim-selectors.ts'

/** A key that mail is signed with here, and what the DNS publishes for its selector. */
export interface DkimKey {
  readonly domain: string
  readonly selector: string
  /** File of the private key; '' where only the public one is to be seen. */
  readonly keyPath: string
  /** `selector._domainkey.domain` */
  readonly recordName: string
  /** TXT records that look like keys; more than one leaves the choice to the receiver. */
  readonly published: Fact<readonly DkimKeyRecord[]>
  /** False: the DNS knows no MX and no address of the domain. */
  readonly domainExists: boolean
  /** Where a panel doubled the domain, what stands at that name. */
  readonly doubled: Fact<readonly DkimKeyRecord[]>
  /** Whether the published key is the private key's other half. */
  readonly matches: Fact<boolean>
  /** Size of the private key in bits, as far as its file could be read. */
  readonly keyBits: number | undefined
  /** Subject public key info of the private key, DER, base64. */
  readonly ownKey: string | undefined
  readonly evidence: readonly Evidence[]
}

/** Hosts of many domains have many keys; each costs two questions. */
const keysLimit = 200

/** From outside: the keys that are published. Which private key signs is not to be seen. */
const publishedKeys = fact({
  id: 'authentication.dkim-keys-published',
  summary: 'DKIM keys that a domain publishes, as far as their selectors are known from outside.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { selectors: dkimSelectors },
  collect: (_world, { selectors }): Fact<readonly DkimKey[]> => {
    if (selectors.status === 'absent') return selectors
    const keys = selectors.value.flatMap(({ domain, selector, recordName, published }): DkimKey[] =>
      // Nothing signs with a revoked key: it stays in the DNS on purpose (RFC 6376 §3.6.1), on parked domains too.
      published.status === 'known' && !published.value.every(({ revoked }) => revoked)
        ? [
            {
              domain,
              selector,
              keyPath: '',
              recordName,
              published,
              domainExists: true,
              doubled: { status: 'absent', evidence: [] },
              matches: unknown('not-from-here', 'the private key is not to be seen from outside'),
              keyBits: undefined,
              ownKey: undefined,
              evidence: [],
            },
          ]
        : [],
    )
    return keys.length === 0 ? { status: 'absent', evidence: [] } : known(keys)
  },
})

export const dkimKeys = fact({
  id: 'authentication.dkim-keys',
  privilege: 'root',
  fromOutside: publishedKeys,
  summary: 'Each key that mail is signed with here, beside what the DNS publishes for it.',
  needs: { works: nameResolution, signing: dkimSigning },
  optional: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { signing, configuration, services }): Promise<Fact<readonly DkimKey[]>> {
    if (signing.status === 'absent') return signing
    const postfix = configuration.status === 'known' ? configuration.value : undefined
    const active = services.status === 'known' ? activeServices(services.value) : undefined
    if (postfix !== undefined && active !== undefined && !active.some((one) => filters(postfix, one)))
      return { status: 'absent', evidence: postfix.evidence('smtpd_milters', 'non_smtpd_milters') }
    const keys = distinct(signing.value).slice(0, keysLimit)
    return known(await Promise.all(keys.map((one) => compare(world, one))), ...signing.evidence)
  },
})

/** A signer that is set up and that Postfix does not ask, signs nothing: a null client's left-over Rspamd. */
function filters(postfix: PostfixConfiguration, service: PostfixService): boolean {
  const parameters = ['smtpd_milters', 'non_smtpd_milters', 'content_filter', 'smtpd_proxy_filter']
  return parameters.some((parameter) => (postfix.valueIn(service, parameter) ?? '') !== '')
}

/** The same key may stand for several users or networks. */
function distinct(all: readonly DkimSigning[]): DkimSigning[] {
  const byName = new Map(all.map((one) => [`${one.selector} ${one.domain} ${one.keyPath}`, one]))
  return [...byName.values()]
}

async function compare(world: World, { domain, selector, keyPath, evidence }: DkimSigning): Promise<DkimKey> {
  const recordName = `${selector}._domainkey.${domain}`
  const [published, own] = await Promise.all([
    keyRecords(world, recordName),
    world.host.readPublicKey(keyPath),
  ])
  const doubled =
    published.status === 'absent' ? await keyRecords(world, `${recordName}.${domain}`) : published
  const exists = published.status === 'absent' ? await exchangersOf(world, domain) : published
  return {
    domain,
    selector,
    keyPath,
    recordName,
    published,
    domainExists: exists.status !== 'absent',
    doubled: published.status === 'absent' ? doubled : { status: 'absent', evidence: [] },
    matches:
      published.status === 'known'
        ? mapKnown(own, ({ spki }) => published.value.some((record) => isSameKey(record, spki)))
        : published,
    keyBits: own.status === 'known' ? own.value.bits : undefined,
    ownKey: own.status === 'known' ? own.value.spki : undefined,
    evidence: own.status === 'known' ? [...evidence, ...own.evidence] : evidence,
  }
}
