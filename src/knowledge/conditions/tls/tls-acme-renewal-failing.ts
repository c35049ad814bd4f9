import { isoTime } from '../../../access/clock.ts'
import type { CertificateSeen } from '../../../access/net/net.ts'
import { now } from '../../../collect/system/now.ts'
import { leafOnDisk } from '../../../collect/tls/certificates-in-use.ts'
import {
  type ConfiguredCertificate,
  configuredCertificates,
} from '../../../collect/tls/configured-certificates.ts'
import { type CertificateRenewal, certificateRenewal } from '../../../collect/tls/renewal.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Severity, Verdict } from '../../verdict.ts'

const dayMilliseconds = 86_400_000

/**
 * The certificate nears its end and was not renewed. Programs renew when a third of the lifetime is left;
 * who is far below that has failed silently for weeks, or nobody renews at all.
 */
export const tlsAcmeRenewalFailing = condition({
  id: 'tls-acme-renewal-failing',
  topic: 'client',
  severity: 'high',
  needs: { files: configuredCertificates, time: now },
  optional: { renewal: certificateRenewal },
  detect: ({ files, time, renewal }) => {
    if (files.status === 'absent' || time.status === 'absent')
      return notApplicable('no certificate is configured')
    const tools = renewal.status === 'known' ? renewal.value : []
    const byLeaf = Map.groupBy(files.value, (file) => leafOnDisk(file)?.fingerprint)
    return [...byLeaf.values()].flatMap((group) => judge(group, tools, time.value))
  },
  mistakenFor: [
    {
      condition: 'tls-cert-renewed-not-reloaded',
      toldApartBy: {
        en: 'the certificate on disk itself nears its end; there is no newer one to load',
        zh: '磁盘上的证书本身即将到期，没有更新的证书可加载',
      },
    },
  ],
  explains: [{ condition: 'tls-cert-expires-soon' }],
  texts: {
    en: {
      title: 'The certificate for {subject} ends in {days} days and was not renewed',
      because:
        'The certificate in {path} is valid until {until}. It should have been renewed by now. {state}. On that ' +
        'day all mail programs will refuse to connect.',
      allClear: 'the certificate for {subject} is valid long enough',
    },
    zh: {
      title: '{subject} 的证书将在 {days} 天后到期，且未续期',
      because: '{path} 中的证书有效期至 {until}，此时本应已续期。{state}。到期后所有邮件客户端都会拒绝连接。',
      allClear: '{subject} 的证书有效期充足',
    },
  },
  fix: [
    {
      do: {
        en: 'Try the renewal without changing anything, and read why it fails',
        zh: '试运行续期（不做更改），查看失败原因',
      },
      command: 'certbot renew --dry-run; tail -50 /var/log/letsencrypt/letsencrypt.log',
      risk: 'none',
    },
    {
      do: {
        en: 'Have it run by itself, and let the services load the new certificate',
        zh: '设置自动运行，并让服务加载新证书',
      },
      command:
        "systemctl enable --now certbot.timer; certbot renew --deploy-hook 'systemctl reload postfix dovecot'",
      risk: 'reload',
    },
  ],
  verify: ['openssl x509 -in {path} -noout -enddate', "systemctl list-timers | grep -E 'certbot|acme'"],
  references: [
    'https://letsencrypt.org/docs/challenge-types/',
    'https://eff-certbot.readthedocs.io/en/stable/using.html#renewing-certificates',
  ],
})

function judge(
  group: readonly ConfiguredCertificate[],
  tools: readonly CertificateRenewal[],
  time: number,
): Verdict[] {
  const [first] = group
  const leaf = first === undefined ? undefined : leafOnDisk(first)
  if (first === undefined || leaf === undefined) return []
  const subject = leaf.names[0] ?? leaf.subject
  const severity = severityOf(leaf, time)
  // What has ended is tls-cert-expired; a self-signed one is renewed by nobody and missed by nobody.
  if (severity === undefined || leaf.selfIssued || leaf.notAfter <= time)
    return [fine(first.evidence, subject)]
  const { certificates, certificatePath } = first
  const failures = tools.flatMap((tool) => tool.failures)
  return [
    problem({
      subject,
      confidence: 'certain',
      severity,
      evidence: [
        ...first.evidence,
        ...(certificates.status === 'known' ? certificates.evidence : []),
        ...failures,
        ...tools.flatMap(({ evidence }) => evidence),
      ],
      values: {
        days: Math.floor((leaf.notAfter - time) / dayMilliseconds),
        until: isoTime(leaf.notAfter).slice(0, 10),
        path: certificatePath,
        state: stateOf(tools),
      },
      marks: [`certificate:${leaf.fingerprint}`, `path:${certificatePath}`],
    }),
  ]
}

/** Under a week of the usual 90 days: high; under two: medium. Of shorter lives (6 or 45 days) a part. */
function severityOf({ notBefore, notAfter }: CertificateSeen, time: number): Severity | undefined {
  const [lifetime, left] = [notAfter - notBefore, notAfter - time]
  if (left < Math.min(7 * dayMilliseconds, lifetime / 6)) return 'high'
  return left < Math.min(14 * dayMilliseconds, lifetime / 4) ? 'medium' : undefined
}

function stateOf(tools: readonly CertificateRenewal[]): string {
  const [tool] = tools
  if (tool === undefined) return 'no program that renews certificates was found here'
  const last = tools.flatMap(({ failures }) => failures).at(-1)
  if (last !== undefined) return `${tool.tool} failed: ${last.text.slice(0, 200)}`
  return tool.scheduled === false
    ? `${tool.tool} is installed, but nothing starts it (no active timer)`
    : `${tool.tool} is set up; its log names no failure`
}
