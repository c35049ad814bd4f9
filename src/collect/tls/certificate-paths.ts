import type { Evidence } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { type DovecotConfiguration, settingEvidence } from '../dovecot/configuration.ts'
import type { DovecotSection } from '../dovecot/sections.ts'
import { settingOf } from '../dovecot/settings.ts'
import type { PostfixConfiguration } from '../postfix/configuration.ts'
import { activeServices, type PostfixService } from '../postfix/services.ts'
import type { TableEntry } from '../postfix/table-references.ts'

/** A pair of files that a program is told to use. */
export interface CertificatePaths {
  readonly program: 'Postfix' | 'Dovecot' | 'Exim' | 'OpenSMTPD'
  readonly certificatePath: string
  readonly keyPath: string
  /** Server names (SNI) for which it is meant, lower case; empty: for all that have none of their own. */
  readonly forNames: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** postconf(5): chain files win over the older pairs; overrides in master.cf are services of their own. */
export function postfixCertificates(
  postfix: PostfixConfiguration,
  services: readonly PostfixService[],
): CertificatePaths[] {
  const servers = activeServices(services).filter(({ command }) => command === 'smtpd')
  const readers = [
    (name: string) => postfix.value(name),
    ...servers.map((service) => (name: string) => postfix.valueIn(service, name)),
  ]
  return distinct(readers.filter(speaksTls).flatMap((value) => postfixPairs(value, postfix)))
}

type ReadValue = (name: string) => string | undefined

/** Files that nobody opens may be missing or old as they like. */
function speaksTls(value: ReadValue): boolean {
  const level = value('smtpd_tls_security_level') ?? ''
  const older = ['smtpd_use_tls', 'smtpd_enforce_tls', 'smtpd_tls_wrappermode']
  return (level !== '' && level !== 'none') || older.some((name) => value(name) === 'yes')
}

function postfixPairs(value: ReadValue, postfix: PostfixConfiguration): CertificatePaths[] {
  const chain = files(value('smtpd_tls_chain_files') ?? '')
  if (chain.length > 0) return chainPairs(chain, [], postfix.evidence('smtpd_tls_chain_files'))
  return (['', 'ec', 'd'] as const).flatMap((kind) => {
    const parameter = `smtpd_tls_${kind}cert_file`
    const [certificatePath] = files(value(parameter) ?? '')
    if (certificatePath === undefined) return []
    const keyPath = files(value(`smtpd_tls_${kind}key_file`) ?? '')[0] ?? certificatePath
    const evidence = postfix.evidence(parameter)
    return [{ program: 'Postfix', certificatePath, keyPath, forNames: [], evidence }] as const
  })
}

/** tls_server_sni_maps: a name (or `.domain`), then its chain files. */
export function sniCertificates(
  entries: readonly TableEntry[],
  path: string,
  at: string,
): CertificatePaths[] {
  return entries.flatMap(({ key, value, line }) => {
    const text = `${key} ${value}`
    return chainPairs(files(value), [key], [{ kind: 'file', where: `${path}:${line}`, text, at }])
  })
}

/** Each file may hold a key and its certificates, or a key whose certificates follow in the next file. */
function chainPairs(
  chain: readonly string[],
  forNames: readonly string[],
  evidence: readonly Evidence[],
): CertificatePaths[] {
  return chain.map((certificatePath, index) => {
    const keyPath = chain[index - 1] ?? certificatePath
    return { program: 'Postfix', certificatePath, keyPath, forNames, evidence }
  })
}

function files(text: string): string[] {
  return text.split(/[\s,]+/).filter((path) => path.startsWith('/'))
}

const dovecotPairs = [
  ['ssl_server_cert_file', 'ssl_server_key_file'],
  ['ssl_server_alt_cert_file', 'ssl_server_alt_key_file'],
  ['ssl_cert', 'ssl_key'],
  ['ssl_alt_cert', 'ssl_alt_key'],
] as const

/** Sections whose settings count for some connections only. */
const filters = new Set(['local_name', 'local', 'remote', 'protocol'])
const deepest = 4

/** 2.3: `ssl_cert = </path`; 2.4: `ssl_server_cert_file = /path`. Unused where `ssl = no`. */
export function dovecotCertificates(dovecot: DovecotConfiguration, now: number): CertificatePaths[] {
  if (dovecot.value('ssl') === 'no') return []
  return distinct(sectionPairs(dovecot.root, [], isoTime(now), 0))
}

function sectionPairs(
  section: DovecotSection,
  forNames: readonly string[],
  at: string,
  depth: number,
): CertificatePaths[] {
  const own = dovecotPairs.flatMap(([certificate, key]) => {
    const setting = settingOf(section, certificate)
    const [certificatePath, keyPath] = [fileOf(setting?.value), fileOf(settingOf(section, key)?.value)]
    if (setting === undefined || certificatePath === undefined) return []
    const evidence = [settingEvidence(setting, at)]
    // A certificate of a section may go with the key of all: then nothing is known of the pair.
    return keyPath === undefined
      ? []
      : [{ program: 'Dovecot', certificatePath, keyPath, forNames, evidence } as const]
  })
  if (depth >= deepest) return own
  const inner = section.sections.filter(({ name }) => filters.has(name))
  return [...own, ...inner.flatMap((one) => sectionPairs(one, namesOf(one, forNames), at, depth + 1))]
}

/** `local_name "imap.example.org mail.example.org" { … }`; by address, it may be any name. */
function namesOf({ name, argument }: DovecotSection, outer: readonly string[]): readonly string[] {
  return name === 'local_name' ? argument.toLowerCase().split(/\s+/).filter(Boolean) : outer
}

function fileOf(value: string | undefined): string | undefined {
  const path = value?.replace(/^</, '').trim()
  return path?.startsWith('/') ? path : undefined
}

function distinct(pairs: readonly CertificatePaths[]): CertificatePaths[] {
  const byFiles = new Map(
    pairs.map((pair) => [`${pair.certificatePath} ${pair.keyPath} ${pair.forNames.join()}`, pair]),
  )
  return [...byFiles.values()]
}
