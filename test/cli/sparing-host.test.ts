import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { known, unknown } from '../../src/access/answer.ts'
import type { NamedCommand } from '../../src/access/host/commands.ts'
import { rootDirectoryHost } from '../../src/access/host/root-directory.ts'
import { SparingHost } from '../../src/cli/sparing-host.ts'

const evidence = { kind: 'command', where: '', text: '', at: '' } as const

/** A host that notes what it ran, with a package database. */
async function sparedHost() {
  const root = mkdtempSync(join(tmpdir(), 'mailmedic-sparing-'))
  const database = join(root, 'var/lib/dpkg/status')
  mkdirSync(join(database, '..'), { recursive: true })
  writeFileSync(database, 'Package: postfix\n')
  const ran: string[] = []
  const answers = { fail: false }
  const run = async ({ name, arguments: more = [] }: NamedCommand) => {
    ran.push([name, ...more].join(' '))
    return answers.fail
      ? unknown('timeout', 'slow')
      : known({ exitCode: 0, stdout: '', stderr: '' }, evidence)
  }
  const sparing = new SparingHost()
  const host = sparing.of({ ...(await rootDirectoryHost(root)), run })
  return { host, ran, sparing, database, answers }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('what moves by itself is asked each time', async () => {
  const { host, ran } = await sparedHost()
  for (let look = 0; look < 3; look++) await host.run({ name: 'postqueue-json' })
  expect(ran).toHaveLength(3)
})

test('what the kernel decides is asked once a minute, each question for itself', async () => {
  const { host, ran } = await sparedHost()
  for (let look = 0; look < 4; look++) {
    await host.run({ name: 'ip-route-get', arguments: ['192.0.2.1'] })
    await host.run({ name: 'ip-route-get', arguments: ['2001:db8::1'] })
    vi.advanceTimersByTime(30_000)
  }
  expect(ran).toHaveLength(4)
})

test('what packages decide is asked when they change', async () => {
  const { host, ran, database } = await sparedHost()
  const look = () => host.run({ name: 'packages' })
  await look()
  vi.advanceTimersByTime(600_000)
  await look()
  expect(ran).toHaveLength(1)
  writeFileSync(`${database}-new`, 'Package: postfix\n\nPackage: exim4\n')
  renameSync(`${database}-new`, database)
  await look()
  expect(ran).toHaveLength(2)
  rmSync(database)
  await look()
  await look()
  expect(ran).toHaveLength(4)
})

test('no answer is kept for none, and an alarm makes all be asked anew', async () => {
  const { host, ran, sparing, answers } = await sparedHost()
  answers.fail = true
  await host.run({ name: 'nft-ruleset' })
  answers.fail = false
  await host.run({ name: 'nft-ruleset' })
  await host.run({ name: 'nft-ruleset' })
  expect(ran).toHaveLength(2)
  sparing.forget()
  await host.run({ name: 'nft-ruleset' })
  expect(ran).toHaveLength(3)
})
