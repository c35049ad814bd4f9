import { unknown } from '../../src/access/answer.ts'
import type { CertificateSeen, DialogueSeen, TlsSeen } from '../../src/access/net/net.ts'
import type { ConfiguredService } from '../../src/collect/services/configured-services.ts'
import type { ServiceProbe } from '../../src/collect/services/probes.ts'
import type { ServedCertificate } from '../../src/collect/tls/certificates-in-use.ts'
import type { ConfiguredCertificate } from '../../src/collect/tls/configured-certificates.ts'
import type { TlsFailureGroup } from '../../src/logs/mail-log.ts'
import { known, seen, testNow } from './test-condition.ts'
import { lately } from './written-log.ts'

export const day = 86_400_000

/** A certificate of Let's Encrypt for mail.example.org, 20 days old, good for 70 more. */
export function certificate(parts: Partial<CertificateSeen> = {}): CertificateSeen {
  return {
    subject: 'CN=mail.example.org',
    issuer: "C=US, O=Let's Encrypt, CN=R11",
    serialNumber: '01',
    names: ['mail.example.org'],
    notBefore: testNow - 20 * day,
    notAfter: testNow + 70 * day,
    fingerprint: 'aa'.repeat(32),
    spkiFingerprint: 'bb'.repeat(32),
    keyType: 'ec',
    keyBits: 256,
    selfIssued: false,
    issuerUrl: 'http://r11.i.lencr.org/',
    certificateAuthority: false,
    ...parts,
  }
}

export const intermediate = certificate({
  subject: "C=US, O=Let's Encrypt, CN=R11",
  issuer: 'C=US, O=Internet Security Research Group, CN=ISRG Root X1',
  names: [],
  notAfter: testNow + 500 * day,
  fingerprint: 'cc'.repeat(32),
  certificateAuthority: true,
})

/** Debian's ssl-cert package made it: issuer and subject are the host's name. */
export const snakeoil = certificate({
  subject: 'CN=mail',
  issuer: 'CN=mail',
  names: ['mail'],
  notAfter: testNow + 3_000 * day,
  fingerprint: 'dd'.repeat(32),
  keyType: 'rsa',
  keyBits: 2048,
  selfIssued: true,
})

export function service(port: number, parts: Partial<ConfiguredService> = {}): ConfiguredService {
  const postfix = [25, 465, 587].includes(port)
  const name = names.get(port) ?? 'other'
  return {
    id: `${port}/${name}`,
    port,
    name,
    protocol: postfix ? 'smtp' : 'imap',
    tls: [465, 993, 995].includes(port) ? 'implicit' : 'starttls',
    offersTls: true,
    program: postfix ? 'Postfix' : 'Dovecot',
    addresses: [],
    behindProxy: false,
    evidence: [{ ...seen, text: `${name} inet n - y - - smtpd` }],
    ...parts,
  }
}

const names = new Map([
  [25, 'smtp'],
  [465, 'submissions'],
  [587, 'submission'],
  [143, 'imap'],
  [993, 'imaps'],
])

/** Files of a program, with what lies in them. */
export function configured(
  leaf: CertificateSeen | undefined,
  parts: Partial<ConfiguredCertificate> = {},
): ConfiguredCertificate {
  const status = {
    type: 'file',
    mode: 0o600,
    uid: 0,
    gid: 0,
    sizeBytes: 1,
    modifiedAt: testNow - 20 * day,
    inode: 1,
  } as const
  return {
    program: 'Postfix',
    certificatePath: '/etc/letsencrypt/live/mail.example.org/fullchain.pem',
    keyPath: '/etc/letsencrypt/live/mail.example.org/privkey.pem',
    forNames: [],
    evidence: [seen],
    certificates: leaf === undefined ? { status: 'absent', evidence: [] } : known([leaf, intermediate], seen),
    file: known(status, seen),
    key: unknown('not-recorded', ''),
    keyFile: known(status, seen),
    ...parts,
  }
}

export function served(
  port: number,
  leaf: CertificateSeen,
  files: readonly ConfiguredCertificate[] = [],
  tls: Partial<TlsSeen> = {},
): ServedCertificate {
  return {
    service: service(port),
    leaf,
    tls: {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      chain: [leaf, intermediate],
      verified: true,
      nameMatches: true,
      ...tls,
    },
    configured: files,
    evidence: [{ ...seen, kind: 'tls', where: `127.0.0.1:${port}` }],
  }
}

export function inUse(
  certificates: readonly ServedCertificate[],
  files: readonly ConfiguredCertificate[] = [],
) {
  const all = [...new Set([...files, ...certificates.flatMap((one) => one.configured)])]
  return known({ served: certificates, configured: all })
}

export function probe(port: number, dialogue: Partial<DialogueSeen>, parts: Partial<ConfiguredService> = {}) {
  const value: DialogueSeen = { end: 'completed', transcript: [], capabilities: [], replies: [], ...dialogue }
  return {
    service: service(port, parts),
    address: '127.0.0.1',
    dialogue: known(value, seen),
  } satisfies ServiceProbe
}

export function tlsFailure(
  kind: TlsFailureGroup['kind'],
  parts: Partial<TlsFailureGroup> = {},
): TlsFailureGroup {
  const line = { ...seen, kind: 'log', where: '/var/log/mail.log:7', text: `TLS: ${kind}` } as const
  return {
    count: 3,
    firstAt: lately - 2 * 3_600_000,
    lastAt: lately,
    example: line,
    lastExample: line,
    program: 'dovecot',
    service: 'imap-login',
    kind,
    clients: [],
    ...parts,
  }
}
