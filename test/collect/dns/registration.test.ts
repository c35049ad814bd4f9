import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { readRegistration, registration } from '../../../src/collect/dns/registration.ts'
import { registryOf } from '../../../src/collect/dns/registries.ts'
import { probed, withRecords } from './probed.ts'
import { type ZoneWorld, zoneWorld } from './zone-world.ts'

/** Answers as registries give them, their contacts left out; each has a habit of its own. */
const answers: readonly {
  readonly registry: string
  readonly domain?: string
  readonly body: string
  readonly expiresAt: string
  readonly statuses: readonly string[]
}[] = [
  {
    registry: 'Verisign (.com): one line, words of RDAP, the database’s own date last',
    domain: 'example.com',
    body: '{"objectClassName":"domain","handle":"2336799_DOMAIN_COM-VRSN","ldhName":"EXAMPLE.COM","status":["client delete prohibited","client transfer prohibited"],"events":[{"eventAction":"registration","eventDate":"1995-08-14T04:00:00Z"},{"eventAction":"expiration","eventDate":"2027-08-13T04:00:00Z"},{"eventAction":"last changed","eventDate":"2026-08-14T07:01:34Z"},{"eventAction":"last update of RDAP database","eventDate":"2026-11-24T03:00:00Z"}],"secureDNS":{"delegationSigned":true},"nameservers":[{"objectClassName":"nameserver","ldhName":"A.IANA-SERVERS.NET"}],"rdapConformance":["rdap_level_0","icann_rdap_technical_implementation_guide_0"]}',
    expiresAt: '2027-08-13T04:00:00.000Z',
    statuses: ['client delete prohibited', 'client transfer prohibited'],
  },
  {
    registry: 'one that leaves the zone of its dates out',
    body: '{"events":[{"eventAction":"last update of RDAP database","eventDate":"2021-04-23T21:50:03"},{"eventAction":"expiration","eventDate":"2029-08-18T13:19:55"}],"status":["active"]}',
    expiresAt: '2029-08-18T13:19:55.000Z',
    statuses: ['active'],
  },
  {
    registry: 'one with the words of EPP',
    body: '{"status":["clientHold","autoRenewPeriod","pendingDelete"],"events":[{"eventAction":"expiration","eventDate":"2026-12-01T00:00:00.0Z"}]}',
    expiresAt: '2026-12-01T00:00:00.000Z',
    statuses: ['client hold', 'auto renew period', 'pending delete'],
  },
  {
    registry: 'RFC 9083 §5.3: a date with an offset, an event of the registrar besides',
    domain: 'xn--fo-5ja.example',
    body: '{"objectClassName":"domain","ldhName":"xn--fo-5ja.example","status":["locked","transfer prohibited"],"events":[{"eventAction":"registration","eventDate":"1990-12-31T23:59:59Z"},{"eventAction":"registrar expiration","eventDate":"2011-12-31T23:59:59Z"},{"eventAction":"expiration","eventDate":"2027-01-01T01:00:00+01:00","eventActor":"joe@example.com"}]}',
    expiresAt: '2027-01-01T00:00:00.000Z',
    statuses: ['locked', 'transfer prohibited'],
  },
  {
    registry: 'one that redacts (RFC 9537), with notices and remarks that speak of expiration',
    body: '{"rdapConformance":["rdap_level_0","redacted"],"notices":[{"title":"Status Codes","description":["expiration: see https://icann.org/epp"],"links":[{"href":"https://icann.org/epp"}]}],"remarks":[{"title":"REDACTED FOR PRIVACY","type":"object redacted due to authorization","description":["Some of the data in this object has been removed."]}],"objectClassName":"domain","ldhName":"Example.ORG.","entities":[{"roles":["registrant"],"vcardArray":["vcard",[["version",{},"text","4.0"],["fn",{},"text",""]]],"events":[{"eventAction":"expiration","eventDate":"1999-01-01T00:00:00Z"}]}],"redacted":[{"name":{"description":"Registrant Name"},"postPath":"$.entities[0].vcardArray[1][?(@[0]==\'fn\')][3]","method":"emptyValue"}],"events":[{"eventAction":"expiration","eventDate":"2027-05-05T05:05:05.123Z"}],"status":["associated"]}',
    expiresAt: '2027-05-05T05:05:05.123Z',
    statuses: ['associated'],
  },
  {
    registry: 'one that writes the day alone, and statuses that are no words',
    body: '{"events":[{"eventAction":"expiration","eventDate":"2027-03-01"}],"status":["active",null,7]}',
    expiresAt: '2027-03-01T00:00:00.000Z',
    statuses: ['active'],
  },
  {
    registry: 'one that writes a blank in its dates',
    body: '{"events":[{"eventAction":"expiration","eventDate":"2027-03-01 12:00:00"}]}',
    expiresAt: '2027-03-01T12:00:00.000Z',
    statuses: [],
  },
]

