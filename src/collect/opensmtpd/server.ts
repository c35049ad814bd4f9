import type { Evidence } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { DkimSigning } from '../filters/signing-key.ts'
import {
  isServedDomain,
  type MailServer,
  type ServedDomain,
  type ServedPort,
  type ServedSmarthost,
} from '../mail/mail-server.ts'
import type { InterfaceAddress } from '../network/addresses.ts'
import type { CertificatePaths } from '../tls/certificate-paths.ts'
import type { OpenSmtpdConfiguration } from './configuration.ts'
import type { OpenSmtpdStatement } from './statements.ts'

const portNames: Readonly<Record<string, number>> = {
  smtp: 25,
  smtps: 465,
  submissions: 465,
  submission: 587,
}

/** OpenSMTPD's configuration in the words that all mail servers share. */
export async function opensmtpdServer(
  world: World,
  { statements, evidence }: OpenSmtpdConfiguration,
  interfaces: readonly InterfaceAddress[],
): Promise<MailServer> {
  const at = isoTime(world.clock.now())
  const cite = (statement: OpenSmtpdStatement): Evidence[] => [
    { kind: 'file', where: `${statement.path}:${statement.line}`, text: statement.words.join(' '), at },
  ]
  const ports = portsOf(statements, interfaces, cite)
  const served = await domainsOf(world, statements, cite)
  const hostName = await hostNameOf(world, statements)
  const relay = statements.find(({ words }) => words[0] === 'action' && words.includes('relay'))
  return {
    program: 'OpenSMTPD',
    hostName,
    heloName: after(relay?.words ?? [], 'helo')?.toLowerCase() ?? hostName,
    heloEvidence: relay === undefined ? evidence : cite(relay),
    domains: served.domains,
    allDomainsListed: served.complete,
    ports,
    certificates: certificatesOf(statements, cite),
    signing: signingOf(statements, cite),
    smarthost: relay === undefined ? undefined : smarthostOf(relay, cite),
    evidence,
  }
}

/** smtpd.conf(5) "listen on interface [family] [options]": port 25, with `smtps` 465, unless told. */
function portsOf(
  statements: readonly OpenSmtpdStatement[],
  interfaces: readonly InterfaceAddress[],
  cite: (statement: OpenSmtpdStatement) => Evidence[],
): ServedPort[] {
  return statements.flatMap((statement): ServedPort[] => {
    const { words } = statement
    if (words[0] !== 'listen' || words[1] !== 'on' || words[2] === undefined || words[2] === 'socket')
      return []
    const implicit = words.includes('smtps')
    const named = after(words, 'port')
    const port = named === undefined ? (implicit ? 465 : 25) : (portNames[named] ?? Number(named))
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return []
    const offersTls = implicit || words.includes('tls') || words.includes('tls-require')
    const addresses = addressesOf(words[2], interfaces)
    if (addresses === undefined) return []
    return [
      { port, addresses, tls: implicit ? 'implicit' : 'starttls', offersTls, evidence: cite(statement) },
    ]
  })
}

/** An address, an interface, a group of them, or `all`; undefined: no telling. Empty: every address. */
function addressesOf(name: string, interfaces: readonly InterfaceAddress[]): string[] | undefined {
  if (name === '0.0.0.0' || name === '::' || name === 'all' || name === 'any') return []
  if (/^[0-9.]+$|:/.test(name)) return [name]
  if (name === 'localhost' || name === 'lo' || name === 'lo0') return ['127.0.0.1', '::1']
  const own = interfaces.filter((one) => one.interface === name && one.scope !== 'link')
  return own.length === 0 ? undefined : own.map(({ address }) => address)
}

async function domainsOf(
  world: World,
  statements: readonly OpenSmtpdStatement[],
  cite: (statement: OpenSmtpdStatement) => Evidence[],
): Promise<{ domains: ServedDomain[]; complete: boolean }> {
  const tables = await tablesOf(world, statements)
  const relays = new Set(
    statements
      .filter(({ words }) => words[0] === 'action' && words.includes('relay'))
      .map(({ words }) => words[1]),
  )
  const domains: ServedDomain[] = []
  let complete = true
  for (const statement of statements) {
    const { words } = statement
    // `match auth from any for domain …` and the like are about who sends; those with `reject` take nothing.
    const from = words.indexOf('domain', words.indexOf('for'))
    if (words[0] !== 'match' || from < 0 || words[from - 1] !== 'for' || words.includes('reject')) continue
    const names = listedAfter(words, from + 1, tables)
    if (names === undefined) complete = false
    const kind = relays.has(after(words, 'action')) ? 'relay' : 'local'
    for (const name of (names ?? []).map((one) => one.toLowerCase()).filter(isServedDomain))
      domains.push({
        domain: name,
        class: kind,
        onlyFromHere: !fromAnywhere(words),
        evidence: cite(statement),
      })
  }
  return { domains, complete }
}

/** `from any`, `from src <table>`; without `from` it is `from local` (smtpd.conf(5) "match"). */
function fromAnywhere(words: readonly string[]): boolean {
  const from = after(words, 'from')
  return from !== undefined && from !== 'local'
}

