import { known } from '../../access/answer.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, factAbout } from '../fact.ts'
import { ownDomains } from '../mail/own-domains.ts'
import { notAmongFirst } from './first-domains.ts'
import type { PublishedSettings } from './published-settings.ts'
import { serviceNamed, serviceRecordsOf } from './service-records.ts'
import { webDocument } from './web-documents.ts'

export const jmap = factAbout<string>()({
  id: 'clients.jmap',
  summary: 'Whether a domain offers JMAP, by SRV or .well-known/jmap (RFC 8620 §2.2). Absent: it does not.',
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { domains: ownDomains },
  async collect(world, { domains }, domain): Promise<Fact<PublishedSettings>> {
    const left = notAmongFirst(world, domains, domain)
    if (left !== undefined) return left
    const service = serviceNamed(await serviceRecordsOf(world, domain), '_jmap')
    const authority = service === undefined ? domain : `${service.host}:${service.port}`
    const url = `https://${authority}/.well-known/jmap`
    const found = await webDocument(world, url)
    if (found.status !== 'known') return found
    const { evidence } = found.value
    if ('fault' in found.value)
      return service === undefined
        ? { status: 'absent', evidence: [evidence] }
        : known({ url, settings: [], fault: found.value.fault }, evidence)
    const { statusCode, body, location = '' } = found.value.page
    const answers =
      statusCode === 401 ||
      (statusCode === 200 && body.includes('urn:ietf:params:jmap:core')) ||
      (statusCode >= 300 && statusCode < 400 && /jmap/i.test(location))
    if (answers) return known({ url, settings: [], remark: 'JMAP' }, evidence)
    return service === undefined
      ? { status: 'absent', evidence: [evidence] }
      : known({ url, settings: [], fault: `HTTP ${statusCode} where JMAP is announced` }, evidence)
  },
})
