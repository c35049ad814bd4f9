import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { collectingIo } from '../../src/cli/collecting-io.ts'
import { InputError, UsageError } from '../../src/cli/command-file.ts'
import { runOwnSetup } from '../../src/cli/run-own-setup.ts'

let path = ''
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'mailmedic-own-')), 'own-setup.json')
})

async function run(args: readonly string[], options: Readonly<Record<string, unknown>> = {}) {
  const io = collectingIo('en', new AbortController().signal)
  const ok = await runOwnSetup(args, { file: path, ...options }, io)
  return { ok, text: io.printed() }
}

describe('mailmedic own-setup', () => {
  test('says that nothing is declared, and what could be', async () => {
    expect((await run([])).text).toContain('nothing is declared')
    for (const field of ['publicAddresses', 'dns', 'gateways', 'smarthost', 'spfSenders'])
      expect((await run(['explain'])).text).toContain(field)
  })

  test('set shows what changes, keeps what was there, and is read again', async () => {
    const first = await run(['set'], { publicAddress: ['203.0.113.7'], gateway: ['mx.filter.example'] })
    expect(first.text).toContain('+     "203.0.113.7"')
    const second = await run(['set'], { smarthost: 'relay.example.net', smarthostAddress: ['192.0.2.0/28'] })
    expect(second.text).toMatch(/what was there is in .*own-setup\.json\.\d{4}-/)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      publicAddresses: ['203.0.113.7'],
      gateways: ['mx.filter.example'],
      smarthost: { host: 'relay.example.net', addresses: ['192.0.2.0/28'] },
    })
    expect(readdirSync(join(path, '..'))).toHaveLength(2)
    expect((await run(['set'], { clear: ['gateways'], smarthost: 'none' })).text).toContain(
      '-     "mx.filter.example"',
    )
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ gateways: [] })
    expect((await run([], { format: 'json' })).text).toContain('"mailmedic.own-setup/1"')
  })

  test('a dry run, and what changes nothing, write nothing', async () => {
    await run(['set'], { dns: 'others', insideView: 'yes', dryRun: true })
    expect(readdirSync(join(path, '..'))).toEqual([])
    await run(['set'], { dns: 'others' })
    expect((await run(['set'], { dns: 'others' })).text).toBe('nothing changes\n')
    expect(readdirSync(join(path, '..'))).toHaveLength(1)
  })

  test('what is wrong is told with its line, and not overwritten', async () => {
    writeFileSync(path, '{\n  "gateways": ["x"], "\\u001b[31m": 1\n}')
    const { ok, text } = await run([])
    expect(ok).toBe(false)
    expect(text).toContain(':2: gateways.0: must be')
    expect(text).not.toContain('\u001b')
    await expect(run(['set'], { dns: 'us' })).rejects.toThrow(InputError)
  })

  test.each([
    [['list'], {}],
    [['set'], { publicAddress: ['10.0.0.0/8'] }],
    [['set'], { gateway: ['x'] }],
    [['set'], { clear: ['all'] }],
    [['set'], { smarthostAddress: ['192.0.2.1'] }],
  ])('%j %j is refused', (args, options) => expect(run(args, options)).rejects.toThrow(UsageError))
})
