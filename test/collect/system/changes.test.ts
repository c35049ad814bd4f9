import { describe, expect, test } from 'vitest'
import { known } from '../../../src/access/answer.ts'
import type { BlockStream } from '../../../src/access/host/host.ts'
import { Collector } from '../../../src/collect/collector.ts'
import { changes } from '../../../src/collect/system/changes.ts'
import { parseDpkgLog } from '../../../src/collect/system/package-history.ts'
import { parseAverages } from '../../../src/collect/system/pressure.ts'
import { utcZone } from '../../../src/logs/zone.ts'
import { type WrittenWorld, worldOf, writtenNow } from '../written-world.ts'

const hour = 3_600_000

async function told(written: WrittenWorld, dpkgLog = '') {
  const world = worldOf(written)
  const blocks = async function* () {
    yield new TextEncoder().encode(dpkgLog)
  }
  const host = {
    ...world.host,
    readBlocks: async (source: unknown) =>
      source === '/var/log/dpkg.log' ? known<BlockStream>(blocks()) : world.host.readBlocks(''),
  }
  const found = await new Collector({ ...world, host }).get(changes)
  return found.status === 'known' ? found.value.map(({ at, what }) => [writtenNow - at, what.en]) : []
}

const changed = (hoursAgo: number) => ({ type: 'file', modifiedAt: writtenNow - hoursAgo * hour }) as const

describe('changes', () => {
  test('nothing was done', async () => expect(await told({})).toEqual([]))

  test('configuration files by their times, without what programs write', async () => {
    const statuses = {
      '/etc/postfix/main.cf': changed(3),
      '/etc/postfix/virtual': changed(60),
      '/etc/postfix/virtual.db': changed(1),
      '/etc/postfix/main.cf~': changed(1),
      '/etc/resolv.conf': changed(2),
    }
    expect(await told({ statuses })).toEqual([
      [3 * hour, '/etc/postfix/main.cf was changed'],
      [2 * hour, '/etc/resolv.conf was changed'],
    ])
  })

  test('files that were written together are one change', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `/etc/rspamd/local.d/${name}.conf`)
    expect(await told({ statuses: Object.fromEntries(names.map((name) => [name, changed(1)])) })).toEqual([
      [hour, 'in /etc/rspamd/local.d were changed: a.conf, b.conf, c.conf, d.conf and 1 more'],
    ])
  })

  test('a file of the future (a wrong clock) did not change things', async () => {
    expect(await told({ statuses: { '/etc/resolv.conf': changed(-5) } })).toEqual([])
  })

  test('packages of one upgrade are one change', async () => {
    const log = `2026-11-23 06:00:00 startup archives unpack
2026-11-23 06:00:01 upgrade postfix:amd64 3.7.10-0+deb12u1 3.7.11-0+deb12u1
2026-11-23 06:00:01 status half-configured postfix:amd64 3.7.10-0+deb12u1
2026-11-23 06:00:03 upgrade libssl3:amd64 3.0.15-1 3.0.17-1
2026-11-23 20:00:00 install vim:amd64 <none> 2:9.0
2026-11-01 20:00:00 remove exim4-base:amd64 4.96-15 <none>
`
    expect(await told({}, log)).toEqual([
      [
        21 * hour - 1_000,
        'packages upgraded: postfix 3.7.10-0+deb12u1 → 3.7.11-0+deb12u1, libssl3 3.0.15-1 → 3.0.17-1',
      ],
      [7 * hour, 'packages installed: vim 2:9.0'],
    ])
  })
})

describe('parseDpkgLog', () => {
  test('the host’s time, and what was removed', () => {
    const line = '2026-11-23 06:00:00 remove exim4-base:amd64 4.96-15 <none>'
    const [change] = parseDpkgLog(line, '/var/log/dpkg.log', () => 60)
    expect(change).toMatchObject({
      action: 'removed',
      name: 'exim4-base',
      version: '4.96-15',
      from: undefined,
    })
    expect(new Date(change?.at ?? 0).toISOString()).toBe('2026-11-23T05:00:00.000Z')
  })

  test.each(['', '2026-11-23', 'x'.repeat(100_000), '2026-11-23 06:00:00 upgrade'])('no line: %#', (text) => {
    expect(parseDpkgLog(text, 'x', utcZone)).toEqual([])
  })
})

describe('parseAverages', () => {
  const text =
    'some avg10=0.22 avg60=0.30 avg300=0.48 total=45\nfull avg10=100.00 avg60=1.00 avg300=0.00 total=30\n'
  test('some and full', () => {
    expect(parseAverages(text, 'some')).toEqual({ avg10: 0.22, avg60: 0.3, avg300: 0.48 })
    expect(parseAverages(text, 'full')).toEqual({ avg10: 100, avg60: 1, avg300: 0 })
  })
  test('nothing of that kind', () => expect(parseAverages('some avg10=x', 'some')).toBeUndefined())
})
