import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkReportSchema } from '../../src/report/schema.ts'
import type { DnsServer } from '../access/net/servers/dns-server.ts'
import { startZoneServer, type Zone } from './zone-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-probe-'))
let server: DnsServer

/** A zone whose owner means harm: circles, crowds, giants, and what terminals and pages would obey. */
const hostile: Zone = {
  'hostile.test MX': Array.from({ length: 60 }, (_, at) => ({
    preference: at,
    exchange: `m${at}.hostile.test`,
  })),
  'hostile.test TXT': [
    'v=spf1 include:hostile.test include:b.hostile.test redirect=b.hostile.test',
    ...Array.from({ length: 40 }, () => '\u001b[2J<script>'.repeat(15)),
  ],
  'b.hostile.test TXT': ['v=spf1 include:hostile.test include:%{i}.%{h}.hostile.test -all'],
  '_dmarc.hostile.test TXT': [
    `v=DMARC1; p=none; rua=${Array.from({ length: 60 }, (_, at) => `mailto:a@h${at}.hostile.test`).join(',')}`,
  ],
  '_domainkey.hostile.test CNAME': ['_domainkey.hostile.test'],
  'm0.hostile.test CNAME': ['m1.hostile.test'],
  'm1.hostile.test CNAME': ['m0.hostile.test'],
  'm2.hostile.test A': Array.from({ length: 60 }, (_, at) => `127.0.9.${at}`),
}

beforeAll(async () => {
  server = await startZoneServer({
    'test NS': ['ns.test'],
    'shop.test MX': [{ preference: 10, exchange: 'mail.shop.test' }],
    'shop.test TXT': ['v=spf1 mx include:sender.test -all'],
    'sender.test TXT': ['v=spf1 ip4:192.0.2.7 <b>x</b> ?all'],
    'mail.shop.test A': ['127.0.0.3'],
    'mail2026._domainkey.shop.test TXT': ['v=DKIM1; p='],
    'xn--bcher-kva.test MX': [{ preference: 0, exchange: '.' }],
    ...hostile,
  })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await server[Symbol.asyncDispose]()
})

interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Not in step with this process: the name server that it asks lives here. */
function mailmedic(...args: readonly string[]): Promise<Ended> {
  const env = { ...process.env, LANG: 'C', NO_COLOR: '1' }
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['bin/mailmedic.js', ...args],
      { cwd: root, env },
      (_e, stdout, stderr) => {
        resolve({ status: child.exitCode ?? -1, stdout, stderr })
      },
    )
  })
}
const probe = (...args: readonly string[]) => mailmedic('probe', '--resolver', server.resolver, ...args)

