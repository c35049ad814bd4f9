import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  CaptureError,
  captureErrorText,
  captureErrorTexts,
} from '../../../src/access/recording/capture-error.ts'
import { readCapture, writeCapture } from '../../../src/access/recording/capture-file.ts'
import { readKeyFile } from '../../../src/access/recording/key-file.ts'
import { reveal } from '../../../src/access/recording/pseudonyms.ts'
import { recordingWorld } from '../../../src/access/recording/record.ts'
import { replayWorld } from '../../../src/access/recording/replay.ts'
import { madeAt, memoryWorld } from './memory-world.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailmedic-capture-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const world = memoryWorld({
  files: {
    '/etc/mailname': 'mail.example.org\n',
    '/var/log/mail.log': 'from=<anna@example.org> [198.51.100.7]\n',
  },
})

async function recorded() {
  const recording = recordingWorld(world)
  await recording.world.host.readFile('/etc/mailname')
  await recording.world.host.readFile('/var/log/mail.log')
  return recording
}

async function fileOf(bytes: string | Uint8Array): Promise<string> {
  const path = join(folder, `hostile-${Math.random()}.mmc`)
  await writeFile(path, bytes)
  return path
}

const header =
  '{"schema":"mailmedic.capture/1","madeAt":1785578400000,"mailmedicVersion":"0.1.0","hostKind":"local","pseudonyms":false}\n'
const entry =
  '{"port":"host","method":"status","arguments":["/x"],"answer":{"status":"absent","evidence":[]}}\n'

async function failure(path: string): Promise<CaptureError> {
  const error = await readCapture(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof CaptureError)) throw new Error(`no CaptureError: ${String(error)}`)
  return error
}

describe('writeCapture and readCapture', () => {
  it('bring a world back, for the owner’s eyes only', async () => {
    const path = join(folder, 'good.mmc')
    const said = await writeCapture(path, await recorded(), { pseudonyms: true, mailmedicVersion: '0.1.0' })
    expect(said).toContain(`${path}.key`)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(`${path}.key`)).mode & 0o777).toBe(0o600)
    const capture = await readCapture(path)
    expect(capture.header).toMatchObject({
      madeAt,
      mailmedicVersion: '0.1.0',
      hostKind: 'local',
      pseudonyms: true,
    })
    const { host } = replayWorld(capture)
    const log = await host.readFile('/var/log/mail.log')
    const text = log.status === 'known' ? Buffer.from(log.value).toString() : ''
    expect(text).toMatch(/^from=<user-[0-9a-f]{6}@example\.org> \[\d+\.\d+\.\d+\.\d+\]\n$/)
    expect(reveal(text, await readKeyFile(`${path}.key`))).toBe('from=<anna@example.org> [198.51.100.7]\n')
    expect(gunzipSync(await readFile(path)).toString()).not.toMatch(/anna|198\.51\.100\.7/)
  })

  it('keep names and addresses when told to', async () => {
    const path = join(folder, 'plain.mmc')
    await writeCapture(path, await recorded(), { pseudonyms: false })
    expect(gunzipSync(await readFile(path)).toString()).toContain('from=<anna@example.org> [198.51.100.7]')
    expect(await readdir(folder)).not.toContain('plain.mmc.key')
  })

  it('use an earlier key', async () => {
    const [first, second] = [join(folder, 'first.mmc'), join(folder, 'second.mmc')]
    await writeCapture(first, await recorded(), { pseudonyms: true })
    await writeCapture(second, await recorded(), { pseudonyms: true, key: await readKeyFile(`${first}.key`) })
    expect((await readCapture(second)).entries).toEqual((await readCapture(first)).entries)
  })

  it('do not write through a link and leave no half file', async () => {
    const victim = join(folder, 'victim')
    await writeFile(victim, 'precious')
    await symlink(victim, join(folder, 'link.mmc'))
    await writeCapture(join(folder, 'link.mmc'), await recorded(), { pseudonyms: false })
    expect(await readFile(victim, 'utf8')).toBe('precious')
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('say why nothing could be written', async () => {
    const writing = writeCapture(join(folder, 'none', 'x.mmc'), await recorded(), { pseudonyms: false })
    await expect(writing).rejects.toMatchObject({ name: 'CaptureError', code: 'unwritable' })
  })
})

