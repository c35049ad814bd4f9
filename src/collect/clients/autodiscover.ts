import { known } from '../../access/answer.ts'
import type { HttpSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { autodiscoverRequest, readAutodiscover } from './autodiscover-document.ts'
import { notAmongFirst } from './first-domains.ts'
import type { PublishedSettings } from './published-settings.ts'
import { serviceNamed, serviceRecordsOf } from './service-records.ts'
import { knock, type WebDocument, webDocument } from './web-documents.ts'

const path = '/autodiscover/autodiscover.xml'

export const autodiscover = factAbout<string>()({
  id: 'clients.autodiscover',
  summary: 'What Outlook would find by Autodiscover (HTTPS, redirection, SRV). Absent: nothing is there.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { domains: ownDomains },
  collect: (world, { domains }, domain) =>
    notAmongFirst(world, domains, domain) ?? autodiscoverOf(world, domain),
})

/** The order of [MS-OXDSCLI] §3.1.5: the domain, its sub-domain, a redirection over HTTP, SRV. */
export async function autodiscoverOf(world: World, domain: string): Promise<Fact<PublishedSettings>> {
  const service = serviceNamed(await serviceRecordsOf(world, domain), '_autodiscover')
  const places = [
    `https://${domain}${path}`,
    `https://autodiscover.${domain}${path}`,
    ...(service === undefined ? [] : [`https://${service.host}:${service.port}${path}`]),
  ]
  await knock(world, [...places.slice(0, 2), `http://autodiscover.${domain}${path}`])
  const answers: Fact<PublishedSettings>[] = []
  for (const url of places) {
    const answer = await publishedAt(world, url, domain)
    if (answer.status === 'known' && answer.value.fault === undefined) return answer
    answers.push(answer)
  }
  const redirected = await redirection(world, domain)
  if (redirected.status === 'known') return redirected
  const faulty = answers.find(({ status }) => status === 'known')
  return faulty ?? answers.find(({ status }) => status === 'unknown') ?? { status: 'absent', evidence: [] }
}

async function publishedAt(world: World, url: string, domain: string): Promise<Fact<PublishedSettings>> {
  const posted = { contentType: 'text/xml', body: autodiscoverRequest(`mailmedic@${domain}`) }
  const found = await webDocument(world, url, posted)
  if (found.status !== 'known') return found
  const { evidence } = found.value
  if ('fault' in found.value)
    // The domain's web site is there for others; a host of that name alone is there for mail programs.
    return new URL(url).hostname === domain
      ? { status: 'absent', evidence: [evidence] }
      : known({ url, settings: [], fault: found.value.fault }, evidence)
  const { statusCode, body, contentType } = found.value.page
  if (statusCode === 401)
    return known({ url, settings: [], remark: 'it wants a log-in first, as Exchange does' }, evidence)
  if (statusCode >= 300 && statusCode < 400) return redirectionOf(found.value, url)
  if (statusCode !== 200 || (/html/i.test(contentType) && !/<Autodiscover/i.test(body)))
    return { status: 'absent', evidence: [evidence] }
  const read = readAutodiscover(body, evidence)
  if ('error' in read) return known({ url, settings: [], fault: read.error }, evidence)
  if ('redirect' in read)
    return known({ url, settings: [], remark: `it leads to ${read.redirect}` }, evidence)
  if ('exchange' in read) return known({ url, settings: [], remark: `Exchange: ${read.exchange}` }, evidence)
  return known({ url, settings: read.settings }, evidence)
}

/** A redirection to an Autodiscover elsewhere counts; one to a start page does not. */
function redirectionOf(
  found: WebDocument & { readonly page: HttpSeen },
  url: string,
): Fact<PublishedSettings> {
  const { location = '' } = found.page
  if (!/autodiscover/i.test(location)) return { status: 'absent', evidence: [found.evidence] }
  return known({ url, settings: [], remark: `it leads to ${location.slice(0, 200)}` }, found.evidence)
}

async function redirection(world: World, domain: string): Promise<Fact<PublishedSettings>> {
  const url = `http://autodiscover.${domain}${path}`
  const found = await webDocument(world, url)
  if (found.status !== 'known' || !('page' in found.value)) return { status: 'absent', evidence: [] }
  return found.value.page.statusCode < 400 && found.value.page.statusCode >= 300
    ? redirectionOf(found.value, url)
    : { status: 'absent', evidence: [found.value.evidence] }
}
