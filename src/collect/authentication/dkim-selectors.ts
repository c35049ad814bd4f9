import { known } from '../../access/answer.ts'
import type { KnownSelector } from '../../access/task.ts'
import type { World } from '../../access/world.ts'
import { lookUp } from '../dns/look-up.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { probedDomain } from '../mail/probed-domain.ts'
import type { DkimKeyRecord } from './dkim-key-record.ts'
import { keyRecords } from './dkim-keys-published.ts'

/** A selector, how it is known, and what the DNS holds for it. */
export interface DkimSelector {
  readonly selector: string
  readonly domain: string
  readonly from: KnownSelector['from'] | 'a guess'
  /** `selector._domainkey.domain` */
  readonly recordName: string
  readonly published: Fact<readonly DkimKeyRecord[]>
}

/**
 * What signers and providers call their keys when nobody chooses: Rspamd, OpenDKIM, mailcow, iRedMail,
 * Mail-in-a-Box, Modoboa, Google, Microsoft, Proton, Fastmail, Apple, Zoho and the large senders.
 */
const commonSelectors = [
  ...['default', 'dkim', 'mail', 'selector1', 'selector2', 'google', 's1', 's2', 'k1', 'k2', 'k3', 'key1'],
  ...['protonmail', 'protonmail2', 'protonmail3', 'fm1', 'fm2', 'fm3', 'sig1', 'zoho', 'zmail', 'modoboa'],
  ...['mx', 'smtp', 'mta', 'email', 'server', 'dkim1', 'dkim2', 'rsa', 'ed25519', 'mandrill', 'mxvault'],
  ...['mailjet', 'pm', 'sib', 'brevo1', 'brevo2', 'titan1', 'ovhmo1-selector1', 'hostingermail1', 'x', 'm1'],
  ...['2024', '2025', '2026', '202501', '202601', 'mail2024', 'mail2025', 'mail2026', 's1024', 's2048'],
]
/** Where nothing seems to lie under `_domainkey`, the usual names are tried all the same. */
const leastGuesses = 6
/** A name that nobody chooses: what answers it is a wildcard, which answers every guess. */
const nobodysSelector = 'mailmedic-asks-for-a-wildcard'

export const dkimSelectors = fact({
  id: 'authentication.dkim-selectors',
  summary: 'DKIM keys that a domain publishes: selectors that were given, learnt from a mail, or guessed.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution, domains: probedDomain },
  async collect(world, { domains }): Promise<Fact<readonly DkimSelector[]>> {
    const [domain] = domains.status === 'known' ? domains.value : []
    if (domain === undefined) return { status: 'absent', evidence: [] }
    const given = await Promise.all((world.task?.selectors ?? []).map((one) => look(world, one)))
    const guessed = await guess(world, domain)
    const fresh = guessed.filter((one) => !given.some(({ recordName }) => recordName === one.recordName))
    const all = [...given, ...fresh]
    return all.length === 0 ? { status: 'absent', evidence: [] } : known(all)
  },
})

async function look(
  world: World,
  { selector, domain, from }: { selector: string; domain: string; from: DkimSelector['from'] },
): Promise<DkimSelector> {
  const recordName = `${selector}._domainkey.${domain}`
  return { selector, domain, from, recordName, published: await keyRecords(world, recordName) }
}

/** Only hits: a selector that is not there was just a guess. */
async function guess(world: World, domain: string): Promise<DkimSelector[]> {
  const [branch, wildcard] = await Promise.all([
    lookUp(world, { name: `_domainkey.${domain}`, type: 'TXT' }),
    keyRecords(world, `${nobodysSelector}._domainkey.${domain}`),
  ])
  // What a wildcard says to everything, no selector says on purpose.
  if (branch.status === 'unknown' || wildcard.status !== 'absent') return []
  // RFC 8020: nothing lies under a name that does not exist; old servers deny names that only have others below.
  const denied = branch.status === 'absent' && branch.evidence.some(({ text }) => text.startsWith('NXDOMAIN'))
  const tried = denied ? commonSelectors.slice(0, leastGuesses) : commonSelectors
  const looked = await Promise.all(
    tried.map((selector) => look(world, { selector, domain, from: 'a guess' })),
  )
  return looked.filter(({ published }) => published.status === 'known')
}
