import { expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { resolutionHere } from '../../../src/collect/dns/resolution-here.ts'
import { probed, withRecords } from './probed.ts'
import { type ZoneWorld, zoneWorld } from './zone-world.ts'

const nothing = {
  '. NS': undefined,
  'arpa SOA': undefined,
  'example.org SOA': undefined,
  'example.org MX': undefined,
}
const look = (world: ZoneWorld) => new Collector(zoneWorld(world)).get(resolutionHere)
const rootServers = ['a.root-servers.example']

test('a resolver of the public DNS', async () => {
  expect((await look(withRecords({ '. NS': rootServers }))).status).toBe('known')
})

test('one that refuses the root, and knows other names', async () => {
  const world = withRecords(
    { 'arpa SOA': ['a.example b.example 1 2 3 4 5'] },
    { failing: { '. NS': 'refused' } },
  )
  expect((await look(world)).status).toBe('known')
})

test('one behind a wall denies whatever is not inside: that proves nothing', async () => {
  expect(await look(withRecords(nothing))).toMatchObject({ status: 'unknown', because: { code: 'refused' } })
})

test('one that serves only that domain, and refuses all else', async () => {
  const world = { ...probed, failing: { '. NS': 'refused', 'arpa SOA': 'refused' } } as const
  expect((await look(world)).status).toBe('known')
})

test('none answers', async () => {
  const world = { ...probed, failing: { '@127.0.0.1': 'timeout' } } as const
  expect(await look(world)).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
})
