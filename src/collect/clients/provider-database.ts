import { known, unknown } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { hostAddresses } from '../dns/look-up.ts'
import { exchangersOf } from '../dns/mail-exchangers.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { readAutoconfig } from './autoconfig-document.ts'
import type { PublishedSettings } from './published-settings.ts'
import { webDocument } from './web-documents.ts'

const database = 'autoconfig.thunderbird.net'

/**
 * Where Thunderbird looks after the domain's own documents: its database of providers, by the domain, then by
 * the domain of the MX host, so that customers of a provider are found too.
 */
export const providerDatabase = factAbout<string>()({
  id: 'clients.provider-database',
  summary: 'What Thunderbird’s database of providers says of a domain or of its MX. Absent: nothing.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution },
  async collect(world, _facts, domain): Promise<Fact<PublishedSettings>> {
    // Where the database itself cannot be found, that a domain is not in it means nothing.
    if ((await hostAddresses(world, database)).status !== 'known')
      return unknown('unreachable', `${database} cannot be asked from here`)
    const exchangers = await exchangersOf(world, domain)
    const [first] = exchangers.status === 'known' ? exchangers.value.exchangers : []
    const provider = first?.host.split('.').slice(1).join('.') ?? ''
    const names = [domain, ...(provider.includes('.') && provider !== domain ? [provider] : [])]
    for (const name of names) {
      const found = await entryOf(world, name)
      if (found.status !== 'absent') return found
    }
    return { status: 'absent', evidence: [] }
  },
})

async function entryOf(world: World, name: string): Promise<Fact<PublishedSettings>> {
  const url = `https://${database}/v1.1/${name}`
  const found = await webDocument(world, url)
  if (found.status === 'absent')
    // The database answers 404; a port that is closed tells nothing.
    return found.evidence.some(({ kind }) => kind === 'http')
      ? found
      : unknown('unreachable', `${database} cannot be asked from here`)
  if (found.status === 'unknown') return found
  if ('fault' in found.value) return unknown('failed', `${database}: ${found.value.fault}`)
  const { page, evidence } = found.value
  if (page.statusCode !== 200) return unknown('refused', `${database} answered HTTP ${page.statusCode}`)
  const read = readAutoconfig(page.body, name, evidence)
  return 'error' in read
    ? unknown('malformed', `${url}: ${read.error}`)
    : known({ url, settings: read.settings }, evidence)
}
