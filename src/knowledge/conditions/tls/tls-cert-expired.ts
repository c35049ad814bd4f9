import { isoTime } from '../../../access/clock.ts'
import { now } from '../../../collect/system/now.ts'
import {
  byCertificate,
  certificatesInUse,
  filesOf,
  isForClients,
  leafOnDisk,
  notServed,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import type { ConfiguredCertificate } from '../../../collect/tls/configured-certificates.ts'
import { servedMarks, sharesCertificate } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

const alerts = ['certificate-expired', 'bad-certificate', 'certificate-unknown'] as const

/** RFC 5280 §4.1.2.5: a certificate is not valid after notAfter. Renewal failed, or nobody renewed it. */
export const tlsCertExpired = condition({
  id: 'tls-cert-expired',
  topic: 'client',
  severity: 'critical',
  needs: { certificates: certificatesInUse, time: now },
  detect: ({ certificates, time }) => {
    if (certificates.status === 'absent' || time.status === 'absent')
      return notApplicable('no certificate here')
    return [
      ...byCertificate(certificates.value.served).map((group) => judge(group, time.value)),
      ...notServed(certificates.value).flatMap((file) => judgeFile(file, time.value)),
    ]
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'service-tls-failing' },
    { condition: 'client-autodiscovery-broken', when: sharesCertificate },
  ],
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
        'The certificate that {services} show expired {days} days ago{disk}. ' +
        'Mail programs refuse to connect or warn their users; servers that demand a valid certificate stop delivering.',
      allClear: 'the certificate for {subject} has not expired',
    },
    zh: {
      title: '{subject} 的 TLS 证书已于 {until} 过期',
      because:
        '{services} 出示的证书已过期 {days} 天{diskZh}。邮件客户端会拒绝连接或发出警告；要求有效证书的服务器会停止投递。',
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

/** Who shows it although a newer one is on disk has not loaded it: that is another condition. */
function judge(group: readonly ServedCertificate[], time: number): Verdict {
  const [any] = group
  if (any === undefined) return notApplicable('no certificate here')
  const subject = any.leaf.names[0] ?? any.leaf.subject
  const expired = group.filter((one) => one.leaf.notAfter <= time && !isRenewed(one, time))
  const [first] = expired
  if (first === undefined) return judgeChain(group, time)
  const file = filesOf(first)[0]
  const shown = expired.find(isForClients) ?? first
  return problem({
    subject,
    confidence: 'certain',
    severity: expired.some(isForClients) ? 'critical' : 'medium',
    evidence: [
      ...expired.flatMap((one) => one.evidence),
      ...(file?.certificates.status === 'known' ? file.certificates.evidence : []),
    ],
    values: {
      ...ages(first.leaf.notAfter, time),
      services: expired.map(({ service }) => service.id).join(', '),
      ...onDisk(file?.certificatePath),
      endpoint: shown.evidence[0]?.where ?? '',
    },
    marks: servedMarks(expired, alerts),
    since: first.leaf.notAfter,
  })
}

function isRenewed(one: ServedCertificate, time: number): boolean {
  const names = one.leaf.names
  const renewed = one.configured
    .flatMap((file) => leafOnDisk(file) ?? [])
    .some((leaf) => leaf.notAfter > time && leaf.names.some((name) => names.includes(name)))
  return renewed && filesOf(one).length === 0
}

/** The server's own certificate is valid, and one that it sends along is not. */
function judgeChain(group: readonly ServedCertificate[], time: number): Verdict {
  const broken = group.filter(({ tls }) => !tls.verified && tls.verifyError === 'CERT_HAS_EXPIRED')
  const [first] = broken
  const stale = first?.tls.chain.slice(1).find(({ notAfter }) => notAfter <= time)
  const [any] = group
  if (first === undefined || stale === undefined)
    return any === undefined
      ? notApplicable('no certificate here')
      : fine(any.evidence, any.leaf.names[0] ?? any.leaf.subject)
  return problem({
    subject: stale.subject,
    confidence: 'certain',
    severity: broken.some(isForClients) ? 'high' : 'low',
    evidence: broken.flatMap((one) => one.evidence),
    values: {
      ...ages(stale.notAfter, time),
      services: broken.map(({ service }) => service.id).join(', '),
      ...onDisk(filesOf(first)[0]?.certificatePath),
      endpoint: first.evidence[0]?.where ?? '',
    },
    marks: servedMarks(broken, alerts),
    since: stale.notAfter,
  })
}

/** What no dialogue showed: certificates for other server names, or of a program that could not be asked. */
function judgeFile(file: ConfiguredCertificate, time: number): Verdict[] {
  const leaf = leafOnDisk(file)
  if (leaf === undefined) return []
  const subject = leaf.names[0] ?? leaf.subject
  if (leaf.notAfter > time) return [fine(file.evidence, subject)]
  const { program, certificatePath, certificates, evidence } = file
  return [
    problem({
      subject,
      confidence: 'likely',
      severity: 'high',
      evidence: [...evidence, ...(certificates.status === 'known' ? certificates.evidence : [])],
      values: {
        ...ages(leaf.notAfter, time),
        services: program,
        ...onDisk(certificatePath),
        endpoint: `${subject}:${program === 'Dovecot' ? 993 : 465}`,
      },
      marks: [`certificate:${leaf.fingerprint}`, ...alerts.map((alert) => `tls:${alert}`)],
      since: leaf.notAfter,
    }),
  ]
}

/** From outside nobody knows what is on disk. */
function onDisk(path: string | undefined) {
  if (path === undefined) return { disk: '', diskZh: '' }
  return { disk: `, and the file ${path} on disk is the same`, diskZh: `，磁盘上的文件 ${path} 也是同一张` }
}

function ages(notAfter: number, time: number) {
  return { until: isoTime(notAfter).slice(0, 10), days: Math.floor((time - notAfter) / 86_400_000) }
}
