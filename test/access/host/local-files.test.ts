import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { localHost } from '../../../src/access/host/local.ts'

const host = localHost()
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailmedic-local-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.runIf(process.platform === 'linux')('files without a size', () => {
  it.each([['/proc/self/status'], ['/proc/net/tcp'], ['/proc/mounts']])(
    'reads %s to its end',
    async (path) => {
      const answer = await host.readFile(path)
      expect(answer.status === 'known' && answer.value.length).toBeGreaterThan(100)
      expect(answer.status === 'known' && answer.value.at(-1)).toBe(10)
    },
  )

  it('refuses one that is longer than the limit', async () => {
    expect(await host.readFile('/proc/self/status', 100)).toMatchObject({ because: { code: 'too-big' } })
  })

  it('does not open a device', async () => {
    expect(await host.readFile('/dev/zero')).toMatchObject({ status: 'unknown', because: { code: 'failed' } })
  })
})

describe('streaming a log', () => {
  it('ends where the file ends when it shrinks meanwhile', async () => {
    const path = join(folder, 'shrinking')
    await writeFile(path, Buffer.alloc(5 << 20, 'x'))
    const answer = await host.readBlocks(path)
    if (answer.status !== 'known') throw new Error('it was not read')
    let length = 0
    for await (const block of answer.value) {
      length += block.length
      await truncate(path, 10)
    }
    expect(length).toBe(1 << 20)
    expect(answer.value.cutShort).toBeUndefined()
  })

  it('streams a log in which somebody had a BEGIN marker logged', async () => {
    const path = join(folder, 'hostile-log')
    await writeFile(path, 'smtpd[1]: Subject: -----BEGIN PRIVATE KEY-----\nnext line\n')
    expect(await host.readBlocks(path)).toMatchObject({ status: 'known' })
  })

  it('reads two hundred files at once', async () => {
    const path = join(folder, 'one')
    await writeFile(path, 'x')
    const answers = await Promise.all(Array.from({ length: 200 }, () => host.readFile(path)))
    expect(answers.every((answer) => answer.status === 'known')).toBe(true)
  })
})

/** As root nothing is unreadable: a child without privileges asks. */
describe.runIf(process.getuid?.() === 0)('without permission (asked as nobody)', () => {
  const script = `
    const [local, folder] = process.argv.slice(1)
    const { localHost } = await import(local)
    const host = localHost()
    const answers = {
      file: await host.readFile(folder + '/secret'),
      below: await host.readFile(folder + '/closed/x'),
      list: await host.listDirectory(folder + '/closed'),
      status: await host.status(folder + '/closed/x'),
      key: await host.readPublicKey(folder + '/secret'),
      blocks: await host.readBlocks(folder + '/secret'),
      open: await host.status(folder + '/secret'),
    }
    console.log(JSON.stringify(answers))`

  it('answers unknown with what to do, and never absent', async () => {
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'closed'), { mode: 0o700 })
    await writeFile(join(folder, 'secret'), 'secret', { mode: 0o600 })
    const local = fileURLToPath(new URL('../../../src/access/host/local.ts', import.meta.url))
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script, local, folder], {
      uid: 65534,
      gid: 65534,
      encoding: 'utf8',
    })
    expect(child.stderr).toBe('')
    const refused = { status: 'unknown', because: { code: 'no-permission', remedy: 'run as root' } }
    const { open, ...others } = JSON.parse(child.stdout)
    expect(open.status).toBe('known')
    expect(Object.keys(others)).toHaveLength(6)
    for (const answer of Object.values(others)) expect(answer).toMatchObject(refused)
  })
})