describe('readCapture of a stranger’s file', () => {
  it.each<[what: string, code: CaptureError['code'], bytes: () => string | Uint8Array]>([
    ['nothing', 'not-a-capture', () => ''],
    ['a text', 'not-a-capture', () => 'hello'],
    ['an archive of another kind', 'not-a-capture', () => Buffer.from('PK\x03\x04../../etc/passwd')],
    ['a packed text', 'not-a-capture', () => gzipSync('hello\n')],
    [
      'a packed archive with ../ paths',
      'not-a-capture',
      () => gzipSync(`../../etc/passwd${'\0'.repeat(512)}`),
    ],
    ['an empty packed file', 'not-a-capture', () => gzipSync('')],
    ['another JSON', 'not-a-capture', () => gzipSync('{"schema":"other/1"}\n')],
    ['null', 'not-a-capture', () => gzipSync('null\n')],
    ['a newer version', 'newer-version', () => gzipSync(header.replace('capture/1', 'capture/7'))],
    ['a broken head', 'damaged', () => gzipSync('{"schema":"mailmedic.capture/1"}\n')],
    ['half a file', 'damaged', () => gzipSync(header + entry.repeat(50)).subarray(0, 120)],
    [
      'a changed byte',
      'damaged',
      () => {
        const bytes = gzipSync(header + entry)
        bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 255
        return bytes
      },
    ],
    ['garbage for an answer', 'damaged', () => gzipSync(`${header}{"port":\n`)],
    ['a method of no port', 'damaged', () => gzipSync(header + entry.replace('status', 'constructor'))],
    [
      '__proto__ as a method',
      'damaged',
      () => gzipSync(header + entry.replace('"status","arg', '"__proto__","arg')),
    ],
    [
      'an answer of another form',
      'damaged',
      () => gzipSync(header + entry.replace('"absent","evidence":[]', '"known","value":7,"evidence":[]')),
    ],
    ['an answer that is too deep', 'damaged', () => gzipSync(`${header}${'['.repeat(1_000_000)}\n`)],
    [
      'an answer that is very deep and closed',
      'damaged',
      () => gzipSync(`${header}${'['.repeat(500_000)}${']'.repeat(500_000)}\n`),
    ],
    ['too many values', 'too-big', () => gzipSync(`${header}${'[],'.repeat(5_000_000)}\n`)],
    [
      'a line of 100 MB',
      'too-big',
      () => gzipSync(Buffer.concat([Buffer.from(header), Buffer.alloc(100e6, 'a')])),
    ],
  ])(
    '%s: %s',
    async (_what, code, bytes) => {
      expect((await failure(await fileOf(bytes()))).code).toBe(code)
    },
    20_000,
  )

  it('a bomb is left after 256 MiB', async () => {
    const path = join(folder, 'bomb.mmc')
    const gzip = createGzip({ level: 1 })
    const parts: Buffer[] = []
    gzip.on('data', (part: Buffer) => parts.push(part))
    const line = Buffer.from(`${entry.slice(0, -2)},"x":"${'a'.repeat(1 << 20)}"}\n`)
    gzip.write(header)
    for (let count = 0; count < 300; count++) {
      if (!gzip.write(line)) await new Promise((resolve) => gzip.once('drain', resolve))
    }
    await new Promise((resolve) => gzip.end(resolve))
    await writeFile(path, Buffer.concat(parts))
    const start = performance.now()
    expect((await failure(path)).code).toBe('too-big')
    expect(performance.now() - start).toBeLessThan(15_000)
  }, 30_000)

  it('what is no file, or not there', async () => {
    expect((await failure(join(folder, 'missing.mmc'))).code).toBe('unreadable')
    expect((await failure(folder)).code).toBe('not-a-capture')
    expect((await failure('/dev/zero')).code).toBe('not-a-capture')
    execFileSync('/usr/bin/mkfifo', [join(folder, 'fifo')])
    expect((await failure(join(folder, 'fifo'))).code).toBe('not-a-capture')
  })

  it('drops members named __proto__', async () => {
    const evil = entry
      .replace('"evidence":[]', '"evidence":[],"__proto__":{"polluted":true}')
      .replace('"/x"', '{"__proto__":{"polluted":true}}')
    const { entries } = await readCapture(await fileOf(gzipSync(header + evil)))
    expect(entries).toHaveLength(1)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(JSON.stringify(entries)).not.toContain('polluted')
    expect((Object.getPrototypeOf(entries[0]?.answer) as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('ends with a capture or a CaptureError for any change of a real one', async () => {
    const path = join(folder, 'real.mmc')
    await writeCapture(path, await recorded(), { pseudonyms: false })
    const [packed, text] = [await readFile(path), gunzipSync(await readFile(path))]
    const changed = (bytes: Buffer) =>
      fc
        .tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), fc.nat({ max: bytes.length }))
        .map(([at, value, length]) => {
          const copy = Buffer.from(bytes)
          copy[at] = value
          return length % 3 === 0 ? copy.subarray(0, length) : copy
        })
    const files = fc.oneof(
      changed(packed),
      changed(text).map((bytes) => gzipSync(bytes)),
    )
    const target = join(folder, 'fuzz.mmc')
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        await writeFile(target, bytes)
        const result = await readCapture(target).catch((error: unknown) => error)
        if (!(result instanceof CaptureError)) expect(result).toHaveProperty('entries')
      }),
      { numRuns: 200 },
    )
  })
})

describe('a CaptureError', () => {
  it('says what, where and what to do, in both languages', () => {
    const details = { where: 'host.mmc', found: 3, supported: 1, line: 7, reason: 'because' }
    for (const language of ['en', 'zh'] as const) {
      for (const code of Object.keys(captureErrorTexts[language]) as CaptureError['code'][]) {
        const text = captureErrorText(language, code, details)
        expect(text).toContain('host.mmc')
        expect(text.split('\n')).toHaveLength(2)
        expect(text).not.toContain('undefined')
      }
    }
    expect(new CaptureError('newer-version', details).message).toBe(
      'capture host.mmc was made by a newer Mailmedic (format 3; this one reads up to 1).\n  Upgrade with: npm install -g mailmedic@latest',
    )
  })
})
