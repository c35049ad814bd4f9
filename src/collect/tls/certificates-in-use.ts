import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { CertificateSeen, TlsSeen } from '../../access/net/net.ts'
import { type Fact, fact } from '../fact.ts'
import type { ConfiguredService } from '../services/configured-services.ts'
import { serviceProbes } from '../services/probes.ts'
import {
  type ConfiguredCertificate,
  certificateLine,
  configuredCertificates,
} from './configured-certificates.ts'

/** A certificate as one service showed it. */
export interface ServedCertificate {
  readonly service: ConfiguredService
  readonly leaf: CertificateSeen
  readonly tls: TlsSeen
  /** The files that the program is configured with; none: not known. */
  readonly configured: readonly ConfiguredCertificate[]
  readonly evidence: readonly Evidence[]
}

export interface CertificatesInUse {
  readonly served: readonly ServedCertificate[]
  readonly configured: readonly ConfiguredCertificate[]
}

export const certificatesInUse = fact({
  id: 'tls.certificates-in-use',
  fromOutside: 'same',
  summary: 'Certificates as each service shows them, beside the files that its program is configured with.',
  optional: { probes: serviceProbes, files: configuredCertificates },
  collect(world, { probes, files }): Fact<CertificatesInUse> {
    if (probes.status === 'unknown' && files.status !== 'known') return probes
    const configured = files.status === 'known' ? files.value : []
    const at = isoTime(world.clock.now())
    const served = (probes.status === 'known' ? probes.value : []).flatMap(
      ({ service, address, dialogue }) => {
        const tls = dialogue.status === 'known' ? dialogue.value.tls : undefined
        const leaf = tls?.chain[0]
        if (tls === undefined || leaf === undefined) return []
        const where = `${address.includes(':') ? `[${address}]` : address}:${service.port}`
        const verified = tls.verified ? 'verified' : `not verified: ${tls.verifyError ?? ''}`
        const text = `${certificateLine(leaf)}; ${tls.chain.length} sent; ${verified}`
        const evidence: Evidence = { kind: 'tls', where, text, at }
        const own = configured.filter(({ program }) => program === service.program)
        return [{ service, leaf, tls, configured: own, evidence: [evidence] }]
      },
    )
    return served.length + configured.length === 0 ? absent() : known({ served, configured })
  },
})

/** Each certificate once, with all that show it. */
export function byCertificate(served: readonly ServedCertificate[]): ServedCertificate[][] {
  return [...Map.groupBy(served, ({ leaf }) => leaf.fingerprint).values()]
}

const loopback = /^127\.|^::1$/

/** What people configure in their mail programs: not port 25, LMTP, nor what only this host itself uses. */
export function isForClients({ service }: Pick<ServedCertificate, 'service'>): boolean {
  const { port, protocol, addresses } = service
  const onlyHere = addresses.length > 0 && addresses.every((address) => loopback.test(address))
  return port !== 25 && protocol !== 'lmtp' && !onlyHere
}

/** Files of the program that hold this very certificate. */
export function filesOf({ leaf, configured }: ServedCertificate): ConfiguredCertificate[] {
  return configured.filter((one) => leafOnDisk(one)?.fingerprint === leaf.fingerprint)
}

export function leafOnDisk({ certificates }: ConfiguredCertificate): CertificateSeen | undefined {
  return certificates.status === 'known' ? certificates.value[0] : undefined
}

/** Each certificate once for each program that shows it. */
export function byProgramAndCertificate(served: readonly ServedCertificate[]): ServedCertificate[][] {
  return [...Map.groupBy(served, ({ leaf, service }) => `${service.program} ${leaf.fingerprint}`).values()]
}

/** Configured certificates that no dialogue showed: nothing runs, or they are for another server name. */
export function notServed({ served, configured }: CertificatesInUse): ConfiguredCertificate[] {
  const shown = new Set(served.map(({ leaf }) => leaf.fingerprint))
  const heard = new Set(served.map(({ service }) => service.program))
  return configured.filter((one) => {
    const leaf = leafOnDisk(one)
    if (leaf === undefined || shown.has(leaf.fingerprint)) return false
    return one.forNames.length > 0 || !heard.has(one.program)
  })
}

/** A name as a client gives it, against one of a certificate: `*` stands for one whole label (RFC 6125 §6.4.3). */
export function coversName(certificateName: string, name: string): boolean {
  if (!certificateName.startsWith('*.')) return certificateName === name
  const dot = name.indexOf('.')
  return dot > 0 && name.slice(dot) === certificateName.slice(1)
}
