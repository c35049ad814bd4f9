import { describe, expect, test } from 'vitest'
import { appleProfile } from '../../../src/collect/clients/apple-profile.ts'
import { readAppleProfile } from '../../../src/collect/clients/apple-profile-document.ts'
import { providerDatabase } from '../../../src/collect/clients/provider-database.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { renderAppleProfile } from '../../../src/report/apple-profile.ts'
import { probed, withRecords } from '../dns/probed.ts'
import { type ZoneWorld, zoneWorld } from '../dns/zone-world.ts'

const seen = { kind: 'http', where: 'https://autoconfig.example.org/', text: 'HTTP 200', at: '' } as const
const password = { en: 'normal password', zh: '普通密码' }
const incoming = {
  protocol: 'imap',
  host: 'mail.example.org',
  port: 993,
  security: 'implicit',
  password,
} as const
const outgoing = {
  protocol: 'smtp',
  host: 'mail.example.org',
  port: 587,
  security: 'starttls',
  password,
} as const
const profile = renderAppleProfile({ domain: 'example.org', incoming, outgoing })

describe('a profile for Apple Mail', () => {
  test('what is written is read again', () => {
    expect(readAppleProfile(profile, seen)).toMatchObject({
      settings: [
        { protocol: 'imap', host: 'mail.example.org', port: 993, security: 'implicit' },
        { protocol: 'smtp', host: 'mail.example.org', port: 587, security: 'starttls' },
      ],
    })
  })

  test('the same servers give the same file; a name cannot break out of it', () => {
    expect(renderAppleProfile({ domain: 'example.org', incoming, outgoing })).toBe(profile)
    const hostile = renderAppleProfile({
      domain: 'a</string><true/>&b',
      incoming: { ...incoming, host: '<x>' },
      outgoing,
    })
    expect(hostile).not.toContain('<true/>&b')
    expect(hostile).toContain('&lt;x&gt;')
  })

  test.each([
    ['no XML', 'oops', 'not XML as it must be: text outside of the root element'],
    [
      'another payload',
      profile.replace('com.apple.mail.managed', 'com.apple.wifi.managed'),
      'no mail account in it',
    ],
    ['no host', profile.replaceAll('mail.example.org', ''), 'no server in its mail account'],
  ])('%s', (_what, text, error) => expect(readAppleProfile(text, seen)).toEqual({ error }))
})

const at = 'https://autodiscover.example.org/email.mobileconfig?email=mailmedic%40example.org'
const served = (pages: ZoneWorld['pages']): ZoneWorld => ({
  ...withRecords({ 'autodiscover.example.org A': ['192.0.2.80'] }),
  connects: { '192.0.2.80:443': 'connected' },
  ...(pages === undefined ? {} : { pages }),
})
const page = (body: string, contentType = 'application/x-apple-aspen-config') => ({
  [at]: { statusCode: 200, contentType, body },
})

describe('where one is served', () => {
  const look = (world: ZoneWorld) => new Collector(zoneWorld(world)).get(appleProfile, 'example.org')

  test('a profile', async () => {
    expect(await look(served(page(profile)))).toMatchObject({ status: 'known', value: { url: at } })
  })

  test('a signed one is there, and was not read', async () => {
    const found = await look(served(page('0\u0082\u0001profile')))
    expect(found).toMatchObject({ value: { settings: [], remark: 'it is signed, and was not read' } })
  })

  test('a start page for everything is none', async () => {
    expect((await look(served(page('<html></html>', 'text/html')))).status).toBe('absent')
  })

  test('no such hosts', async () => {
    expect((await look(probed)).status).toBe('absent')
  })
})

describe('Thunderbird’s database of providers', () => {
  const document = (host: string) =>
    `<clientConfig version="1.1"><emailProvider id="a"><incomingServer type="imap"><hostname>${host}</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`
  const reached = { 'autoconfig.thunderbird.net A': ['192.0.2.90'] }
  const url = (name: string) => `https://autoconfig.thunderbird.net/v1.1/${name}`
  const missing = { statusCode: 404, contentType: 'text/html', body: '' }
  const look = (records: Parameters<typeof withRecords>[0], pages: NonNullable<ZoneWorld['pages']>) => {
    const world = withRecords(records, { connects: { '192.0.2.90:443': 'connected' }, pages })
    return new Collector(zoneWorld(world)).get(providerDatabase, 'example.org')
  }

  test('the domain is in it', async () => {
    const body = document('imap.example.org')
    const found = await look(reached, {
      [url('example.org')]: { statusCode: 200, contentType: 'text/xml', body },
    })
    expect(found).toMatchObject({ status: 'known', value: { settings: [{ host: 'imap.example.org' }] } })
  })

  test('the provider of the MX is', async () => {
    const moved = { ...reached, 'example.org MX': ['10 mx1.provider.example'] }
    const body = document('imap.provider.example')
    const found = await look(moved, {
      [url('example.org')]: missing,
      [url('provider.example')]: { statusCode: 200, contentType: 'text/xml', body },
    })
    expect(found).toMatchObject({ value: { url: url('provider.example') } })
  })

  test('neither', async () => {
    expect((await look(reached, { [url('example.org')]: missing })).status).toBe('absent')
  })

  test.each([
    ['no network', {}, {}],
    ['it is down', reached, { [url('example.org')]: { ...missing, statusCode: 503 } }],
    ['time-out', reached, { [url('example.org')]: 'timeout' }],
  ] as const)('could not tell: %s', async (_what, records, pages) => {
    expect((await look(records, pages)).status).toBe('unknown')
  })
})
