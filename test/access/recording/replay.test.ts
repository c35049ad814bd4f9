import { randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../src/access/answer.ts'
import type { BlockStream } from '../../../src/access/host/host.ts'
import { cleanEntries } from '../../../src/access/recording/clean.ts'
import { Pseudonyms } from '../../../src/access/recording/pseudonyms.ts'
import { recordingWorld } from '../../../src/access/recording/record.ts'
import { replayWorld } from '../../../src/access/recording/replay.ts'
import type { World } from '../../../src/access/world.ts'
import { type Contents, madeAt, memoryWorld, textOf } from './memory-world.ts'

const header = { schema: 'mailmedic.capture/1', madeAt: 1, mailmedicVersion: '0', hostKind: 'local' } as const

/** Lets `run` ask a recorded world, then a replay of what it asked; answers both results. */
async function twice<T>(world: World, run: (world: World) => Promise<T>, pseudonyms?: Pseudonyms) {
  const recording = recordingWorld(world)
  const first = await run(recording.world)
  const entries = [...cleanEntries(recording.entries(), pseudonyms)]
  // A capture is JSON: nothing but what survives it may be replayed.
  const capture = {
    header: { ...header, pseudonyms: pseudonyms !== undefined },
    entries: JSON.parse(JSON.stringify(entries)),
  }
  const replayed = replayWorld(capture)
  return { first, second: await run(replayed), replayed, entries }
}

async function wholeText(answer: Answer<BlockStream>): Promise<string> {
  return answer.status === 'known' ? textOf(answer.value) : answer.status
}

async function askEverything({ host, net, clock }: World) {
  return [
    await host.readFile('/etc/mailname'),
    await host.readFile('/etc/mailname', 100),
    await host.readFile('/etc/missing'),
    await wholeText(await host.readBlocks('/var/log/mail.log', { startByte: -100 })),
    await wholeText(await host.readBlocks({ name: 'journal-kernel' })),
    await host.listDirectory('/etc'),
    await host.status('/etc/mailname'),
    await host.readPublicKey('/etc/none'),
    await host.run({ name: 'redis-ping' }),
    await host.run({ name: 'disk-bytes' }),
    await net.resolve({ name: 'example.org', type: 'MX' }),
    await net.resolve({ type: 'TXT', name: 'example.org' }),
    await net.connect({ address: '127.0.0.1', port: 25 }),
    await net.dialogue({ protocol: 'smtp', endpoint: { address: '127.0.0.1', port: 25 }, tls: 'none' }),
    await net.fetch('http://127.0.0.1/'),
    clock.now(),
  ]
}

const contents: Contents = {
  files: {
    '/etc/mailname': 'mail.example.org\n',
    '/etc/latin1': Buffer.from('gr\xfc\xdfe\n', 'latin1'),
    '/var/log/mail.log': 'one line of a log\n'.repeat(500),
  },
  commands: { 'redis-cli ping': 'PONG\n' },
  dns: { 'example.org MX': ['10 mail.example.org'] },
}

describe('replay of a recording', () => {
  it('gives the same answers to the same questions', async () => {
    const { first, second, replayed } = await twice(memoryWorld(contents), askEverything)
    expect(second).toEqual(first)
    expect(replayed.host.kind).toBe('capture')
    expect(replayed.clock.now()).toBe(madeAt)
  })

  it('does not know what was not asked', async () => {
    const { replayed } = await twice(memoryWorld(contents), async ({ host }) => host.status('/etc'))
    const answer = await replayed.host.readFile('/etc/mailname')
    expect(answer).toMatchObject({ status: 'unknown', because: { code: 'not-recorded' } })
    expect(await replayed.net.resolve({ name: 'example.org', type: 'A' })).toMatchObject({
      status: 'unknown',
    })
  })

  it('answers in order what was asked several times', async () => {
    const world = memoryWorld(contents)
    const exits = [0, 1, 1, 2]
    const run = world.host.run
    const host = {
      ...world.host,
      run: async (command: Parameters<typeof run>[0]) => {
        const answer = await run(command)
        if (answer.status !== 'known') return answer
        return { ...answer, value: { ...answer.value, exitCode: exits.shift() ?? 9 } }
      },
    }
    const ask = async (asked: World) => {
      const seen: unknown[] = []
      for (let count = 0; count < 2; count++) seen.push(await asked.host.run({ name: 'redis-ping' }))
      return seen
    }
    const { first, second } = await twice({ ...world, host }, ask)
    expect(second).toEqual(first)
  })

  it('keeps bytes that are no UTF-8', async () => {
    const files = {
      '/etc/latin1': Buffer.from('gr\xfc\xdfe\n', 'latin1'),
      '/etc/bom': Buffer.from('\ufeffa\r\n'),
    }
    const ask = async ({ host }: World) => [
      await host.readFile('/etc/latin1'),
      await host.readFile('/etc/bom'),
    ]
    const { first, second } = await twice(memoryWorld({ files }), ask)
    expect(second).toEqual(first)
  })

  it('cleans rotated logs and keeps them compressed', async () => {
    const files = { '/var/log/mail.log.2.gz': gzipSync('to=<anna@example.org> password=SeCret9x\n') }
    const { second } = await twice(
      memoryWorld({ files }),
      async ({ host }) => host.readFile('/var/log/mail.log.2.gz'),
      new Pseudonyms(randomBytes(32)),
    )
    const text = second.status === 'known' ? gunzipSync(second.value).toString() : ''
    expect(text).toMatch(/^to=<user-[0-9a-f]{6}@example\.org> password=\[redacted\]\n$/)
  })

  it.each([
    ['/etc/postfix/sasl_passwd.db', Buffer.from('\0\x01\0anna:SeCret9x\0')],
    ['/var/log/mail.log.3.gz', gzipSync(Buffer.from('SeCret9x\0\x01')).subarray(0, -9)],
    ['/var/log/mail.log.4.xz', Buffer.from('\xfd7zXZ\0SeCret9x', 'latin1')],
    ['/var/log/journal/a.journal', Buffer.from('LPKSHHRH\0SeCret9x')],
  ])('does not keep %s, in which secrets could not be found', async (path, bytes) => {
    const { replayed, entries } = await twice(memoryWorld({ files: { [path]: bytes } }), async ({ host }) =>
      host.readFile(path),
    )
    expect(await replayed.host.readFile(path)).toMatchObject({
      status: 'unknown',
      because: { code: 'not-recorded' },
    })
    expect(JSON.stringify(entries)).not.toMatch(/SeCret9x|U2VDcmV0OX|NlQ3JldDl4|TZUNyZXQ5e/)
  })

  it('keeps the newest of a long log, from the start of a line', async () => {
    const log = Array.from({ length: 2000 }, (_, index) => `line ${index}\n`).join('')
    const recording = recordingWorld(
      memoryWorld({ files: { '/var/log/mail.log': log, '/var/log/b.log': log } }),
      {
        sourceBytes: 5000,
        allBytes: 7000,
      },
    )
    for (const path of ['/var/log/mail.log', '/var/log/b.log']) {
      expect(await wholeText(await recording.world.host.readBlocks(path))).toBe(log)
    }
    const replayed = replayWorld({
      header: { ...header, pseudonyms: false },
      entries: [...cleanEntries(recording.entries())],
    })
    const [one, other] = [
      await replayed.host.readBlocks('/var/log/mail.log'),
      await replayed.host.readBlocks('/var/log/b.log'),
    ]
    for (const answer of [one, other]) {
      const kept = await wholeText(answer)
      expect(log.endsWith(kept)).toBe(true)
      expect(kept).toMatch(/^line \d+\n/)
      expect(answer).toMatchObject({ value: { cutShort: { code: 'too-big' } } })
    }
    expect((await wholeText(one)).length + (await wholeText(other)).length).toBeLessThanOrEqual(7000)
  })

  it('keeps what was read of a log that was left early', async () => {
    const ask = async ({ host }: World) => {
      const answer = await host.readBlocks('/var/log/mail.log')
      if (answer.status === 'known')
        for await (const block of answer.value) return Buffer.from(block).toString()
      return ''
    }
    const { first, second } = await twice(memoryWorld(contents), ask)
    expect(first).not.toBe('')
    expect(second).toBe(first)
  })
})

describe('replay under pseudonyms', () => {
  const server: Contents = {
    files: {
      '/etc/postfix/virtual': 'anna@example.org ben@example.net\n',
      '/etc/resolv.conf': 'nameserver 198.51.100.53\n',
      '/var/log/mail.log':
        'connect from mx.example.net[198.51.100.20]\nto=<anna@example.org>, relay=x[2001:db8::25]:25\n',
    },
    commands: {
      'ip -j route get 198.41.0.4': '[{"dst":"198.41.0.4","prefsrc":"203.0.113.5"}]',
      'postmap -q anna@example.org hash:/etc/postfix/virtual': 'ben@example.net\n',
    },
    dns: {
      'example.org A': ['203.0.113.5'],
      'example.org TXT': ['v=spf1 ip4:203.0.113.0/24 -all'],
      '5.113.0.203.in-addr.arpa PTR': ['mail.example.org'],
      '5.113.0.203.zen.example A': ['127.0.0.2'],
    },
  }

  /** A small check: each question is made from the answer before, as a real one's are. */
  async function check({ host, net }: World) {
    const route = await host.run({ name: 'ip-route-get', arguments: ['198.41.0.4'] })
    const source = /"prefsrc":"([^"]+)"/.exec(route.status === 'known' ? route.value.stdout : '')?.[1] ?? ''
    const reversed = source.split('.').reverse().join('.')
    const address = await net.resolve({ name: 'example.org', type: 'A' })
    const pointer = await net.resolve({ name: `${reversed}.in-addr.arpa`, type: 'PTR' })
    const listing = await net.resolve({ name: `${reversed}.zen.example`, type: 'A' })
    const spf = await net.resolve({ name: 'example.org', type: 'TXT' })
    const map = await host.readFile('/etc/postfix/virtual')
    const user = /^\S+/.exec(map.status === 'known' ? Buffer.from(map.value).toString() : '')?.[0] ?? ''
    const query = await host.run({ name: 'postmap-query', arguments: [user, 'hash:/etc/postfix/virtual'] })
    const log = await wholeText(await host.readBlocks('/var/log/mail.log'))
    const network =
      /ip4:(\S+)\/24/.exec(spf.status === 'known' ? (spf.value.records[0]?.data ?? '') : '')?.[1] ?? ''
    return {
      found: {
        isSame: address.status === 'known' && address.value.records[0]?.data === source,
        pointer: pointer.status === 'known' && pointer.value.records[0]?.data,
        listed: listing.status === 'known' && listing.value.records[0]?.data,
        isInSpf:
          network.split('.').slice(0, 3).join('.') === source.split('.').slice(0, 3).join('.') &&
          network.endsWith('.0'),
        isMapped: query.status,
        isUserInLog: log.includes(`to=<${user}>`),
      },
      named: { source, user, log, resolver: await host.readFile('/etc/resolv.conf') },
    }
  }

  it('finds the same, under other names', async () => {
    const { first, second, entries } = await twice(
      memoryWorld(server),
      check,
      new Pseudonyms(randomBytes(32)),
    )
    expect(first.found).toEqual({
      isSame: true,
      pointer: 'mail.example.org',
      listed: '127.0.0.2',
      isInSpf: true,
      isMapped: 'known',
      isUserInLog: true,
    })
    expect(second.found).toEqual(first.found)
    expect(second.named.source).not.toBe(first.named.source)
    expect(second.named.user).toMatch(/^user-[0-9a-f]{6}@example\.org$/)
    const text = JSON.stringify(entries)
    expect(text).not.toMatch(/anna|ben@|203\.0\.113|198\.51\.100|2001:db8::25|5\.113\.0\.203/)
    expect(text).toContain('198.41.0.4')
  })

  it('replays any files the same way', async () => {
    const text = fc.array(
      fc.oneof(fc.ipV4(), fc.emailAddress(), fc.string(), fc.constantFrom('\n', ' ', '=', '@')),
      { maxLength: 20 },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
        const files = Object.fromEntries(texts.map((parts, index) => [`/etc/f${index}`, parts.join('')]))
        const names = Object.keys(files)
        const ask = async ({ host }: World) =>
          Promise.all(names.map(async (name) => (await host.readFile(name)).status))
        const { first, second } = await twice(memoryWorld({ files }), ask, new Pseudonyms(Buffer.alloc(32)))
        // A zero makes a file binary: it is left out on purpose.
        expect(second).toEqual(
          first.map((status, index) => (files[`/etc/f${index}`]?.includes('\0') ? 'unknown' : status)),
        )
      }),
      { numRuns: 100 },
    )
  })
})
