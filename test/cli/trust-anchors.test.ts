import { expect, test } from 'vitest'
import { withTrustAnchors } from '../../src/cli/open-world.ts'
import { mailHost } from '../collect/dns/mail-host.ts'
import { zoneWorld } from '../collect/dns/zone-world.ts'

const anchor = `32233 13 2 ${'ab'.repeat(32)}`
const world = zoneWorld(mailHost)

test('check takes the DS of a private root', async () => {
  expect(await withTrustAnchors(world, {})).toBe(world)
  expect((await withTrustAnchors(world, { trustAnchor: [anchor] })).trustAnchors).toEqual([anchor])
})

test('what is no DS record is refused', async () => {
  await expect(withTrustAnchors(world, { trustAnchor: ['all'] })).rejects.toThrow('is no DS record')
})
