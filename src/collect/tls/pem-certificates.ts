import { X509Certificate } from 'node:crypto'
import type { CertificateSeen } from '../../access/net/net.ts'
import { describeCertificate } from '../../access/net/tls/certificate.ts'

const mostCertificates = 20
const block =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[A-Za-z0-9+/=\s]{1,65536}?-----END (?:TRUSTED )?CERTIFICATE-----/g

/** The certificates of a PEM file (RFC 7468 §5) in their order. What is no certificate is passed over. */
export function parsePemCertificates(text: string): readonly CertificateSeen[] {
  const blocks = (text.match(block) ?? []).slice(0, mostCertificates)
  return blocks.flatMap((pem) => {
    try {
      return [describeCertificate(new X509Certificate(pem))]
    } catch {
      return []
    }
  })
}
