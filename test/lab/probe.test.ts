import { existsSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { also, type Edit, instead, without } from '../../lab/changes/records.ts'
import { down, Lab } from '../../lab/lab.ts'
import {
  changeAfterSigning,
  probe,
  replaceZoneKey,
  rival,
  rootDigest,
  signInAnotherYear,
  signWithHashedDenial,
  startWebServer,
} from '../../lab/outside.ts'
import { revert, runCheck } from '../../lab/run.ts'
import { up } from '../../lab/up.ts'
import { WEB_ADDRESS } from '../../lab/world/addresses.ts'
import { type CheckReport, checkReportSchema } from '../../src/report/schema.ts'

const domain = 'example-a.test'
const zone = `${domain}.`
const lab = new Lab('g')

beforeAll(async () => {
  await up({ debian: 12, name: lab.name, say: (line) => process.stderr.write(`lab: ${line}\n`) })
}, 120_000)
afterAll(() => down(lab), 60_000)

async function look(...args: readonly string[]): Promise<CheckReport> {
  const { stdout, stderr } = await probe(lab, ...args, '--format', 'json')
  expect(stderr).toBe('')
  return checkReportSchema.parse(JSON.parse(stdout))
}

const named = ({ diagnoses }: CheckReport) => diagnoses.map(({ condition }) => condition)
const severityOf = (report: CheckReport, id: string) =>
  report.diagnoses.find(({ condition }) => condition === id)?.severity

describe('healthy domains, from outside', () => {
  test.each(['a', 'b', 'c', 'd'])('example-%s.test: nothing but advice', async (id) => {
    const report = await look(`example-${id}.test`)
    const grave = report.diagnoses.filter(({ severity }) => severity !== 'low' && severity !== 'info')
    expect(grave).toEqual([])
    expect(report.verdict).toBe('fine')
    const met = report.standards?.filter(({ state }) => state === 'met').map(({ standard }) => standard)
    expect(met).toEqual(
      expect.arrayContaining(['DNSSEC', 'MX', 'FCrDNS', 'SPF', 'DMARC', 'DANE', 'IPv6', 'TLS-RPT']),
    )
  })
})

const spfConditions = [
  'spf-no-verdict',
  'spf-permits-everyone',
  'spf-too-many-lookups',
  'spf-missing',
].flatMap((id) => ['--only', id])

type Case = readonly [condition: string, edit: Edit, severity: string]

const edits: readonly Case[] = [
  ['dns-mx-missing', without(zone, 'MX'), 'critical'],
  ['dns-mx-null-beside-others', also(zone, 'MX', '0 .'), 'high'],
  ['dns-mx-private-address', instead('mail.example-a.test.', 'A', '10.0.0.25'), 'medium'],
  ['dns-mx-host-without-address', also(zone, 'MX', '20 gone.example-a.test.'), 'medium'],
  ['dns-wildcard-mail', also('*.example-a.test.', 'MX', '10 mail.example-a.test.'), 'low'],
  [
    'dns-ttl-unsuitable',
    (records) => records.map((one) => one.replace(/^(\S+) IN MX/, '$1 5 IN MX')),
    'info',
  ],
  ['spf-missing', without(zone, 'TXT'), 'high'],
  ['spf-multiple-records', also(zone, 'TXT', '"v=spf1 -all"'), 'high'],
  ['spf-permits-everyone', instead(zone, 'TXT', '"v=spf1 +all"'), 'high'],
  ['spf-uses-ptr', instead(zone, 'TXT', '"v=spf1 mx ptr -all"'), 'low'],
  ['spf-no-verdict', instead(zone, 'TXT', '"v=spf1 mx"'), 'low'],
  [
    'spf-too-many-lookups',
    instead(zone, 'TXT', '"v=spf1 a:x1.example-a.test a:x2.example-a.test a:x3.example-a.test mx -all"'),
    'medium',
  ],
  ['dmarc-missing', without(`_dmarc.${zone}`, 'TXT'), 'low'],
  [
    'dmarc-not-enforced',
    instead(`_dmarc.${zone}`, 'TXT', '"v=DMARC1; p=none; rua=mailto:x@example-a.test"'),
    'info',
  ],
  [
    'dmarc-reports-lost',
    instead(`_dmarc.${zone}`, 'TXT', '"v=DMARC1; p=reject; rua=mailto:x@example-b.test"'),
    'low',
  ],
  [
    'dane-tlsa-mismatch',
    instead('_25._tcp.mail.example-a.test.', 'TLSA', `3 1 1 ${'ab'.repeat(32)}`),
    'critical',
  ],
  [
    'dane-usage-unusable',
    instead('_25._tcp.mail.example-a.test.', 'TLSA', `1 1 1 ${'ab'.repeat(32)}`),
    'low',
  ],
  ['dane-not-used', without('_25._tcp.mail.example-a.test.', 'TLSA'), 'info'],
]

describe('a zone that somebody broke', () => {
  afterEach(() => revert(lab), 60_000)

  test.each(edits)('%s', async (condition, edit, severity) => {
    await lab.editZone(zone, edit)
    const report = await look(domain)
    expect(named(report)).toContain(condition)
    expect(severityOf(report, condition)).toBe(severity)
  })

  test('dns-dnssec-bogus: signatures that ran out', async () => {
    await signInAnotherYear(lab, zone, new Date().getUTCFullYear() - 1)
    const { diagnoses } = await look(domain)
    expect(diagnoses[0]).toMatchObject({ condition: 'dns-dnssec-bogus', severity: 'critical' })
    expect(diagnoses[0]?.because).toContain('ran out at')
  })

  test('dns-dnssec-bogus: a key that the zone above does not know', async () => {
    await replaceZoneKey(lab, zone)
    const { diagnoses } = await look(domain)
    expect(diagnoses[0]).toMatchObject({ condition: 'dns-dnssec-bogus', confidence: 'certain' })
    expect(diagnoses[0]?.because).toContain('DS record above names key')
  })

  test('dns-dnssec-bogus: a record that was changed after it was signed', async () => {
    await changeAfterSigning(lab, zone, 's/IN\\tMX\\t10 /IN\\tMX\\t11 /')
    const { diagnoses } = await look(domain)
    expect(diagnoses[0]?.condition).toBe('dns-dnssec-bogus')
    expect(diagnoses[0]?.because).toContain('changed after they were signed')
  })

  test('a zone with hashed denials holds', async () => {
    await signWithHashedDenial(lab, zone)
    const report = await look(domain)
    expect(report.standards?.find(({ standard }) => standard === 'DNSSEC')?.state).toBe('met')
  })
})

describe('MTA-STS over HTTPS', () => {
  const host = `mta-sts.${domain}`
  const policy = (mode: string, mx: string) => `version: STSv1\nmode: ${mode}\nmx: ${mx}\nmax_age: 604800\n`
  afterEach(() => revert(lab), 60_000)

  test.each([
    ['a policy that fits', policy('enforce', 'mail.example-a.test'), []],
    ['one that leaves the MX out', policy('enforce', 'old.example-a.test'), ['mta-sts-policy-mismatch']],
    ['one that is only tested', policy('testing', '*.example-a.test'), ['mta-sts-weak']],
  ])('%s', async (_what, text, expected) => {
    await lab.editZone(zone, also(`_mta-sts.${zone}`, 'TXT', '"v=STSv1; id=1"'))
    await lab.editZone(zone, also(`${host}.`, 'A', WEB_ADDRESS))
    await using _server = await startWebServer(lab, { [host]: text })
    const report = await look(domain)
    expect(named(report).filter((id) => id.startsWith('mta-sts'))).toEqual(expected)
  })

  test('a certificate for another name', async () => {
    await lab.editZone(zone, also(`_mta-sts.${zone}`, 'TXT', '"v=STSv1; id=1"'))
    await lab.editZone(zone, also(`${host}.`, 'A', WEB_ADDRESS))
    await using _server = await startWebServer(lab, {
      'www.example-a.test': policy('enforce', '*.example-a.test'),
    })
    expect(named(await look(domain))).toContain('mta-sts-policy-mismatch')
  })
})

describe('autoconfig over HTTPS', () => {
  const host = `autoconfig.${domain}`
  const document = (server: string) =>
    `<clientConfig version="1.1"><emailProvider id="${domain}"><incomingServer type="imap"><hostname>${server}</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`
  afterEach(() => revert(lab), 60_000)

  test.each([
    ['a document that fits', host, document('mail.example-a.test'), undefined],
    ['one that names a host that does not exist', host, document('imap.example-a.test'), 'medium'],
    ['one that is no XML', host, '<clientConfig>', 'low'],
    ['a certificate for another name', 'www.example-a.test', document('mail.example-a.test'), 'low'],
  ])('%s', async (_what, served, text, severity) => {
    await lab.editZone(zone, also(`${host}.`, 'A', WEB_ADDRESS))
    await using _server = await startWebServer(lab, { [served]: text })
    const report = await look(domain)
    expect(severityOf(report, 'client-autodiscovery-broken')).toBe(severity)
    const rows = report.exhibits?.find(({ id }) => id === 'client-settings')?.rows ?? []
    const [, thunderbird] =
      rows.map(({ cells }) => cells).find(([what]) => what?.startsWith('Thunderbird')) ?? []
    expect(thunderbird === 'finds them by itself').toBe(severity === undefined || severity === 'medium')
  })
})

describe.skipIf(!existsSync('/usr/bin/spfquery'))('beside spfquery of Debian', () => {
  const included = (count: number) =>
    Array.from({ length: count }, (_, at) => `include:s${at}.${domain}`).join(' ')
  const cases = [
    ['v=spf1 a -all', 'fail', undefined],
    ['v=spf1 a', 'neutral', 'spf-no-verdict'],
    ['v=spf1 +all', 'pass', 'spf-permits-everyone'],
    ['v=spf1 ip4:198.51.100.300 -all', 'permerror', 'spf-syntax-error'],
    ['v=spf1 include:gone.example-a.test -all', 'permerror', 'spf-syntax-error'],
    [`v=spf1 ${included(10)} -all`, 'fail', undefined],
    [`v=spf1 ${included(11)} -all`, 'permerror', 'spf-too-many-lookups'],
    ['v=spf1 redirect=v7.example-a.test', 'permerror', 'spf-too-many-lookups'],
  ] as const
  // A string of TXT has 255 bytes at most (RFC 1035 §3.3.14).
  const strings = (text: string) => (text.match(/.{1,200}/g) ?? []).map((part) => `"${part}"`).join(' ')

  beforeAll(
    () =>
      lab.editZone(zone, (records) => [
        ...records,
        ...Array.from({ length: 11 }, (_, at) => `s${at}.${zone} IN TXT "v=spf1 ip4:192.0.2.${at} -all"`),
        ...cases.flatMap(([record], at) => [
          `v${at}.${zone} IN TXT ${strings(record)}`,
          `v${at}.${zone} IN A 198.51.100.25`,
        ]),
      ]),
    60_000,
  )
  afterAll(() => revert(lab), 60_000)

  test.each(cases.map((one, at) => [...one, `v${at}.${domain}`] as const))(
    '%s: %s',
    async (_record, verdict, condition, name) => {
      const stranger = ['--scope', 'mfrom', '--id', `x@${name}`, '--ip', '203.0.113.99']
      const { stdout } = await rival(lab, 'spfquery', ...stranger)
      expect(stdout.split('\n')[0]).toBe(verdict)
      const report = await look(name, '--only', 'spf-syntax-error', ...spfConditions)
      expect(named(report)).toEqual(condition === undefined ? [] : [condition])
    },
  )
})

test('inside and outside verify the same signatures', async () => {
  const bogus = async () => {
    const { stdout } = await runCheck(lab, [
      'check',
      '--trust-anchor',
      await rootDigest(lab),
      '--format',
      'json',
    ])
    return checkReportSchema
      .parse(JSON.parse(stdout))
      .findings.find(({ condition, subject }) => condition === 'dns-dnssec-bogus' && subject === domain)
      ?.status
  }
  expect(await bogus()).toBe('fine')
  await signInAnotherYear(lab, zone, new Date().getUTCFullYear() - 1)
  expect(await bogus()).toBe('problem')
  await revert(lab)
})

test('inside and outside see the same of the DNS: both name a broken one', async () => {
  await lab.editZone(zone, instead(zone, 'TXT', '"v=spf1 +all"'))
  const inside = await runCheck(lab)
  expect(named(checkReportSchema.parse(JSON.parse(inside.stdout)))).toContain('spf-permits-everyone')
  expect(named(await look(domain))).toContain('spf-permits-everyone')
})
