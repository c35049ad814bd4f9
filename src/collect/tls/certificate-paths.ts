import type { Evidence } from '../../access/answer.ts'
import type { DovecotConfiguration } from '../dovecot/configuration.ts'
import type { PostfixConfiguration } from '../postfix/configuration.ts'
import { activeServices, type PostfixService } from '../postfix/services.ts'

/** A pair of files that a program is told to use. */
export interface CertificatePaths {
  readonly program: 'Postfix' | 'Dovecot'
  readonly certificatePath: string
  readonly keyPath: string
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
  return distinct(readers.flatMap((value) => postfixPairs(value, postfix)))
}

type ReadValue = (name: string) => string | undefined

function postfixPairs(value: ReadValue, postfix: PostfixConfiguration): CertificatePaths[] {
  const list = (name: string) => (value(name) ?? '').split(/[\s,]+/).filter((path) => path.startsWith('/'))
  const chain = list('smtpd_tls_chain_files')
  if (chain.length > 0) {
    const evidence = postfix.evidence('smtpd_tls_chain_files')
    // Key and certificates in one file, or the key file first, then the file with its certificates.
    const [keyPath = '', certificatePath = keyPath] = chain
    return [{ program: 'Postfix', certificatePath, keyPath, evidence }]
  }
  return (['', 'ec', 'd'] as const).flatMap((kind) => {
    const [certificatePath] = list(`smtpd_tls_${kind}cert_file`)
    if (certificatePath === undefined) return []
    const keyPath = list(`smtpd_tls_${kind}key_file`)[0] ?? certificatePath
    return [
      {
        program: 'Postfix',
        certificatePath,
        keyPath,
        evidence: postfix.evidence(`smtpd_tls_${kind}cert_file`),
      },
    ]
  })
}

/** 2.3: `ssl_cert = </path`; 2.4: `ssl_server_cert_file = /path`. Unused where `ssl = no`. */
export function dovecotCertificates(dovecot: DovecotConfiguration): CertificatePaths[] {
  if (dovecot.value('ssl') === 'no') return []
  const path = (name: string) => dovecot.value(name)?.replace(/^</, '').trim()
  const pairs = [
    ['ssl_server_cert_file', 'ssl_server_key_file'],
    ['ssl_cert', 'ssl_key'],
  ] as const
  return pairs.flatMap(([certificate, key]) => {
    const [certificatePath, keyPath] = [path(certificate), path(key)]
    if (!certificatePath?.startsWith('/') || !keyPath?.startsWith('/')) return []
    return [
      { program: 'Dovecot', certificatePath, keyPath, evidence: dovecot.evidence(certificate) },
    ] as const
  })
}

function distinct(pairs: readonly CertificatePaths[]): CertificatePaths[] {
  const byFiles = new Map(pairs.map((pair) => [`${pair.certificatePath} ${pair.keyPath}`, pair]))
  return [...byFiles.values()]
}
