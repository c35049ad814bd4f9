import { createHash } from 'node:crypto'
import { leafOnDisk } from '../../../collect/tls/certificates-in-use.ts'
import {
  type ConfiguredCertificate,
  configuredCertificates,
} from '../../../collect/tls/configured-certificates.ts'
import { unusableExplains, unusableMarks, usersOf } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** Key and certificate of two different renewals: the program cannot prove that it owns the certificate. */
export const tlsKeyCertMismatch = condition({
  id: 'tls-key-cert-mismatch',
  topic: 'downtime',
  severity: 'critical',
  needs: { files: configuredCertificates },
  detect: ({ files }) => {
    if (files.status === 'absent') return notApplicable('no certificate is configured')
    const pairs = Map.groupBy(files.value, ({ certificatePath, keyPath }) => `${certificatePath} ${keyPath}`)
    return [...pairs.values()].map(judge)
  },
  explains: unusableExplains,
  mistakenFor: [
    {
      condition: 'tls-cert-path-missing',
      toldApartBy: { en: 'both files are there and can be read', zh: '两个文件都存在且可读' },
    },
  ],
  texts: {
    en: {
      title: 'The private key {key} does not belong to the certificate {subject}',
      because:
        'The public key in the certificate is not the one of the private key that {program} is configured with. ' +
        '{program} switches TLS off or does not start; STARTTLS disappears and log-ins fail.',
      allClear: 'key and certificate of {subject} belong together',
    },
    zh: {
      title: '私钥 {key} 与证书 {subject} 不匹配',
      because:
        '证书中的公钥与 {program} 所配置私钥的公钥不同。{program} 会关闭 TLS 或无法启动；STARTTLS 消失，登录失败。',
      allClear: '{subject} 的私钥与证书匹配',
    },
  },
  fix: [
    {
      do: {
        en: 'Compare the two digests, then install the pair that belongs together',
        zh: '比较两个摘要，然后安装成对的文件',
      },
      command:
        'openssl x509 -in {subject} -noout -pubkey | sha256sum; openssl pkey -in {key} -pubout | sha256sum',
      risk: 'none',
    },
    { do: { en: 'Load it', zh: '重启服务' }, command: 'systemctl restart {unit}', risk: 'restart' },
  ],
  verify: [
    'openssl x509 -in {subject} -noout -pubkey | sha256sum; openssl pkey -in {key} -pubout | sha256sum',
  ],
  references: ['https://www.postfix.org/TLS_README.html#server_cert_key'],
})

/** A pair that two programs use is one finding. */
function judge(users: readonly ConfiguredCertificate[]): Verdict {
  const [first] = users
  const leaf = first === undefined ? undefined : leafOnDisk(first)
  if (first === undefined || leaf === undefined || first.key.status !== 'known')
    return notApplicable('key or certificate cannot be read')
  const { certificatePath: subject, keyPath, key, certificates } = first
  const evidence = users.flatMap((one) => one.evidence)
  if (fingerprint(key.value.spki) === leaf.spkiFingerprint) return fine(evidence, subject)
  return problem({
    subject,
    confidence: 'certain',
    evidence: [
      ...evidence,
      ...(certificates.status === 'known' ? certificates.evidence : []),
      ...key.evidence,
    ],
    values: { key: keyPath, ...usersOf(users) },
    marks: unusableMarks(users, subject, keyPath),
  })
}

function fingerprint(spki: string): string {
  return createHash('sha256').update(Buffer.from(spki, 'base64')).digest('hex')
}
