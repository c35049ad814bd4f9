import {
  type ConfiguredCertificate,
  configuredCertificates,
} from '../../../collect/tls/configured-certificates.ts'
import { unusableExplains, unusableMarks, usersOf } from '../../certificate-marks.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** A configured certificate or key file is not there: renamed lineage, deleted folder, missing mount. */
export const tlsCertPathMissing = condition({
  id: 'tls-cert-path-missing',
  topic: 'downtime',
  severity: 'critical',
  needs: { files: configuredCertificates },
  detect: ({ files }) =>
    files.status === 'absent' ? notApplicable('no certificate is configured') : judge(files.value),
  explains: unusableExplains,
  mistakenFor: [
    {
      condition: 'tls-key-cert-mismatch',
      toldApartBy: { en: 'the file is not there at all', zh: '文件根本不存在' },
    },
  ],
  texts: {
    en: {
      title: 'A configured TLS file does not exist: {subject}',
      because:
        '{program} is configured to use {subject}, and no such file is there. Without it {program} offers no TLS ' +
        'or does not start.',
      allClear: '{subject} is there',
    },
    zh: {
      title: '配置的 TLS 文件不存在：{subject}',
      because: '{program} 配置使用 {subject}，但该文件不存在。缺少它，{program} 无法提供 TLS 或无法启动。',
      allClear: '{subject} 存在',
    },
  },
  fix: [
    {
      do: { en: 'See where the certificate really is', zh: '查找证书的实际位置' },
      command: 'certbot certificates; ls -l /etc/letsencrypt/live/ /etc/ssl/',
      risk: 'none',
    },
    {
      do: { en: 'Correct the path in the configuration, then restart', zh: '修正配置中的路径，然后重启' },
      command: 'systemctl restart {unit}',
      risk: 'restart',
    },
  ],
  verify: ['ls -lL {subject}'],
  references: [
    'https://www.postfix.org/TLS_README.html',
    'https://doc.dovecot.org/main/core/config/ssl.html',
  ],
})

/** A file that two programs use is one finding. */
function judge(files: readonly ConfiguredCertificate[]): Verdict[] {
  const named = files.flatMap((user) => [
    { user, path: user.certificatePath, status: user.file },
    ...(user.keyPath === user.certificatePath ? [] : [{ user, path: user.keyPath, status: user.keyFile }]),
  ])
  return [...Map.groupBy(named, ({ path }) => path)].flatMap(([path, group]) => {
    const [first] = group
    if (first === undefined || first.status.status === 'unknown') return []
    if (first.status.status === 'known') return [fine(first.status.evidence, path)]
    const users = group.map(({ user }) => user)
    return [
      problem({
        subject: path,
        confidence: 'certain',
        evidence: [...users.flatMap(({ evidence }) => evidence), ...first.status.evidence],
        values: usersOf(users),
        marks: unusableMarks(users, path),
      }),
    ]
  })
}
