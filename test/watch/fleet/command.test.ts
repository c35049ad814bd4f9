import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-watch-to-'))
const [centreState, hostState] = [join(folder, 'centre'), join(folder, 'host')]
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

function mailmedic(...args: readonly string[]) {
  return spawnSync(process.execPath, ['bin/mailmedic.js', ...args], { cwd: root, encoding: 'utf8' })
}

/** What it has said so far. */
function start(...args: readonly string[]): () => string {
  const child = spawn(process.execPath, ['bin/mailmedic.js', ...args], { cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  running.push(child)
  return () => said
}

describe('the command line', () => {
  test.each([
    [['watch'], 64, /to whom/],
    [['watch', '--to', 'centre.example.org', '--token', 'x'], 64, /write it as https/],
    [['watch', '--to', 'https://centre.example.org'], 64, /agents add/],
    [['watch', '--to', 'https://c.example', '--token-file', '/no/such'], 66, /no\/such/],
    [['agents', 'add', 'no good name'], 64, /letters/],
    [['agents', 'forget', 'mx9'], 66, /no host mx9/],
    [['agents', 'nonsense'], 64, /list, add or forget/],
  ])('%j: %i', (args, status, why) => {
    const result = mailmedic(...args, '--state', hostState)
    expect([result.status, result.stderr]).toEqual([status, expect.stringMatching(why)])
  })
})

test('a host reports to its centre, which lists and forgets it; a wrong token is refused', async () => {
  const added = mailmedic('agents', 'add', 'mx1', '--state', centreState)
  expect(added.stdout).toMatch(/^mailmedic_\S+\n$/)
  expect(mailmedic('agents', 'add', 'mx1', '--state', centreState).status).toBe(66)
  const tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, added.stdout)
  const centreSays = start('serve', '--listen', '0', '--state', centreState)
  await expect.poll(centreSays, { timeout: 50_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\//)
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(centreSays()) ?? []
  start('watch', '--to', url, '--token-file', tokenFile, '--every', '1', '--state', hostState)
  const refused = start(
    'watch',
    '--to',
    url,
    '--token',
    'mailmedic_wrong_wrong_wrong',
    '--every',
    '1',
    '--state',
    join(folder, 'other'),
  )
  const listed = () =>
    JSON.parse(mailmedic('agents', '--format', 'json', '--state', centreState).stdout).agents
  await expect.poll(listed, { timeout: 50_000 }).toMatchObject([{ isSilent: false, open: 0 }])
  await expect.poll(refused, { timeout: 50_000 }).toContain('answered HTTP 401')
  for (const child of running.slice(1)) child.kill('SIGKILL')
  expect(mailmedic('agents', '--state', centreState).stdout).toContain('0 open')
  expect(mailmedic('agents', 'forget', listed()[0].host, '--state', centreState).status).toBe(0)
  expect(listed()).toEqual([])
}, 180_000)
