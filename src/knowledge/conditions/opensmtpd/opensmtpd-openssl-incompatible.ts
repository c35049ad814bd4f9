import { loggedCondition } from '../../logged-condition.ts'

/** OpenSMTPD before 7.0 hands its key to OpenSSL in a way that OpenSSL 3 no longer takes: no TLS session comes about. */
export const opensmtpdOpensslIncompatible = loggedCondition({
  id: 'opensmtpd-openssl-incompatible',
  topic: 'downtime',
  severity: 'critical',
  query: { contains: ['SSL routines::EVP lib', 'missing private key'] },
  subject: ({ program }) => (program === 'smtpd' ? 'opensmtpd' : undefined),
  confidence: 'certain',
  marks: () => ['program:opensmtpd', 'port:25', 'port:587', 'port:465'],
  explains: [
    { condition: 'service-tls-failing' },
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
  ],
  texts: {
    en: {
      title: 'This OpenSMTPD cannot do TLS with its OpenSSL',
      because:
        'Each TLS session ends with "EVP lib" ({count} times): OpenSMTPD before 7.0 keeps the key in another process by a way that OpenSSL 3 does not support (Debian 12, Ubuntu 22.04). Certificate and key may be sound all the same.',
      allClear: 'OpenSMTPD can do TLS',
    },
    zh: {
      title: '此 OpenSMTPD 无法与其 OpenSSL 建立 TLS',
      because:
        '每个 TLS 会话都以“EVP lib”结束（{count} 次）：7.0 之前的 OpenSMTPD 将私钥保存在另一进程中的方式不被 OpenSSL 3 支持（Debian 12、Ubuntu 22.04）。证书和私钥本身可能没有问题。',
      allClear: 'OpenSMTPD 可以建立 TLS',
    },
  },
  fix: [
    {
      do: { en: 'Compare the versions', zh: '比较版本' },
      command: 'smtpd -h; openssl version',
      risk: 'none',
    },
    {
      do: {
        en: 'Install OpenSMTPD 7 or later (Debian 13 has it; for Debian 12 from backports)',
        zh: '安装 OpenSMTPD 7 或更新版本（Debian 13 自带；Debian 12 使用 backports）',
      },
      command: 'apt install -t bookworm-backports opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['openssl s_client -starttls smtp -connect localhost:25 </dev/null'],
  references: [
    'https://github.com/OpenSMTPD/OpenSMTPD/issues/1171',
    'https://github.com/OpenSMTPD/OpenSMTPD/issues/1239',
  ],
})
