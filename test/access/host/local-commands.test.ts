import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localHost } from '../../../src/access/host/local.ts'
import { type ProgramFolder, programFolder } from './fake-programs.ts'

let folder: ProgramFolder
const host = (timeoutMilliseconds = 4_000) =>
  localHost({ searchFolders: [folder.path, '/usr/bin', '/bin'], timeoutMilliseconds })

beforeEach(async () => {
  folder = await programFolder()
})
afterEach(() => folder.remove())

describe('running a command', () => {
  it('tells what it printed, with evidence', async () => {
    await folder.add('redis-cli', 'echo "$@"; echo complaint >&2')
    expect(await host().run({ name: 'redis-ping' })).toMatchObject({
      status: 'known',
      value: { exitCode: 0, stdout: 'ping\n', stderr: 'complaint\n' },
      evidence: [{ kind: 'command', where: 'redis-cli ping', text: 'ping' }],
    })
  })

  it('takes a non-zero exit code for an observation, and cites the complaint', async () => {
    await folder.add('redis-cli', 'echo "Could not connect" >&2; exit 1')
    expect(await host().run({ name: 'redis-ping' })).toMatchObject({
      status: 'known',
      value: { exitCode: 1, stdout: '' },
      evidence: [{ text: 'Could not connect' }],
    })
  })

  it('hands arguments on as they are, without a shell', async () => {
    await folder.add('postmap', 'for a in "$@"; do echo "[$a]"; done')
    const query = ['a%b@example.org', 'hash:/etc/x']
    expect(await host().run({ name: 'postmap-query', arguments: query })).toMatchObject({
      value: { stdout: '[-q]\n[a%b@example.org]\n[hash:/etc/x]\n' },
    })
  })

  it.each([['--help'], ['a;touch x'], ['$(touch x)']])(
    'does not run with the argument %j',
    async (hostile) => {
      await folder.add('systemctl', `touch ${folder.path}/ran`)
      const answer = await host().run({ name: 'systemctl-show', arguments: [hostile] })
      expect(answer).toMatchObject({ status: 'unknown', because: { code: 'refused' } })
      expect(existsSync(`${folder.path}/ran`)).toBe(false)
    },
  )

  it('gives it nothing of our environment, no input, UTC and the C locale', async () => {
    process.env['MAIL_CONFIG'] = '/elsewhere'
    await folder.add('redis-cli', 'env; cat; pwd')
    const answer = await host().run({ name: 'redis-ping' })
    delete process.env['MAIL_CONFIG']
    if (answer.status !== 'known') throw new Error('it did not run')
    expect(answer.value.stdout).toContain('LC_ALL=C\n')
    expect(answer.value.stdout).toContain('TZ=UTC\n')
    expect(answer.value.stdout).not.toContain('MAIL_CONFIG')
    expect(answer.value.stdout).toMatch(/\n\/\n$/)
  })

  it('tells that a program is missing', async () => {
    expect(await host().run({ name: 'chrony-tracking' })).toMatchObject({
      status: 'unknown',
      because: { code: 'tool-missing', text: expect.stringContaining('chronyc') },
    })
  })

  it('tells that it was killed', async () => {
    await folder.add('redis-cli', 'echo PO; kill -SEGV $$')
    expect(await host().run({ name: 'redis-ping' })).toMatchObject({
      status: 'unknown',
      because: { code: 'failed', text: expect.stringContaining('SIGSEGV') },
    })
  })

  it('ends one that hangs, with all that it started', async () => {
    const { path } = folder
    await folder.add(
      'redis-cli',
      `trap "" TERM; sleep 60 & echo $! > ${path}/child; echo $$ > ${path}/self; wait`,
    )
    const started = Date.now()
    expect(await host(500).run({ name: 'redis-ping' })).toMatchObject({ because: { code: 'timeout' } })
    expect(Date.now() - started).toBeLessThan(2_000)
    expect(existsSync(`${path}/child`)).toBe(true)
    await expect.poll(() => ['self', 'child'].filter((name) => isRunning(`${path}/${name}`))).toEqual([])
  })

  it('does not wait for what cannot be killed', async () => {
    // A process that left the group keeps the pipe open, as one in state D would.
    const { path } = folder
    await folder.add('redis-cli', `setsid sh -c 'echo $$ > ${path}/child; exec sleep 5' & sleep 0.2`)
    const started = Date.now()
    expect(await host(500).run({ name: 'redis-ping' })).toMatchObject({ because: { code: 'timeout' } })
    expect(Date.now() - started).toBeLessThan(2_000)
    process.kill(Number(readFileSync(`${path}/child`, 'utf8')), 'SIGKILL')
  })

  it('ends one that prints without end', async () => {
    await folder.add('redis-cli', 'exec yes')
    expect(await host().run({ name: 'redis-ping' })).toMatchObject({ because: { code: 'too-big' } })
  })

  it('bears complaints without end', async () => {
    await folder.add('redis-cli', 'head -c 3000000 /dev/zero >&2; echo PONG')
    const answer = await host().run({ name: 'redis-ping' })
    expect(answer).toMatchObject({ status: 'known', value: { stdout: 'PONG\n' } })
  })

  it('never hands out a private key', async () => {
    await folder.add(
      'rspamadm',
      'echo "-----BEGIN PRIVATE KEY-----"; echo c2VjcmV0; echo "-----END PRIVATE KEY-----"',
    )
    const answer = await host().run({ name: 'rspamadm-configdump' })
    expect(JSON.stringify(answer)).not.toContain('c2VjcmV0')
  })

  it('runs at most eight at once', async () => {
    const { path } = folder
    await folder.add(
      'redis-cli',
      `touch ${path}/at.$$; ls ${path} | grep -c at\\\\.; sleep 0.3; rm ${path}/at.$$`,
    )
    const mine = host()
    const answers = await Promise.all(Array.from({ length: 20 }, () => mine.run({ name: 'redis-ping' })))
    const counts = answers.map((answer) =>
      answer.status === 'known' ? Number(answer.value.stdout) : Number.NaN,
    )
    expect(Math.max(...counts)).toBeLessThanOrEqual(8)
    expect(Math.max(...counts)).toBeGreaterThan(2)
  })
})

