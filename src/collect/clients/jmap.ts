import { known } from '../../access/answer.ts'
import { nameResolution } from '../dns/name-resolution.ts'
import { type Fact, fact } from '../fact.ts'
import { domainOf } from '../mail/probed-domain.ts'
import type { PublishedSettings } from './published-settings.ts'
import { serviceRecords } from './service-records.ts'
import { webDocument } from './web-documents.ts'

export const jmap = fact({
  id: 'clients.jmap',
  summary: 'Whether a domain offers JMAP, by SRV or .well-known/jmap (RFC 8620 §2.2). Absent: it does not.',
  onlyFromOutside: true,
  fromOutside: 'same',
  needs: { works: nameResolution },
  optional: { records: serviceRecords },
  async collect(world, { records }): Promise<Fact<PublishedSettings>> {
    const domain = domainOf(world)
    const named = records.status === 'known' ? records.value : []
    const service = named.find(({ label, host }) => label === '_jmap' && host !== undefined)
    const authority = service?.host === undefined ? domain : `${service.host}:${service.port}`
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
