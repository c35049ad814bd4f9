import { absent, known } from '../../access/answer.ts'
import type { FileStatus, PublicKey } from '../../access/host/host.ts'
import type { CertificateSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { dovecotConfiguration } from '../dovecot/configuration.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import { postfixServices } from '../postfix/services.ts'
import { type CertificatePaths, dovecotCertificates, postfixCertificates } from './certificate-paths.ts'
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

export const configuredCertificates = fact({
  id: 'tls.configured-certificates',
  privilege: 'root',
  summary:
    'Certificate and key files of Postfix and Dovecot: what lies on disk, and whether the key belongs to it.',
  optional: { postfix: postfixConfiguration, services: postfixServices, dovecot: dovecotConfiguration },
  async collect(world, { postfix, services, dovecot }): Promise<Fact<readonly ConfiguredCertificate[]>> {
    if (postfix.status === 'unknown') return postfix
    if (dovecot.status === 'unknown') return dovecot
    const active = services.status === 'known' ? services.value : []
    const paths = [
      ...(postfix.status === 'known' ? postfixCertificates(postfix.value, active) : []),
      ...(dovecot.status === 'known' ? dovecotCertificates(dovecot.value) : []),
    ]
    const found = await Promise.all(paths.map((one) => look(world, one)))
    return found.length === 0 ? absent() : known(found)
  },
})

async function look(world: World, configured: CertificatePaths): Promise<ConfiguredCertificate> {
  const paths = await withoutForeignKey(world, configured)
  const { certificatePath, keyPath } = paths
  const [certificates, file, key, keyFile] = await Promise.all([
    readCertificates(world, certificatePath),
    world.host.status(certificatePath),
    world.host.readPublicKey(keyPath),
    world.host.status(keyPath),
  ])
  return { ...paths, certificates, file, key, keyFile }
}

/** smtpd_tls_chain_files may name several files that hold key and certificate each: they pair with themselves. */
async function withoutForeignKey(world: World, paths: CertificatePaths): Promise<CertificatePaths> {
  const { certificatePath, keyPath } = paths
  if (certificatePath === keyPath) return paths
  const inKeyFile = await readCertificates(world, keyPath)
  return inKeyFile.status === 'known' ? { ...paths, certificatePath: keyPath } : paths
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
