import type { CertificateSeen } from '../../../access/net/net.ts'
import {
  byCertificate,
  certificatesInUse,
  isForClients,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { servedMarks } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** What OpenSSL 3 refuses at the security level of current systems (SSL_CTX_set_security_level(3)). */
const leastRsaBits = 2048
const leastCurveBits = 224

/** A certificate as it is shown has a short key or is signed with SHA-1 or MD5: new programs refuse it. */
export const tlsCertAlgorithmWeak = condition({
  id: 'tls-cert-algorithm-weak',
  topic: 'security',
  severity: 'medium',
  needs: { certificates: certificatesInUse },
  detect: ({ certificates }) =>
    certificates.status === 'absent'
      ? notApplicable('no certificate here')
      : byCertificate(certificates.value.served).map(judge),
  texts: {
    en: {
      title: 'The certificate for {subject} is weak: {weakness}',
      because:
        '{services} show a certificate with {weakness}. OpenSSL 3 and current mail programs refuse such certificates.',
      allClear: 'key and signature of the certificate for {subject} are strong enough',
    },
    zh: {
      title: '{subject} 的证书太弱：{weakness}',
      because: '{services} 出示的证书为 {weakness}。OpenSSL 3 和现今的邮件客户端会拒绝这种证书。',
      allClear: '{subject} 的证书的密钥与签名强度足够',
    },
  },
  fix: [
    {
      do: {
        en: 'Get a certificate for a new key (2048 bits RSA or P-256), then reload',
        zh: '用新密钥（RSA 2048 位或 P-256）重新申请证书，然后重新加载',
      },
      command: 'certbot renew --force-renewal --key-type ecdsa && systemctl reload postfix dovecot',
      risk: 'reload',
    },
  ],
  verify: [
    'openssl s_client -connect {endpoint} </dev/null 2>/dev/null | openssl x509 -noout -text | grep -E "Public-Key|Signature Algorithm"',
  ],
  references: [
    'https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/',
    'https://www.rfc-editor.org/rfc/rfc9155',
  ],
})

function judge(group: readonly ServedCertificate[]): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const subject = first.leaf.names[0] ?? first.leaf.subject
  const weakness = weaknessOf(first.leaf)
  if (weakness === undefined) return fine(first.evidence, subject)
  return problem({
    subject,
    confidence: 'certain',
    severity: group.some(isForClients) ? 'medium' : 'low',
    evidence: group.flatMap(({ evidence }) => evidence),
    values: {
      weakness,
      services: group.map(({ service }) => service.id).join(', '),
      endpoint: first.evidence[0]?.where ?? '',
    },
    marks: servedMarks(group, []),
  })
}

function weaknessOf({
  keyType,
  keyBits,
  signatureAlgorithm = '',
  selfIssued,
}: CertificateSeen): string | undefined {
  if (keyType === 'rsa' && keyBits !== undefined && keyBits < leastRsaBits) return `RSA, ${keyBits} bits`
  if (keyType === 'ec' && keyBits !== undefined && keyBits < leastCurveBits)
    return `a curve of ${keyBits} bits`
  // Nobody checks a signature that a certificate makes over itself.
  return !selfIssued && /md5|sha1(?!\d)/i.test(signatureAlgorithm) ? signatureAlgorithm : undefined
}
