import { describe, expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { addressListings, domainListings } from '../../../src/collect/reputation/listings.ts'
import { withZone } from '../dns/mail-host.ts'
import { zoneWorld } from '../dns/zone-world.ts'

/** What one list says in a world with such records. */
async function says(zone: string, records: Readonly<Record<string, string[]>>, subject = '203.0.113.10') {
  const collector = new Collector(zoneWorld(withZone(records)))
  const fact = await collector.get(subject.includes('.test') ? domainListings : addressListings, subject)
  const listing = fact.status === 'known' ? fact.value.find(({ list }) => list.zone === zone) : undefined
  return listing?.state === 'listed' ? listing.meanings.map(({ name }) => name) : listing?.state
}

describe('lists of addresses', () => {
  const dnswl = { '2.0.0.127.list.dnswl.org A': ['127.0.10.0'] }
  test.each([
    ['trusted a little', ['127.0.5.1'], ['DNSWL, low trust']],
    ['asked too often', ['127.0.0.255'], 'not told'],
    ['somebody else answers', ['192.0.2.1'], 'not told'],
  ])('DNSWL: %s', async (_, codes, expected) => {
    expect(await says('list.dnswl.org', { ...dnswl, '10.113.0.203.list.dnswl.org A': codes })).toEqual(
      expected,
    )
  })

  test('its test entry is missing: it is not believed', async () => {
    expect(await says('bl.mailspike.net', { '10.113.0.203.bl.mailspike.net A': ['127.0.0.10'] })).toBe(
      'not told',
    )
  })
})

describe('lists of domains answer with sums', () => {
  const surbl = { 'test.surbl.org.multi.surbl.org A': ['127.0.0.254'] }
  test.each([
    ['two lists in one', ['127.0.0.80'], ['malware', 'abuse']],
    ['a bit that means nothing', ['127.0.0.4'], 'not listed'],
    ['refused', ['127.0.0.1'], 'not told'],
  ])('SURBL: %s', async (_, codes, expected) => {
    const records = { ...surbl, 'shop.test.multi.surbl.org A': codes }
    expect(await says('multi.surbl.org', records, 'shop.test')).toEqual(expected)
  })
})
