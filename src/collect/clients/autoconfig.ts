import { known } from '../../access/answer.ts'
import type { World } from '../../access/world.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { readAutoconfig } from './autoconfig-document.ts'
import { notAmongFirst } from './first-domains.ts'
import type { PublishedSettings } from './published-settings.ts'
import { knock, webDocument } from './web-documents.ts'

/**
 * Where Thunderbird looks, in its order (https://wiki.mozilla.org/Thunderbird:Autoconfiguration). Its
 * database of providers comes after them (`clients.provider-database`).
 */
function places(domain: string): readonly string[] {
  const query = `?emailaddress=mailmedic%40${domain}`
  return [
    `https://autoconfig.${domain}/mail/config-v1.1.xml${query}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml${query}`,
    `http://autoconfig.${domain}/mail/config-v1.1.xml${query}`,
  ]
}

export const autoconfig = factAbout<string>()({
  id: 'clients.autoconfig',
  summary: 'What Thunderbird would find at autoconfig.DOMAIN or below .well-known. Absent: nothing is there.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { domains: ownDomains },
  collect: (world, { domains }, domain) =>
    notAmongFirst(world, domains, domain) ?? autoconfigOf(world, domain),
})

/** One after another, as Thunderbird prefers them: the first that answers is what it uses. */
export async function autoconfigOf(world: World, domain: string): Promise<Fact<PublishedSettings>> {
  const answers: Fact<PublishedSettings>[] = []
  await knock(world, places(domain))
  for (const url of places(domain)) {
    const answer = await publishedAt(world, url, domain)
    if (answer.status === 'known' && answer.value.fault === undefined) return answer
    answers.push(answer)
  }
  const faulty = answers.find(({ status }) => status === 'known')
  return faulty ?? answers.find(({ status }) => status === 'unknown') ?? { status: 'absent', evidence: [] }
}

async function publishedAt(world: World, url: string, domain: string): Promise<Fact<PublishedSettings>> {
  const found = await webDocument(world, url)
  if (found.status !== 'known') return found
  const { evidence } = found.value
  if ('fault' in found.value)
    // The domain's web site is there for others; a host of that name alone is there for mail programs.
    return new URL(url).hostname === domain
      ? { status: 'absent', evidence: [evidence] }
      : known({ url, settings: [], fault: found.value.fault }, evidence)
  const { statusCode, body, contentType } = found.value.page
  // A web server that answers everything with its start page has no such document.
  if (statusCode !== 200 || (/html/i.test(contentType) && !/<clientConfig/i.test(body)))
    return { status: 'absent', evidence: [evidence] }
  const read = readAutoconfig(body, domain, evidence)
  return 'error' in read
    ? known({ url, settings: [], fault: read.error }, evidence)
    : known({ url, settings: read.settings }, evidence)
}
