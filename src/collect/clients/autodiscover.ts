import { known } from '../../access/answer.ts'
import type { HttpSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { domainOf } from '../mail/probed-domain.ts'
import { autodiscoverRequest, readAutodiscover } from './autodiscover-document.ts'
import type { PublishedSettings } from './published-settings.ts'
import { serviceRecords } from './service-records.ts'
import { type WebDocument, webDocument } from './web-documents.ts'

const path = '/autodiscover/autodiscover.xml'

export const autodiscover = fact({
  id: 'clients.autodiscover',
  summary: 'What Outlook would find by Autodiscover (HTTPS, redirection, SRV). Absent: nothing is there.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { records: serviceRecords },
  async collect(world, { records }): Promise<Fact<PublishedSettings>> {
    const domain = domainOf(world)
    const named = records.status === 'known' ? records.value : []
    const service = named.find(({ label, host }) => label === '_autodiscover' && host !== undefined)
    // The order of [MS-OXDSCLI] §3.1.5: the domain, its sub-domain, a redirection over HTTP, SRV.
    const places = [
      `https://${domain}${path}`,
      `https://autodiscover.${domain}${path}`,
      ...(service?.host === undefined ? [] : [`https://${service.host}:${service.port}${path}`]),
    ]
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
  },
})

async function publishedAt(world: World, url: string, domain: string): Promise<Fact<PublishedSettings>> {
  const posted = { contentType: 'text/xml', body: autodiscoverRequest(`mailmedic@${domain}`) }
  const found = await webDocument(world, url, posted)
  if (found.status !== 'known') return found
  const { evidence } = found.value
  if ('fault' in found.value) return known({ url, settings: [], fault: found.value.fault }, evidence)
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