/** `example.org`, `{ a.org, b.org }` or `<table>`. */
function listedAfter(
  words: readonly string[],
  at: number,
  tables: ReadonlyMap<string, readonly string[] | undefined>,
): readonly string[] | undefined {
  const first = words[at] ?? ''
  const table = /^<(.+)>$/.exec(first)?.[1]
  if (table !== undefined) return tables.get(table)
  if (first !== '{') return [first]
  const end = words.indexOf('}', at)
  return words.slice(at + 1, end < 0 ? words.length : end).filter((word) => word !== ',')
}

/** `table name { a, b }`, `table name file:/path`; undefined: a database, or unreadable. */
async function tablesOf(
  world: World,
  statements: readonly OpenSmtpdStatement[],
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const tables = new Map<string, readonly string[] | undefined>()
  for (const { words } of statements) {
    const [keyword, name, source] = words
    if (keyword !== 'table' || name === undefined || source === undefined) continue
    const path = /^(?:file:)?(\/\S+)$/.exec(source)?.[1]
    tables.set(name, source === '{' ? listedAfter(words, 2, new Map()) : await keysIn(world, path))
  }
  return tables
}

async function keysIn(world: World, path: string | undefined): Promise<string[] | undefined> {
  if (path === undefined) return undefined
  const file = await world.host.readFile(path)
  if (file.status !== 'known') return undefined
  return new TextDecoder()
    .decode(file.value)
    .split('\n')
    .flatMap((line) => /^\s*([^\s#:]{1,253})/.exec(line)?.[1] ?? [])
}

function certificatesOf(
  statements: readonly OpenSmtpdStatement[],
  cite: (statement: OpenSmtpdStatement) => Evidence[],
): CertificatePaths[] {
  const used = new Set(
    statements.flatMap(({ words }) => (words[0] === 'listen' ? (after(words, 'pki') ?? []) : [])),
  )
  const keys = new Map(
    statements.flatMap(({ words }) =>
      words[0] === 'pki' && words[2] === 'key' && words[1] !== undefined && words[3] !== undefined
        ? [[words[1], words[3]] as const]
        : [],
    ),
  )
  return statements.flatMap((statement): CertificatePaths[] => {
    const [keyword, name = '', kind, certificatePath] = statement.words
    const keyPath = keys.get(name)
    if (keyword !== 'pki' || kind !== 'cert' || certificatePath === undefined || keyPath === undefined)
      return []
    if (used.size > 0 && !used.has(name)) return []
    return [{ program: 'OpenSMTPD', certificatePath, keyPath, forNames: [], evidence: cite(statement) }]
  })
}

/** `filter "x" proc-exec "filter-dkimsign -d example.org -s selector -k /path/key"` */
function signingOf(
  statements: readonly OpenSmtpdStatement[],
  cite: (statement: OpenSmtpdStatement) => Evidence[],
): DkimSigning[] {
  return statements.flatMap((statement) => {
    const command = after(statement.words, 'proc-exec')?.split(/\s+/) ?? []
    if (statement.words[0] !== 'filter' || !/(?:^|\/)filter-dkimsign$/.test(command[0] ?? '')) return []
    const [selector, keyPath] = [after(command, '-s'), after(command, '-k')]
    if (selector === undefined || keyPath === undefined) return []
    const domains = command.flatMap((word, index) =>
      command[index - 1] === '-d' ? [word.toLowerCase()] : [],
    )
    return domains.map((domain) => ({ domain, selector, keyPath, evidence: cite(statement) }))
  })
}

/** `relay host "smtp+tls://label@smtp.example.net:587"` */
function smarthostOf(
  relay: OpenSmtpdStatement,
  cite: (statement: OpenSmtpdStatement) => Evidence[],
): ServedSmarthost | undefined {
  const match =
    /^(?:([a-z+]+):\/\/)?(?:[^@/]{1,128}@)?(\[[0-9a-f:.]+\]|[A-Za-z0-9.-]{1,253})(?::(\d{1,5}))?$/i.exec(
      after(relay.words, 'host') ?? '',
    )
  if (match?.[2] === undefined) return undefined
  const usual = match[1] === 'smtps' ? 465 : 25
  return {
    host: match[2].replace(/^\[|\]$/g, '').toLowerCase(),
    port: Number(match[3] ?? usual),
    evidence: cite(relay),
  }
}

/** The `hostname` of the port for everybody; else what /etc/mailname (Debian, smtpd.conf(5)) or the host says. */
async function hostNameOf(
  world: World,
  statements: readonly OpenSmtpdStatement[],
): Promise<string | undefined> {
  const told = statements.flatMap(({ words }) =>
    words[0] === 'listen' ? (after(words, 'hostname') ?? []) : [],
  )
  if (told[0] !== undefined) return told[0].toLowerCase()
  const file = await world.host.readFile('/etc/mailname')
  if (file.status !== 'known') return undefined
  const name = new TextDecoder().decode(file.value).trim().toLowerCase()
  return isServedDomain(name) ? name : undefined
}

function after(words: readonly string[], keyword: string): string | undefined {
  const at = words.indexOf(keyword)
  return at < 0 ? undefined : words[at + 1]
}
