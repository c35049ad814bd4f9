import { isoTime } from '../../../access/clock.ts'
import { now } from '../../../collect/system/now.ts'
import {
  byCertificate,
  certificatesInUse,
  filesOf,
  isForClients,
  leafOnDisk,
  marksOf,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** RFC 5280 §4.1.2.5: a certificate is not valid after notAfter. Renewal failed, or nobody renewed it. */
export const tlsCertExpired = condition({
  id: 'tls-cert-expired',
  topic: 'client',
  severity: 'critical',
  needs: { certificates: certificatesInUse, time: now },
  detect: ({ certificates, time }) => {
    if (certificates.status === 'absent' || time.status === 'absent')
      return notApplicable('no certificate here')
    const groups = byCertificate(certificates.value.served)
    return groups.map((group) => judge(group, time.value))
  },
  explains: [{ condition: 'logins-failing' }, { condition: 'service-tls-failing' }],
  mistakenFor: [
    {
      condition: 'tls-cert-renewed-not-reloaded',
      toldApartBy: {
        en: 'the certificate in the file on disk has expired as well: it was not renewed',
        zh: '磁盘上的证书文件同样已过期：并没有续期',
      },
    },
  ],
  texts: {
    en: {
      title: 'The TLS certificate for {subject} expired on {until}',
      because:
        'The certificate that {services} show expired {days} days ago, and the file {path} on disk is the same. ' +
        'Mail programs refuse to connect or warn their users; servers that demand a valid certificate stop delivering.',
      allClear: 'the certificate for {subject} has not expired',
    },
    zh: {
      title: '{subject} 的 TLS 证书已于 {until} 过期',
      because:
        '{services} 出示的证书已过期 {days} 天，磁盘上的文件 {path} 也是同一张。邮件客户端会拒绝连接或发出警告；要求有效证书的服务器会停止投递。',
      allClear: '{subject} 的证书未过期',
    },
  },
  fix: [
    {
      do: {
        en: 'Renew it (certbot shown; use the tool that made it) and see why it was not renewed',
        zh: '续期证书（以 certbot 为例，请使用当初签发的工具），并查明未自动续期的原因',
      },
      command: 'certbot renew --force-renewal',
      risk: 'none',
    },
    {
      do: { en: 'Let the services load it', zh: '让服务加载新证书' },
      command: 'systemctl reload postfix dovecot',
      risk: 'reload',
    },
  ],
  verify: ['openssl s_client -connect {endpoint} </dev/null 2>/dev/null | openssl x509 -noout -enddate'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5',
    'https://www.postfix.org/TLS_README.html',
  ],
})

function judge(group: readonly ServedCertificate[], time: number): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const { leaf, evidence } = first
  const subject = leaf.names[0] ?? leaf.subject
  const renewed = first.configured.some((file) => (leafOnDisk(file)?.notAfter ?? 0) > time)
  if (leaf.notAfter > time || (renewed && filesOf(first).length === 0)) return fine(evidence, subject)
  const file = filesOf(first)[0]
  const services = group.map(({ service }) => service.id)
  const shown = group.find(isForClients) ?? first
  return problem({
    subject,
    confidence: 'certain',
    severity: group.some(isForClients) ? 'critical' : 'medium',
    evidence: [
      ...group.flatMap((one) => one.evidence),
      ...(file?.certificates.status === 'known' ? file.certificates.evidence : []),
    ],
    values: {
      until: isoTime(leaf.notAfter).slice(0, 10),
      days: Math.floor((time - leaf.notAfter) / 86_400_000),
      services: services.join(', '),
      path: file?.certificatePath ?? 'that is configured',
      endpoint: shown.evidence[0]?.where ?? '',
    },
    marks: marksOf(group),
    since: leaf.notAfter,
  })
}
