/**
 * `npm run bench:probe`, as root: a probe of one healthy domain with two MX hosts, of one with a dead name
 * server and a port that swallows packets, and of 200 domains, in the lab; beside dig, swaks and testssl.sh
 * asking the same. Prints a table; fails when a bound is broken.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { also } from '../lab/changes/records.ts'
import { down, type Lab } from '../lab/lab.ts'
import { outsideCommand } from '../lab/outside.ts'
import { revert } from '../lab/run.ts'
import { must } from '../lab/system/command.ts'
import { up } from '../lab/up.ts'
import { places, RESOLVER } from '../lab/world/addresses.ts'
import { runtimeFlags } from '../tools/package/runtime-flags.ts'
import { type Measured, measure, measureOnce } from './measure.ts'

/** What issue 6 promises, seconds. */
const bounds = { healthy: 3, dead: 15, many: 60 } as const
const domains = 200
const program = 'dist/cli/main.js'
const rows: { readonly what: string; readonly measured: Measured; readonly bound?: number }[] = []

execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
const lab = await up({ debian: 12, name: 'bench-g', say: (line) => process.stderr.write(`${line}\n`) })
try {
  await twoExchangers()
  rows.push({
    what: 'probe, healthy, two MX',
    measured: await measure(probe('example-b.test'), 3),
    bound: bounds.healthy,
  })
  const rivals = outsideCommand(lab, ['bash', '-c', rivalScript()])
  rows.push({ what: 'dig + swaks + testssl.sh, the same', measured: await measureOnce(rivals) })
  await deadNameServerAndPort(lab)
  rows.push({
    what: 'probe, dead name server, dropped ports',
    measured: await measureOnce(probe('example-b.test')),
    bound: bounds.dead,
  })
  await lab.network.resetProvider()
  await revert(lab)
  const list = await manyDomains(lab)
  rows.push({
    what: `probe --file, ${domains} domains`,
    measured: await measureOnce(probe('--file', list, '--format', 'json')),
    bound: bounds.many,
  })
} finally {
  await down(lab)
}
print()

function probe(...args: readonly string[]): readonly string[] {
  return outsideCommand(lab, [
    process.execPath,
    ...runtimeFlags,
    program,
    'probe',
    '--resolver',
    RESOLVER,
    ...args,
  ])
}

async function twoExchangers(): Promise<void> {
  await lab.editZone('example-b.test.', also('example-b.test.', 'MX', '20 mail.example-c.test.'))
}

/** One of two name servers has no host behind it; IMAP and submission swallow packets. */
async function deadNameServerAndPort({ network }: Lab): Promise<void> {
  await lab.editZone('example-b.test.', (records) => [
    ...records,
    'example-b.test. IN NS ns9.example-b.test.',
    'ns9.example-b.test. IN A 198.51.100.99',
  ])
  await network.block('ip daddr 198.51.100.99 drop')
  // The peers share a network with the client: the packets are dropped where they arrive.
  for (const host of ['b', 'c'] as const) {
    const rules =
      'add table inet silent; add chain inet silent in { type filter hook input priority 0; }; add rule inet silent in tcp dport { 143, 465, 587, 993 } drop'
    await must(['ip', 'netns', 'exec', network.namespace(host), 'nft', rules])
  }
}

/** Domains of their own in one zone, spread over three mail servers. */
async function manyDomains({ folder }: Lab): Promise<string> {
  for (const host of ['b', 'c'] as const)
    await must(['ip', 'netns', 'exec', lab.network.namespace(host), 'nft', 'flush ruleset'])
  const servers = ['mx1.example-b.test.', 'mail.example-c.test.', 'mx.example-d.test.']
  const names = Array.from({ length: domains }, (_, index) => `d${index}.example-c.test`)
  await lab.editZone('example-c.test.', (records) => [
    ...records,
    ...names.flatMap((name, index) => [
      `${name}. IN MX 10 ${servers[index % servers.length]}`,
      `${name}. IN TXT "v=spf1 mx -all"`,
      `_dmarc.${name}. IN TXT "v=DMARC1; p=reject; rua=mailto:x@${name}"`,
    ]),
  ])
  const list = `${folder}/domains.txt`
  writeFileSync(list, `${names.join('\n')}\n`)
  return list
}

/** What an expert types one after another to see the same. */
function rivalScript(): string {
  const domain = 'example-b.test'
  const ask = (name: string, type: string) => `dig +short @${RESOLVER} ${name} ${type}`
  const questions = ['NS', 'SOA', 'MX', 'TXT', 'DS', 'DNSKEY', 'A', 'AAAA', 'CAA'].map((type) =>
    ask(domain, type),
  )
  const names = [
    '_dmarc',
    '_mta-sts',
    '_smtp._tls',
    'default._domainkey',
    'mail._domainkey',
    'default._bimi',
  ].map((label) => ask(`${label}.${domain}`, 'TXT'))
  const hosts = { 'mx1.example-b.test': places.b.v4, 'mail.example-c.test': places.c.v4 }
  const servers = Object.entries(hosts).flatMap(([host, address]) => [
    ...['A', 'AAAA'].map((type) => ask(host, type)),
    ask(`_25._tcp.${host}`, 'TLSA'),
    `dig +short @${RESOLVER} -x ${address}`,
    ...[25, 587].map(
      (port) =>
        `swaks --server ${address}:${port} --tls --from '<>' --to postmaster@${domain} --quit-after RCPT`,
    ),
    `testssl --quiet --color 0 --warnings off --phone-out no --ip ${address} -t smtp -p -S -E -I ${host}:25`,
  ])
  return [`dig +nssearch @${RESOLVER} ${domain}`, ...questions, ...names, ...servers].join('; ')
}

function print(): void {
  for (const { what, measured, bound } of rows) {
    const verdict =
      bound === undefined
        ? ''
        : measured.seconds < bound
          ? `< ${bound} s`
          : `TOO SLOW: ${bound} s are promised`
    process.stdout.write(
      `${what.padEnd(44)} ${measured.seconds.toFixed(1).padStart(7)} s  ${measured.peakMebibytes.toFixed(0).padStart(4)} MiB  ${verdict}\n`,
    )
  }
  if (rows.some(({ measured, bound }) => bound !== undefined && measured.seconds >= bound))
    process.exitCode = 1
}