describe('a domain, looked at from outside', () => {
  test('names what is wrong, and nothing about a host', async () => {
    const { status, stdout, stderr } = await probe('shop.test', '--format', 'json')
    expect(stderr).toBe('')
    const report = checkReportSchema.parse(JSON.parse(stdout))
    expect(report.target).toMatchObject({ kind: 'domain', name: 'shop.test' })
    expect(report.diagnoses.map(({ condition }) => condition)).toContain('spf-syntax-error')
    expect(report.findings.map(({ condition }) => condition)).not.toContain('storage-disk-full')
    expect(report.findings.filter(({ because }) => because.includes('not to be seen'))).toEqual([])
    expect(status).toBe(1)
  })

  test('shows the SPF tree and the standards', async () => {
    const { stdout } = await probe('shop.test', '--format', 'json')
    const { exhibits = [], standards = [] } = checkReportSchema.parse(JSON.parse(stdout))
    const tree = exhibits.find(({ id }) => id === 'spf')?.rows.map(({ depth, cells }) => [depth, cells[0]])
    expect(tree).toEqual([
      [0, 'mx'],
      [0, 'include:sender.test'],
      [1, '<b>x</b>'],
      [1, 'ip4:192.0.2.7'],
      [1, '?all'],
      [0, '-all'],
    ])
    expect(standards.find(({ standard }) => standard === 'SPF')?.state).toBe('not met')
    expect(standards.find(({ standard }) => standard === 'DMARC')?.state).toBe('not met')
    expect(standards.find(({ standard }) => standard === 'MTA-STS')?.state).toBe('not used')
  })

  test('replays from its capture as it was seen', async () => {
    const file = join(folder, 'shop.mmc')
    const seen = await probe('shop.test', '--save', file, '--format', 'json')
    const again = await mailmedic('probe', '--replay', file, '--format', 'json')
    // Two facts may have asked the same, in two seconds: the capture holds one answer.
    const [before, after] = [seen, again].map(({ stdout }) =>
      checkReportSchema.parse(JSON.parse(stdout.replace(/"at":"[^"]*"/g, '"at":"2026-11-24T00:00:00Z"'))),
    )
    expect({ ...after, durationMs: 0 }).toEqual({ ...before, durationMs: 0 })
    const checked = await mailmedic('check', '--capture', file, '--format', 'json')
    expect(checkReportSchema.parse(JSON.parse(checked.stdout)).verdict).toBe(before?.verdict)
  })

  test.each(['markdown', 'html'])('%s: what the DNS says stays text', async (format) => {
    const { stdout } = await probe('shop.test', '--format', format)
    expect(stdout).toContain('include:sender.test')
    expect(stdout).not.toContain('<b>x</b>')
  })

  test('a name in letters of its own is asked in the form of the DNS', async () => {
    const { stdout } = await probe('Bücher.test.', '--format', 'json', '--only', 'dns-mx-null-beside-others')
    expect(checkReportSchema.parse(JSON.parse(stdout)).target.name).toBe('xn--bcher-kva.test')
  })
})

describe('many domains', () => {
  test('each has its line, the list may have comments and mistakes', async () => {
    const list = join(folder, 'list.txt')
    writeFileSync(list, '# ours\nshop.test\n\nSHOP.test.  # again\nbücher.test\n192.0.2.1\n')
    const { status, stdout, stderr } = await probe(
      '--file',
      list,
      '--format',
      'json',
      '--only',
      'dns-mx-missing',
    )
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => checkReportSchema.parse(JSON.parse(line)).target.name)
    expect(names.toSorted()).toEqual(['shop.test', 'xn--bcher-kva.test'])
    expect(stderr).toContain('192.0.2.1 is an address')
    expect(status).toBe(2)
  })

  test('as text', async () => {
    const { stdout, status } = await probe('shop.test', 'nowhere.test')
    expect(stdout).toMatch(/^problem {8}.*nowhere\.test does not exist/m)
    expect(status).toBe(1)
  })

  test.each([
    [64, ['--save', 'x.mmc']],
    [64, ['--format', 'html']],
    [66, ['--file', '/does/not/exist']],
  ])('%i: %j', async (status, args) => {
    expect((await probe('a.test', 'b.test', ...args)).status).toBe(status)
  })
})

describe('a mail of the domain', () => {
  const write = (text: string) => {
    const path = join(folder, 'signed.eml')
    writeFileSync(path, text)
    return path
  }

  test('its selector is looked at', async () => {
    const mail = write(
      'DKIM-Signature: v=1; a=rsa-sha256; d=shop.test;\r\n s=old2024; h=from; bh=x; b=y\r\nFrom: a@shop.test\r\n\r\nx\r\n',
    )
    const { stdout } = await probe(
      'shop.test',
      '--mail',
      mail,
      '--only',
      'dkim-selector-not-published',
      '--format',
      'json',
    )
    expect(checkReportSchema.parse(JSON.parse(stdout)).diagnoses[0]?.subject).toBe(
      'old2024._domainkey.shop.test',
    )
  })

  test('of another domain', async () => {
    const mail = write('DKIM-Signature: v=1; d=other.test; s=a; b=y\n\nx')
    const { status, stderr } = await probe('shop.test', '--mail', mail)
    expect({ status, stderr }).toEqual({ status: 66, stderr: expect.stringContaining('only of other.test') })
  })
})

describe('a hostile zone', () => {
  test.each(['text', 'markdown', 'html', 'json'])(
    'is bounded, and nothing of it is obeyed: %s',
    async (format) => {
      const { status, stdout, stderr } = await probe('hostile.test', '--format', format)
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
      expect(stdout).not.toContain('\u001b')
      if (format === 'html') expect(stdout).not.toContain('<script>')
      expect(stdout.length).toBeLessThan(1_000_000)
    },
  )

  test('a resolver that does not answer: could not tell, and soon', async () => {
    const startedAt = performance.now()
    const { status, stdout } = await mailmedic(
      'probe',
      '--resolver',
      '127.0.0.1#1',
      'shop.test',
      '--format',
      'json',
    )
    expect(status).toBe(2)
    expect(checkReportSchema.parse(JSON.parse(stdout)).diagnoses).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(30_000)
  })

  test('what only a server shows is not asked for', async () => {
    expect(await probe('shop.test', '--only', 'storage-disk-full')).toMatchObject({ status: 64 })
  })
})

describe('what is no domain', () => {
  test.each([
    ['192.0.2.1', /an address, not a domain/],
    ['[2001:db8::1]', /an address, not a domain/],
    ['anna@shop.test', /mailmedic probe shop\.test/],
    ['https://shop.test/', /a web address/],
    ['shop', /no full domain name/],
    ['a..b', /no domain name/],
    ['-x.test', /no domain name/],
    [`${'a'.repeat(64)}.test`, /no domain name/],
    ['1.2', /no domain name/],
    ['exa mple.test', /no domain name/],
    ['\u001b[31mred.test', /no domain name/],
  ])('%s', async (name, words) => {
    const { status, stdout, stderr } = await probe('--', name)
    expect(stderr).toMatch(words)
    expect(stderr).not.toContain('\u001b')
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' })
  })

  test('none, and a host’s capture', async () => {
    expect(await mailmedic('probe')).toMatchObject({ status: 64 })
    expect((await mailmedic('probe', '--replay', 'demo/healthy.mmc')).stderr).toMatch(
      /mailmedic check --capture/,
    )
  })
})
