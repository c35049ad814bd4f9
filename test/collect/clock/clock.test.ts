import { describe, expect, test } from 'vitest'
import { known } from '../../../src/access/answer.ts'
import type { World } from '../../../src/access/world.ts'
import { filesFromTheFuture } from '../../../src/collect/clock/files-from-the-future.ts'
import { kernelTime } from '../../../src/collect/clock/kernel-time.ts'
import { logTime } from '../../../src/collect/clock/log-time.ts'
import { serialDay } from '../../../src/collect/clock/root-zone-date.ts'
import { chronyOffset, synchronisation } from '../../../src/collect/clock/synchronisation.ts'
import { factOf } from '../../knowledge/postfix-facts.ts'
import { type WrittenWorld, worldOf, writtenNow } from '../written-world.ts'

const day = 86_400_000

describe('kernelTime', () => {
  const seconds = writtenNow / 1_000
  const written = (startedAt: number, age: number, processAt: number): WrittenWorld => ({
    files: {
      '/proc/stat': `cpu  1 2 3\nintr 9 0\nbtime ${startedAt}\nprocesses 77\n`,
      '/proc/uptime': `${age}.25 99.10\n`,
    },
    statuses: {
      '/proc/self': {
        type: 'symlink',
        target: { path: '/proc/42', type: 'directory' },
        modifiedAt: processAt,
      },
    },
  })

  test('agrees with what programs see', async () => {
    const fact = await factOf(worldOf(written(seconds - 5_000, 5_000, writtenNow)), kernelTime)
    expect(fact).toMatchObject({
      status: 'known',
      value: { kernelAt: writtenNow + 250, programsAt: writtenNow },
    })
  })

  test('a preloaded library tells programs another time', async () => {
    const later = writtenNow + 40 * day
    const fact = await factOf(worldOf(written(later / 1_000 - 5_000, 5_000, later)), kernelTime)
    expect(fact).toMatchObject({ status: 'known', value: { kernelAt: later + 250, programsAt: writtenNow } })
  })

  test('LXC shows the age of the container, so nothing is told', async () => {
    const fact = await factOf(worldOf(written(seconds - 900_000, 5_000, writtenNow)), kernelTime)
    expect(fact.status).toBe('unknown')
  })

  test('a directory has no kernel', async () => {
    expect((await factOf(worldOf({}), kernelTime)).status).toBe('unknown')
  })
})

describe('synchronisation', () => {
  /** As chrony 4.3 prints it. */
  const tracking =
    'A29FC87B,time.cloudflare.com,4,1795490000.1,-0.000012,0.00001,0.00002,-12.3,0.001,0.05,0.01,0.002,64.5,Normal'
  test.each([
    ['right', tracking, 0.000012],
    ['off by an hour', tracking.replace('-0.000012', '3600.5'), 3600.5],
    [
      'no server heard yet',
      '00000000,,0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0,1.0,0.0,Not synchronised',
      undefined,
    ],
    ['chronyd does not run', '506 Cannot talk to daemon\n', undefined],
  ])('chronyd: %s', (_what, line, expected) => {
    expect(chronyOffset(line)).toBe(expected)
  })

  test('of systemd, in a container', async () => {
    const world = worldOf({
      commands: {
        'timedatectl show': 'Timezone=Etc/UTC\nLocalRTC=no\nCanNTP=no\nNTP=no\nNTPSynchronized=no\n',
      },
      files: { '/run/systemd/container': 'systemd-nspawn' },
    })
    const value = { synchronised: false, offsetSeconds: undefined, inContainer: true }
    expect(await factOf(world, synchronisation)).toMatchObject({ status: 'known', value })
  })
})

describe('serialDay', () => {
  test.each([
    ['a.root-servers.net nstld.verisign-grs.com 2026112400 1800 900 604800 86400', Date.UTC(2026, 10, 24)],
    ['ns1.registry.test hostmaster.registry.test 2026010101 7200 3600 1209600 300', undefined],
    ['a.root-servers.net nstld.verisign-grs.com 1795502348 1800 900 604800 86400', undefined],
    ['a.root-servers.net nstld.verisign-grs.com 2026133100 1800 900 604800 86400', undefined],
    ['', undefined],
  ])('%s', (data, expected) => expect(serialDay(data)).toBe(expected))
})

describe('filesFromTheFuture', () => {
  test('only those that are more than an hour away', async () => {
    const statuses = {
      '/var/lib/dpkg/status': { modifiedAt: writtenNow - day },
      '/var/log/mail.log': { modifiedAt: writtenNow + 60_000 },
      '/var/log/wtmp': { modifiedAt: writtenNow + 40 * day },
    }
    const fact = await factOf(worldOf({ statuses }), filesFromTheFuture)
    expect(fact.status === 'known' && fact.value.map(({ path }) => path)).toEqual(['/var/log/wtmp'])
  })
})

describe('logTime', () => {
  const told = async (text: string, modifiedAt = writtenNow) => {
    const world = worldOf({
      files: { '/var/log/mail.log': text },
      statuses: { '/var/log/mail.log': { type: 'file', sizeBytes: text.length, modifiedAt } },
    })
    const bytes = new TextEncoder().encode(text)
    async function* blocks() {
      yield bytes
    }
    const host: World['host'] = { ...world.host, readBlocks: async () => known(blocks()) }
    const fact = await factOf({ ...world, host }, logTime)
    return fact.status === 'known'
      ? [new Date(fact.value.stampedAt).toISOString(), fact.value.jumpedBack]
      : fact.status
  }

  test.each([
    [
      'fresh lines',
      '2026-11-24T02:59:00+00:00 mail postfix/qmgr[1]: a\n2026-11-24T02:59:59+00:00 mail postfix/qmgr[1]: b\n',
      ['2026-11-24T02:59:59.000Z', false],
    ],
    ['no year', 'Nov 24 02:59:59 mail postfix/qmgr[1]: b\n', ['2026-11-24T02:59:59.000Z', false]],
    [
      'two time zones in one log are no jump',
      '2026-11-24T02:59:00+00:00 mail a: a\n2026-11-23T16:59:59+00:00 mail b: b\n',
      ['2026-11-23T16:59:59.000Z', false],
    ],
    [
      'the services went back forty days',
      '2026-11-24T02:59:00+00:00 mail a: a\n2026-10-15T02:59:59+00:00 mail b: b\n',
      ['2026-10-15T02:59:59.000Z', true],
    ],
    ['nothing with a time', 'x\ny\n', 'absent'],
  ])('%s', async (_what, text, expected) => {
    expect(await told(text)).toEqual(expected)
  })
})
