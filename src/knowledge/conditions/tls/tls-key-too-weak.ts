import type { Evidence } from '../../../access/answer.ts'
import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type ServiceProbe, serviceProbes } from '../../../collect/services/probes.ts'
import { leafOnDisk } from '../../../collect/tls/certificates-in-use.ts'
import {
  type ConfiguredCertificate,
  configuredCertificates,
} from '../../../collect/tls/configured-certificates.ts'
import { sharesCertificate, unusableExplains, unusableMarks } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** OpenSSL 3 refuses less at its default security level 2: SSL_CTX_set_security_level(3), 112 bits. */
const leastRsaBits = 2048

/** A key that today's libraries refuse, at the server ("ee key too small") or at the client. */
export const tlsKeyTooWeak = condition({
  id: 'tls-key-too-weak',
  topic: 'security',
  severity: 'high',
  needs: { files: configuredCertificates },
  optional: { probes: serviceProbes, log: mailLog },
  detect: ({ files, probes, log }) => {
    if (files.status === 'absent') return notApplicable('no certificate is configured')
    const held = probes.status === 'known' ? probes.value : []
    const words =
      log.status === 'known' ? findMessages(log.value, { contains: 'ee key too small' }).slice(0, 2) : []
    const evidence = words.map(({ lastExample }) => lastExample)
    const byPath = Map.groupBy(files.value, ({ certificatePath }) => certificatePath)
    return [...byPath.values()].map((group) => judge(group, held, evidence))
  },
  explains: [...unusableExplains, { condition: 'tls-cert-algorithm-weak', when: sharesCertificate }],
  mistakenFor: [
    {
      condition: 'tls-key-cert-mismatch',
      toldApartBy: { en: 'key and certificate belong together', zh: '私钥与证书是匹配的' },
    },
  ],
  texts: {
    en: {
      title: 'The key of the certificate {subject} is too weak: {bits} bits RSA',
      because:
        'RSA keys below 2048 bits are refused by OpenSSL 3 and by current mail programs. {program} may not even ' +
        'load the certificate ("ee key too small"); then nobody can connect with TLS.',
      allClear: 'the key of {subject} is strong enough',
    },
    zh: {
      title: '证书 {subject} 的密钥太弱：RSA {bits} 位',
      because:
        '低于 2048 位的 RSA 密钥会被 OpenSSL 3 和现今的邮件客户端拒绝。{program} 可能根本无法加载该证书（“ee key too small”），于是无人能用 TLS 连接。',
      allClear: '{subject} 的密钥强度足够',
    },
  },
  fix: [
    {
      do: {
        en: 'Get a certificate for a new key (2048 bits RSA or P-256), then reload',
        zh: '用新密钥（RSA 2048 位或 P-256）重新申请证书，然后重新加载',
      },
      command: 'certbot renew --force-renewal --key-type rsa --rsa-key-size 2048',
      risk: 'none',
    },
    { do: { en: 'Load it', zh: '重新加载' }, command: 'systemctl reload postfix dovecot', risk: 'reload' },
  ],
  verify: ['openssl x509 -in {subject} -noout -text | grep "Public-Key"'],
  references: ['https://docs.openssl.org/3.0/man3/SSL_CTX_set_security_level/'],
})

/** One file that two programs use is one finding. */
function judge(
  group: readonly ConfiguredCertificate[],
  probes: readonly ServiceProbe[],
  words: readonly Evidence[],
): Verdict {
  const [first] = group
  const leaf = first === undefined ? undefined : leafOnDisk(first)
  if (first === undefined || leaf === undefined) return notApplicable('the file holds no certificate')
  const { certificatePath: subject, certificates } = first
  const evidence = group.flatMap((one) => one.evidence)
  const tooWeak = leaf.keyType === 'rsa' && leaf.keyBits !== undefined && leaf.keyBits < leastRsaBits
  if (!tooWeak) return fine(evidence, subject)
  const programs = [...new Set(group.map(({ program }) => program))]
  const dead = probes.filter(({ service, dialogue }) => {
    const end = dialogue.status === 'known' ? dialogue.value.end : undefined
    return (
      programs.some((one) => one === service.program) && (end === 'tls-failed' || end === 'tls-not-offered')
    )
  })
  return problem({
    subject,
    confidence: 'certain',
    severity: dead.length > 0 ? 'critical' : 'high',
    evidence: [...evidence, ...(certificates.status === 'known' ? certificates.evidence : []), ...words],
    values: { bits: leaf.keyBits ?? 0, program: programs.join(', ') },
    marks: [...new Set([...unusableMarks(group, subject), `certificate:${leaf.fingerprint}`])],
  })
}