describe('answers of registries', () => {
  test.each(answers)('$registry', ({ body, expiresAt, statuses, domain = 'example.org' }) => {
    const read = readRegistration(body, domain)
    expect(read?.statuses).toEqual(statuses)
    expect(new Date(read?.expiresAt ?? 0).toISOString()).toBe(expiresAt)
  })

  test.each([
    [
      'a registry that tells no date (.de, .eu)',
      '{"objectClassName":"domain","events":[{"eventAction":"last changed","eventDate":"2020-01-01T00:00:00Z"}]}',
    ],
    ['an error (RFC 9083 §6)', '{"errorCode":429,"title":"Too Many Requests"}'],
    ['a date that is none', '{"events":[{"eventAction":"expiration","eventDate":"soon"}]}'],
    ['events that are no list', '{"events":{"eventAction":"expiration"}}'],
    ['a page', '<html>'],
    ['null', 'null'],
    [
      'the answer about another name',
      '{"ldhName":"example.net","events":[{"eventAction":"expiration","eventDate":"2027-03-01"}]}',
    ],
    ['ten thousand brackets', '['.repeat(10_000)],
    [
      'the date behind a thousand other events',
      `{"events":[${'{"eventAction":"transfer"},'.repeat(1_000)}{"eventAction":"expiration","eventDate":"2027-03-01"}]}`,
    ],
  ])('no date: %s', (_what, body) => expect(readRegistration(body, 'example.org')).toBeUndefined())
})

describe('what is asked', () => {
  const url = 'https://rdap.publicinterestregistry.org/rdap/domain/example.org'
  const body = answers[1]?.body ?? ''
  const look = (world: ZoneWorld, domain = 'example.org') =>
    new Collector(zoneWorld({ ...world, task: { domain, selectors: [] } })).get(registration, domain)
  const served = (statusCode: number): ZoneWorld => ({
    ...probed,
    pages: { [url]: { statusCode, contentType: 'application/rdap+json', body } },
  })

  test('the registry of the zone', async () => {
    expect(await look(served(200))).toMatchObject({ status: 'known', value: { domain: 'example.org' } })
  })

  test('it does not know the domain', async () => {
    expect((await look(served(404))).status).toBe('absent')
  })

  test.each([403, 429, 500, 503, 302])('refused (HTTP %i): could not tell', async (statusCode) => {
    expect(await look(served(statusCode))).toMatchObject({ status: 'unknown', because: { code: 'refused' } })
  })

  const moved = (location: string, statusCode = 302) => ({
    statusCode,
    contentType: 'text/html',
    location,
    body: '',
  })

  test.each([
    ['to another service', 'https://rdap.example.net/domain/example.org', 'known'],
    ['to another path', '/v2/domain/example.org', 'known'],
    ['to a place without TLS: could not tell', 'http://rdap.example.net/domain/example.org', 'unknown'],
    ['in a circle: could not tell', url, 'unknown'],
  ])('redirected %s', async (_where, location, status) => {
    const page = { statusCode: 200, contentType: 'application/rdap+json', body }
    const pages = { [new URL(location, url).href]: page, [url]: moved(location, 301) }
    expect((await look({ ...probed, pages })).status).toBe(status)
  })

  test('more than can be read, or never the end of it: could not tell', async () => {
    expect((await look({ ...probed, pages: { [url]: 'too-big' } })).status).toBe('unknown')
    expect((await look({ ...probed, pages: { [url]: 'timeout' } })).status).toBe('unknown')
  })

  test('no registry is known: could not tell; names that nobody registers: absent', async () => {
    const zone = { 'example.zz NS': ['ns1.example.org'], 'example.test NS': ['ns1.example.org'] }
    expect((await look(withRecords(zone), 'example.zz')).status).toBe('unknown')
    expect((await look(withRecords(zone), 'example.test')).status).toBe('absent')
    expect(registryOf('example.de')).toBeUndefined()
  })
})