describe('streaming a command', () => {
  const journal = { name: 'journal-mail' } as const

  async function stream(timeoutMilliseconds?: number, limitBytes?: number) {
    const range = limitBytes === undefined ? {} : { limitBytes }
    const answer = await host(timeoutMilliseconds).readBlocks(journal, range)
    if (answer.status !== 'known') return answer
    let length = 0
    for await (const block of answer.value) length += block.length
    return { status: answer.status, length, cutShort: answer.value.cutShort?.code }
  }

  it('gives all that it prints', async () => {
    await folder.add('journalctl', 'seq 1 500000')
    expect(await stream()).toEqual({ status: 'known', length: 3_388_895, cutShort: undefined })
  })

  it('gives nothing where nothing is printed', async () => {
    await folder.add('journalctl', 'exit 0')
    expect(await stream()).toEqual({ status: 'known', length: 0, cutShort: undefined })
  })

  it('stops at what was asked for', async () => {
    await folder.add('journalctl', 'exec yes')
    expect(await stream(4_000, 100_001)).toEqual({ status: 'known', length: 100_001, cutShort: undefined })
  })

  it('says that it was cut short at the limit of the table', async () => {
    await folder.add('journalctl', 'exec yes')
    expect(await stream()).toEqual({ status: 'known', length: 64 << 20, cutShort: 'too-big' })
  })

  it('says that it was cut short at the time limit', async () => {
    await folder.add('journalctl', 'echo first; sleep 60')
    expect(await stream(500)).toEqual({ status: 'known', length: 6, cutShort: 'timeout' })
  })

  it('says that it was cut short by a failure', async () => {
    await folder.add('journalctl', 'echo first; echo "Journal file corrupted" >&2; exit 1')
    expect(await stream()).toEqual({ status: 'known', length: 6, cutShort: 'failed' })
  })

  it('is unknown where nothing comes in time', async () => {
    await folder.add('journalctl', 'exec sleep 60')
    expect(await stream(300)).toMatchObject({ status: 'unknown', because: { code: 'timeout' } })
  })

  it('is unknown where the program is missing', async () => {
    const mine = localHost({ searchFolders: [folder.path] })
    expect(await mine.readBlocks(journal)).toMatchObject({ because: { code: 'tool-missing' } })
  })

  it('ends the command when the reader leaves', async () => {
    const { path } = folder
    await folder.add('journalctl', `echo $$ > ${path}/self; exec yes`)
    const answer = await host().readBlocks(journal)
    if (answer.status !== 'known') throw new Error('it did not run')
    for await (const _ of answer.value) break
    await expect.poll(() => isRunning(`${path}/self`)).toBe(false)
  })

  it('waits for a slow reader, and holds little meanwhile', async () => {
    await folder.add('journalctl', 'seq 1 500000')
    const answer = await host().readBlocks(journal)
    if (answer.status !== 'known') throw new Error('it did not run')
    let length = 0
    for await (const block of answer.value) {
      if (length === 0) await delay(500)
      length += block.length
    }
    expect(length).toBe(3_388_895)
  })
})

/** Whether the process whose number is in that file runs (a zombie does not). */
function isRunning(pidFile: string): boolean {
  try {
    const pid = readFileSync(pidFile, 'utf8').trim()
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
