import { absent, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { FileStatus, PublicKey } from '../../access/host/host.ts'
import type { CertificateSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { type Fact, fact } from '../fact.ts'
import { otherMailServers } from '../mail/other-mail-servers.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { postfixServices } from '../postfix/services.ts'
import { indexedTypes, tableReference } from '../postfix/table-references.ts'
import { parseTable } from '../postfix/table-text.ts'
import {
  type CertificatePaths,
  dovecotCertificates,
  postfixCertificates,
  sniCertificates,
} from './certificate-paths.ts'
import { parsePemCertificates } from './pem-certificates.ts'

/** A certificate that a program is configured to show, as it lies on disk, and its key. */
export interface ConfiguredCertificate extends CertificatePaths {
  /** The leaf first, as in the file; absent: no such file, or no certificate in it. */
  readonly certificates: Fact<readonly CertificateSeen[]>
  readonly file: Fact<FileStatus>
  readonly key: Fact<PublicKey>
  readonly keyFile: Fact<FileStatus>
}

const fileLimitBytes = 1 << 20
/** Hosts of many customers have a certificate for each: the first of them tell enough. */
const mostCertificates = 200

export const configuredCertificates = fact({
  id: 'tls.configured-certificates',
  privilege: 'root',
  summary:
    'Certificate and key files of the mail servers and Dovecot: what lies on disk, and whether the key belongs to it.',
  optional: {
    postfix: postfixConfiguration,
    services: postfixServices,
    dovecot: dovecotConfiguration,
    servers: otherMailServers,
  },
  async collect(
    world,
    { postfix, services, dovecot, servers },
  ): Promise<Fact<readonly ConfiguredCertificate[]>> {
    if (postfix.status === 'unknown' && dovecot.status !== 'known') return postfix
    if (dovecot.status === 'unknown' && postfix.status !== 'known') return dovecot
    const active = services.status === 'known' ? services.value : []
    const maps = postfix.status === 'known' ? postfix.value.value('tls_server_sni_maps') : undefined
    const paths = [
      ...(postfix.status === 'known' ? postfixCertificates(postfix.value, active) : []),
      ...(await sniPaths(world, maps ?? '')),
      ...(servers.status === 'known' ? servers.value.flatMap(({ certificates }) => certificates) : []),
      ...(dovecot.status === 'known' ? dovecotCertificates(dovecot.value, world.clock.now()) : []),
    ]
    const found = await Promise.all(paths.slice(0, mostCertificates).map((one) => look(world, one)))
    const pairs = found.flat()
    return pairs.length === 0 ? absent() : known(pairs)
  },
})

async function sniPaths(world: World, maps: string): Promise<CertificatePaths[]> {
  const tables = maps
    .split(/[\s,]+/)
    .flatMap((text) => tableReference(text) ?? [])
    .filter(({ type }) => type === 'texthash' || indexedTypes.has(type))
  const at = isoTime(world.clock.now())
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const file = await world.host.readFile(name, fileLimitBytes)
      if (file.status !== 'known') return []
      return sniCertificates(parseTable(new TextDecoder().decode(file.value)), name, at)
    }),
  )
  return found.flat()
}

/** Nothing for a file of a chain that only holds the key of the next one. */
async function look(world: World, configured: CertificatePaths): Promise<ConfiguredCertificate[]> {
  const { certificatePath } = configured
  const [certificates, file, own] = await Promise.all([
    readCertificates(world, certificatePath),
    world.host.status(certificatePath),
    world.host.readPublicKey(certificatePath),
  ])
  if (certificates.status === 'absent' && own.status === 'known' && configured.keyPath === certificatePath)
    return []
  // Whatever the configuration calls its key file: a key beside the certificate in a chain file is its own.
  const keyPath = own.status === 'known' ? certificatePath : configured.keyPath
  const [key, keyFile] =
    keyPath === certificatePath
      ? [own, file]
      : await Promise.all([world.host.readPublicKey(keyPath), world.host.status(keyPath)])
  return [{ ...configured, keyPath, certificates, file, key, keyFile }]
}

async function readCertificates(world: World, path: string): Promise<Fact<readonly CertificateSeen[]>> {
  const file = await world.host.readFile(path, fileLimitBytes)
  if (file.status !== 'known') return file
  const certificates = parsePemCertificates(new TextDecoder().decode(file.value))
  const [leaf] = certificates
  if (leaf === undefined) return absent(...file.evidence)
  return known(certificates, ...file.evidence.map((one) => ({ ...one, text: certificateLine(leaf) })))
}

/** `mail.example.org, issued by R3, valid until 2026-12-01`. */
export function certificateLine({ names, issuer, notAfter, serialNumber }: CertificateSeen): string {
  const until = Number.isNaN(notAfter) ? 'an unreadable date' : new Date(notAfter).toISOString().slice(0, 10)
  return `${names.join(' ')}; issuer ${issuer}; valid until ${until}; serial ${serialNumber}`
}
