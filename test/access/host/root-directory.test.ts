import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Host } from '../../../src/access/host/host.ts'
import { rootDirectoryHost } from '../../../src/access/host/root-directory.ts'

let outside: string
let root: string
let host: Host

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'mailmedic-root-'))
  root = join(outside, 'root')
  await mkdir(join(root, 'etc/ssl'), { recursive: true })
  await mkdir(join(root, 'run'))
  await mkdir(join(root, 'var'))
  await writeFile(join(outside, 'secret'), 'outside')
  await writeFile(join(root, 'secret'), 'inside')
  await writeFile(join(root, 'etc/main.cf'), 'main')
  const links = {
    'etc/absolute': '/etc/main.cf',
    'etc/climbing': '../../../../../../secret',
    'etc/to-outside': join(outside, 'secret'),
    'etc/through': '/etc/ssl/../main.cf',
    'etc/to-root': '/',
    'etc/resolv.conf': '../run/systemd/resolve/stub-resolv.conf',
    'var/run': '/run',
  }
  for (const [path, target] of Object.entries(links)) await symlink(target, join(root, path))
  host = rootDirectoryHost(root)
})
afterAll(() => rm(outside, { recursive: true, force: true }))

async function read(path: string) {
  const answer = await host.readFile(path)
  return answer.status === 'known' ? Buffer.from(answer.value).toString() : answer.status
}

describe('paths stay inside', () => {
  it.each([
    ['/etc/absolute', 'main'],
    ['/etc/through', 'main'],
    ['/etc/climbing', 'inside'],
    ['/etc/to-root/etc/to-root/secret', 'inside'],
    ['/../../secret', 'inside'],
    ['/etc/../../../secret', 'inside'],
    ['//etc/./main.cf', 'main'],
    ['/etc/to-outside', 'absent'],
    ['/not-there/../etc/main.cf', 'absent'],
    ['/etc/main.cf/../main.cf', 'absent'],
  ])('%s → %s', async (path, seen) => {
    expect(await read(path)).toBe(seen)
  })

  it('names a link’s target as the examined system does', async () => {
    expect(await host.status('/etc/absolute')).toMatchObject({
      value: { linkText: '/etc/main.cf', target: { path: '/etc/main.cf', type: 'file' } },
    })
  })

  it('lists its root', async () => {
    expect(await host.listDirectory('/')).toMatchObject({
      value: [{ name: 'etc' }, { name: 'run' }, { name: 'secret' }, { name: 'var' }],
    })
  })
})

describe('a system that does not run', () => {
  it.each([['/run/x'], ['/var/run/x'], ['/proc/net/tcp'], ['/sys/x'], ['/dev/null'], ['/etc/resolv.conf']])(
    'cannot tell of %s, which only a running one fills',
    async (path) => {
      expect(await host.readFile(path)).toMatchObject({
        status: 'unknown',
        because: { code: 'not-running-here', remedy: expect.any(String) },
      })
    },
  )

  it.each([['/etc/x'], ['/runner/x'], ['/srv/run/x']])('can tell that there is no %s', async (path) => {
    expect(await read(path)).toBe('absent')
  })

  it('runs nothing', async () => {
    const refusal = { status: 'unknown', because: { code: 'not-running-here' } }
    expect(await host.run({ name: 'postconf-explicit' })).toMatchObject(refusal)
    expect(await host.readBlocks({ name: 'journal-mail' })).toMatchObject(refusal)
  })

  it('can tell nothing of a directory that is not there', async () => {
    const nowhere = rootDirectoryHost(join(outside, 'not-there'))
    expect(await nowhere.readFile('/etc/main.cf')).toMatchObject({
      status: 'unknown',
      because: { code: 'failed' },
    })
  })
})

describe.runIf(process.platform === 'linux')('a system that runs', () => {
  it.each([['/'], ['/proc/self/root']])('is seen through %s', async (directory) => {
    const here = rootDirectoryHost(directory)
    expect(await here.readFile('/proc/uptime')).toMatchObject({ status: 'known' })
    expect(await here.readFile('/run/not-there-at-all')).toMatchObject({ status: 'absent' })
    expect(await here.readFile('/etc/passwd')).toMatchObject({ status: 'known' })
  })
})
