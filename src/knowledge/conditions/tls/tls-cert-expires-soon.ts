import { isoTime } from '../../../access/clock.ts'
import { now } from '../../../collect/system/now.ts'
import {
  byCertificate,
  certificatesInUse,
  isForClients,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { servedMarks } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

const day = 86_400_000
/**
 * Renewal begins when a third of the life is left (certbot, acme.sh); of a certificate for 90 days these are 20
 * and 7 days. Certificates for six days are always near their end.
 */
const late = { days: 20, share: 0.22 }
const urgent = { days: 7, share: 0.08 }

/** A certificate in use ends soon and should have been renewed by now. */
export const tlsCertExpiresSoon = condition({
  id: 'tls-cert-expires-soon',
  topic: 'client',
  severity: 'medium',
  needs: { certificates: certificatesInUse, time: now },
  detect: ({ certificates, time }) => {
    if (certificates.status === 'absent' || time.status === 'absent')
      return notApplicable('no certificate here')
    return byCertificate(certificates.value.served).map((group) => judge(group, time.value))
  },
  mistakenFor: [
    {
      condition: 'tls-cert-expired',
      toldApartBy: { en: 'the certificate is still valid', zh: '证书仍然有效' },
    },
  ],
  texts: {
    en: {
      title: 'The certificate for {subject} ends in {days} days, on {until}',
      because:
        '{services} show a certificate that ends on {until}. By now it should have been renewed: when it ends, mail ' +
        'programs refuse to connect.',
      allClear: 'the certificate for {subject} is valid for long enough',
    },
    zh: {
      title: '{subject} 的证书将在 {days} 天后（{until}）到期',
      because: '{services} 出示的证书将于 {until} 到期。此时本应已经续期：到期后邮件客户端会拒绝连接。',
      allClear: '{subject} 的证书有效期足够长',
    },
  },
  fix: [
    {
      do: {
        en: 'See why it was not renewed (certbot shown), then let the services load the new one',
        zh: '查明为何没有续期（以 certbot 为例），然后让服务加载新证书',
      },
      command: 'certbot renew && systemctl reload postfix dovecot',
      risk: 'reload',
    },
  ],
  verify: ['openssl s_client -connect {endpoint} </dev/null 2>/dev/null | openssl x509 -noout -enddate'],
  references: [
    'https://letsencrypt.org/docs/integration-guide/',
    'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
  ],
})

function judge(group: readonly ServedCertificate[], time: number): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const { leaf } = first
  const subject = leaf.names[0] ?? leaf.subject
  const left = leaf.notAfter - time
  const life = leaf.notAfter - leaf.notBefore
  const within = ({ days, share }: typeof late) => left < Math.min(days * day, life * share)
  // One that has ended, and one that nobody trusts, are other findings.
  if (left <= 0 || leaf.selfIssued || !within(late)) return fine(first.evidence, subject)
  const forClients = group.find(isForClients)
  return problem({
    subject,
    confidence: 'certain',
    severity: within(urgent) && forClients !== undefined ? 'medium' : 'low',
    evidence: group.flatMap((one) => one.evidence),
    values: {
      days: Math.floor(left / day),
      until: isoTime(leaf.notAfter).slice(0, 10),
      services: group.map(({ service }) => service.id).join(', '),
      endpoint: (forClients ?? first).evidence[0]?.where ?? '',
    },
    marks: servedMarks(group, []),
  })
}
