import { isoTime } from '../../../access/clock.ts'
import { now } from '../../../collect/system/now.ts'
import {
  byProgramAndCertificate,
  certificatesInUse,
  filesOf,
  isForClients,
  leafOnDisk,
  type ServedCertificate,
} from '../../../collect/tls/certificates-in-use.ts'
import type { ConfiguredCertificate } from '../../../collect/tls/configured-certificates.ts'
import { servedMarks, sharesCertificate } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Severity, Verdict } from '../../verdict.ts'

const dayMilliseconds = 86_400_000
/** An old certificate that ends within this time is about to hurt: the usual renewal is 30 days ahead. */
const soonMilliseconds = 14 * dayMilliseconds

/** The file was renewed, the program still shows what it read at its start. Typical: no deploy hook. */
export const tlsCertRenewedNotReloaded = condition({
  id: 'tls-cert-renewed-not-reloaded',
  topic: 'client',
  severity: 'high',
  needs: { certificates: certificatesInUse, time: now },
  detect: ({ certificates, time }) => {
    if (certificates.status === 'absent' || time.status === 'absent')
      return notApplicable('no certificate here')
    return byProgramAndCertificate(certificates.value.served).map((group) => judge(group, time.value))
  },
  explains: [
    { condition: 'logins-failing' },
    { condition: 'service-tls-failing' },
    { condition: 'tls-cert-expires-soon', when: sharesCertificate },
    { condition: 'client-autodiscovery-broken', when: sharesCertificate },
  ],
  mistakenFor: [
    {
      condition: 'tls-cert-expired',
      toldApartBy: {
        en: 'the file on disk holds a newer, valid certificate; only the running program has the old one',
        zh: '磁盘上的文件是更新且有效的证书，只有运行中的程序仍在用旧证书',
      },
    },
  ],
  texts: {
    en: {
      title: '{program} on {subject} still shows the old certificate (valid until {until})',
      because:
        'The certificate in {path} was renewed, but {program} has not loaded it: it still shows the one that ' +
        'ends on {until}. A renewal without a reload is lost on the clients.',
      allClear: '{subject} shows the certificate that is on disk',
    },
    zh: {
      title: '{subject} 上的 {program} 仍在使用旧证书（有效期至 {until}）',
      because:
        '{path} 中的证书已续期，但 {program} 尚未加载：仍在出示 {until} 到期的旧证书。只续期不重新加载，客户端看不到新证书。',
      allClear: '{subject} 出示的证书与磁盘一致',
    },
  },
  fix: [
    {
      do: { en: 'Let it load the new file', zh: '让它加载新证书' },
      command: 'systemctl reload {unit}',
      risk: 'reload',
    },
    {
      do: {
        en: 'Have every renewal do that (certbot shown)',
        zh: '让每次续期后自动重新加载（以 certbot 为例）',
      },
      command: "certbot reconfigure --deploy-hook 'systemctl reload postfix dovecot'",
      risk: 'none',
    },
  ],
  verify: [
    'openssl s_client -connect {endpoint} </dev/null 2>/dev/null | openssl x509 -noout -serial -enddate',
  ],
  references: ['https://eff-certbot.readthedocs.io/en/stable/using.html#renewing-certificates'],
})

function judge(group: readonly ServedCertificate[], time: number): Verdict {
  const [first] = group
  if (first === undefined) return notApplicable('no certificate here')
  const { leaf, service, configured } = first
  const subject = group.map((one) => one.service.id).join(', ')
  if (configured.length === 0) return notApplicable('nobody knows here which files the program has')
  const newer = configured.find((file) => {
    const onDisk = leafOnDisk(file)
    if (onDisk === undefined || onDisk.notBefore <= leaf.notBefore || onDisk.notAfter < time) return false
    return onDisk.names.some((name) => leaf.names.includes(name))
  })
  if (newer === undefined || filesOf(first).length > 0) return fine(first.evidence, subject)
  const shown = group.find(isForClients) ?? first
  return problem({
    subject,
    confidence: 'certain',
    severity: severityOf(group, newer, time),
    evidence: [
      ...group.flatMap((one) => one.evidence),
      ...(newer.certificates.status === 'known' ? newer.certificates.evidence : []),
    ],
    values: {
      program: service.program,
      unit: service.program.toLowerCase(),
      until: isoTime(leaf.notAfter).slice(0, 10),
      path: newer.certificatePath,
      endpoint: shown.evidence[0]?.where ?? '',
    },
    marks: [
      ...servedMarks(group, ['certificate-expired', 'bad-certificate', 'certificate-unknown']),
      `path:${newer.certificatePath}`,
    ],
    ...(leaf.notAfter < time ? { since: leaf.notAfter } : {}),
  })
}

/** Renewed just now, and the old one good for weeks: the reload may be about to come. */
function severityOf(
  group: readonly ServedCertificate[],
  { file }: ConfiguredCertificate,
  time: number,
): Severity {
  const notAfter = Math.min(...group.map(({ leaf }) => leaf.notAfter))
  if (notAfter < time) return group.some(isForClients) ? 'critical' : 'medium'
  if (notAfter < time + soonMilliseconds) return 'high'
  const waiting = file.status === 'known' && file.value.modifiedAt < time - dayMilliseconds
  return waiting ? 'medium' : 'low'
}
