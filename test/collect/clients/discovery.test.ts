import { describe, expect, test } from 'vitest'
import { autoconfig } from '../../../src/collect/clients/autoconfig.ts'
import { autodiscover } from '../../../src/collect/clients/autodiscover.ts'
import { clientSettings } from '../../../src/collect/clients/client-settings.ts'
import { jmap } from '../../../src/collect/clients/jmap.ts'
import { Collector } from '../../../src/collect/collector.ts'
import type { FactDefinition } from '../../../src/collect/fact.ts'
import { type ZoneWorld, zoneWorld } from '../dns/zone-world.ts'

const files = { '/etc/resolv.conf': 'nameserver 127.0.0.1\n' }
const task = { domain: 'example.org', selectors: [] }
const hosts = {
  '. NS': ['a.root.example'],
  'example.org A': ['192.0.2.80'],
  'autoconfig.example.org A': ['192.0.2.81'],
  'autodiscover.example.org A': ['192.0.2.82'],
}
const open = Object.fromEntries(
  ['80:443', '81:443', '82:443', '82:80'].map((one) => [`192.0.2.${one}`, 'connected'] as const),
)
const query = '?emailaddress=mailmedic%40example.org'
const places = {
  first: `https://autoconfig.example.org/mail/config-v1.1.xml${query}`,
  second: `https://example.org/.well-known/autoconfig/mail/config-v1.1.xml${query}`,
  discover: 'https://autodiscover.example.org/autodiscover/autodiscover.xml',
  plain: 'http://autodiscover.example.org/autodiscover/autodiscover.xml',
  jmap: 'https://example.org/.well-known/jmap',
}
const page = (body: string, statusCode = 200, more = {}) => ({
  statusCode,
  contentType: 'text/xml',
  body,
  ...more,
})
const imap =
  '<clientConfig version="1.1"><emailProvider id="a"><incomingServer type="imap"><hostname>mail.example.org</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>'

function look<T>(
  fact: FactDefinition<T, string>,
  pages: ZoneWorld['pages'],
  zone: ZoneWorld['zone'] = hosts,
) {
  const world = zoneWorld({ files, zone, connects: open, task, ...(pages === undefined ? {} : { pages }) })
  return new Collector(world).get(fact, 'example.org')
}

describe('autoconfig', () => {
  test('the first place that has it', async () => {
    const found = await look(autoconfig, { [places.first]: page('', 404), [places.second]: page(imap) })
    expect(found).toMatchObject({ status: 'known', value: { url: places.second, settings: [{ port: 993 }] } })
  })

  test('a web site that answers everything with its start page has none', async () => {
    const start = { statusCode: 200, contentType: 'text/html', body: '<html>Welcome</html>' }
    expect(await look(autoconfig, { [places.first]: start, [places.second]: start })).toMatchObject({
      status: 'absent',
    })
  })

  test('a broken document, and a certificate that does not hold, are faults', async () => {
    expect(
      await look(autoconfig, { [places.first]: page('<clientConfig>'), [places.second]: page('', 404) }),
    ).toMatchObject({ value: { fault: 'not XML as it must be: <clientconfig> is not closed' } })
    const missing = { [places.second]: page('', 404) }
    expect(await look(autoconfig, { ...missing, [places.first]: 'failed' })).toMatchObject({
      value: { fault: 'certificate has expired' },
    })
  })

  test('a bad certificate of the domain’s own web site is no fault of mail', async () => {
    const found = await look(autoconfig, { [places.first]: page('', 404), [places.second]: 'failed' })
    expect(found.status).toBe('absent')
  })

  test('no such hosts: absent', async () => {
    expect(await look(autoconfig, {}, { '. NS': ['a.root.example'] })).toMatchObject({ status: 'absent' })
  })
})

describe('Autodiscover', () => {
  test('a log-in that Exchange wants is an answer', async () => {
    expect(await look(autodiscover, { [places.discover]: page('', 401) })).toMatchObject({
      value: { url: places.discover, settings: [] },
    })
  })

  test('a redirection to another Autodiscover counts, one to a start page does not', async () => {
    const to = (location: string) => ({
      [places.plain]: page('', 302, { location }),
      [places.discover]: page('', 404),
    })
    expect(
      await look(autodiscover, to('https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml')),
    ).toMatchObject({ value: { remark: /^it leads to https:\/\/autodiscover-s/ } })
    expect((await look(autodiscover, to('https://www.example.org/'))).status).not.toBe('known')
  })
})

test('JMAP is there when it asks for a log-in, and not when a web site has no such page', async () => {
  expect(await look(jmap, { [places.jmap]: page('', 401) })).toMatchObject({ status: 'known' })
  expect(await look(jmap, { [places.jmap]: page('', 404) })).toMatchObject({ status: 'absent' })
})

test('SRV: a target of "." is no server; the others are', async () => {
  const zone = {
    ...hosts,
    '_imaps._tcp.example.org SRV': ['0 1 993 mail.example.org'],
    '_pop3s._tcp.example.org SRV': ['0 0 0 '],
    '_submission._tcp.example.org SRV': ['0 1 587 mail.example.org'],
  }
  const found = await look(clientSettings, {}, zone)
  const named =
    found.status === 'known'
      ? found.value.map(({ protocol, port, security }) => [protocol, port, security])
      : []
  expect(named).toEqual([
    ['imap', 993, 'implicit'],
    ['smtp', 587, 'starttls'],
  ])
})
