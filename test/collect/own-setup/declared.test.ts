import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCapture, writeCapture } from '../../../src/access/recording/capture-file.ts'
import { recordingWorld } from '../../../src/access/recording/record.ts'
import { replayWorld } from '../../../src/access/recording/replay.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { outboundAddresses } from '../../../src/collect/network/outbound-addresses.ts'
import { declaredSetup } from '../../../src/collect/own-setup/declared.ts'
import { isDeclaredHost, isInNetwork } from '../../../src/collect/own-setup/networks.ts'
import { mailHost } from '../dns/mail-host.ts'
import { zoneWorld } from '../dns/zone-world.ts'

const path = '/etc/mailmedic/own-setup.json'
const worldWith = (text: string) => zoneWorld({ ...mailHost, files: { ...mailHost.files, [path]: text } })

describe('the declared set-up', () => {
  test('is a fact like others: with the line that says so', async () => {
    const fact = await new Collector(worldWith('{\n  "gateways": [\n    "mx.filter.example"\n  ]\n}')).get(
      declaredSetup,
    )
    if (fact.status !== 'known') throw new Error(fact.status)
    expect(fact.value.setup.gateways).toEqual(['mx.filter.example'])
    expect(fact.value.evidence('gateways', '0')).toMatchObject({
      where: `${path}:3`,
      text: '"mx.filter.example"',
    })
  })

  test('is absent without a file, and nothing where the file is none', async () => {
    expect((await new Collector(zoneWorld(mailHost)).get(declaredSetup)).status).toBe('absent')
    const broken = await new Collector(worldWith('{')).get(declaredSetup)
    expect(broken).toMatchObject({
      status: 'known',
      value: { setup: { gateways: [] }, errors: [{ line: 1 }] },
    })
  })

  test.each([true, false])(
    'is in a capture, and its addresses stay what they are to others (pseudonyms: %s)',
    async (pseudonyms) => {
      const recording = recordingWorld(
        worldWith('{"publicAddresses":["203.0.113.10"],"gateways":["198.51.100.0/24"]}'),
      )
      const recorded = new Collector(recording.world)
      await Promise.all([recorded.get(declaredSetup), recorded.get(outboundAddresses)])
      const file = join(mkdtempSync(join(tmpdir(), 'mailmedic-own-')), 'c.mmc')
      await writeCapture(file, recording, { pseudonyms, mailmedicVersion: '0' })
      const replayed = new Collector(replayWorld(await readCapture(file)))
      const [fact, outbound] = [await replayed.get(declaredSetup), await replayed.get(outboundAddresses)]
      if (fact.status !== 'known' || outbound.status !== 'known') throw new Error('not replayed')
      expect(fact.value.errors).toEqual([])
      expect(outbound.value).toContain(fact.value.setup.publicAddresses[0])
      expect(fact.value.setup.gateways).toHaveLength(1)
    },
  )
})

describe('networks', () => {
  test.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.3.7', '192.0.2.0/24', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['2001:db8::1', '2001:DB8:0::/32', true],
    ['2001:db8::1', '192.0.2.0/0', false],
    ['192.0.2.7', 'mx.example.org', false],
  ])('%s in %s: %s', (address, network, is) => expect(isInNetwork(address, network)).toBe(is))

  test('a host is one of them by name or by address', () => {
    expect(isDeclaredHost({ host: 'MX.filter.example' }, ['mx.filter.example'])).toBe(true)
    expect(isDeclaredHost({ host: 'mx.other.example', address: '198.51.100.9' }, ['198.51.100.0/24'])).toBe(
      true,
    )
    expect(isDeclaredHost({ host: 'mx.other.example' }, ['198.51.100.0/24'])).toBe(false)
  })
})
