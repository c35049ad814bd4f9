import { expect, test } from 'vitest'
import { Collector } from '../../../src/collect/collector.ts'
import { nameResolution } from '../../../src/collect/dns/name-resolution.ts'
import { deadResolver, mailHost, withZone } from './mail-host.ts'
import { type ZoneWorld, zoneWorld } from './zone-world.ts'

const look = (world: ZoneWorld) => new Collector(zoneWorld(world)).get(nameResolution)
const noRoot = { '. NS': undefined, 'arpa SOA': undefined }

test('a resolver that knows the root', async () => {
  expect((await look(mailHost)).status).toBe('known')
})

test('one that knows no root, and still the own domain', async () => {
  expect((await look(withZone(noRoot))).status).toBe('known')
})

test('one behind a wall, which denies all: nothing that it denies is believed', async () => {
  const walled = { ...noRoot, 'example.org SOA': undefined, 'example.org MX': undefined }
  expect(await look(withZone(walled))).toMatchObject({ status: 'unknown', because: { code: 'refused' } })
})

test('one that refuses the root, and answers for arpa', async () => {
  const world = withZone({ ...noRoot, 'arpa SOA': ['a.example b.example 1 2 3 4 5'] })
  expect((await look({ ...world, failing: { '. NS': 'refused' } })).status).toBe('known')
})

test('a dead one', async () => {
  expect(await look(deadResolver)).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
})
