import type { MessageGroup } from '../../../logs/mail-log.ts'
import { loggedCondition } from '../../logged-condition.ts'

/** `Can't set minimum protocol to 'TLSv1.4' (ssl_min_protocol setting): Unknown value`. */
const refused =
  /Can't set (?:minimum protocol|cipher list|ciphersuites|curve list|elliptic curves?)[^']{0,40}'([^']{1,300})' \((ssl_[a-z_]{1,40})/
const unknownProtocol =
  /(?:Unknown|Unrecognized|Invalid) (ssl_min_protocol|ssl_protocols)[^']{0,40}'([^']{1,100})'/

/**
 * A TLS setting of Dovecot has a value that its OpenSSL does not take: the configuration is read without a
 * word, and every connection with TLS fails.
 */
export const dovecotTlsSettingInvalid = loggedCondition({
  id: 'dovecot-tls-setting-invalid',
  topic: 'downtime',
  severity: 'critical',
  query: {
    contains: ["Can't set", 'ssl_min_protocol', 'ssl_protocols'],
    endedByStartOf: 'dovecot',
  },
  accepts: ({ text }) => settingOf(text) !== undefined,
  subject: ({ text }) => settingOf(text)?.name,
  confidence: 'certain',
  values: ({ groups }) => ({ value: groups.map(({ text }) => settingOf(text)?.value)[0] ?? '' }),
  marks: ({ subject }) => [`parameter:${subject}`, 'tls-of:dovecot', 'tls:server-setup', 'program:dovecot'],
  explains: [
    { condition: 'service-tls-failing' },
    { condition: 'logins-failing' },
    { condition: 'dovecot-stopped' },
    { condition: 'client-autodiscovery-broken' },
  ],
  mistakenFor: [
    {
      condition: 'tls-key-cert-mismatch',
      toldApartBy: { en: 'the log names a setting, not the key', zh: '日志指出的是设置项而不是密钥' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot cannot use its setting {subject} = {value}',
      because:
        'OpenSSL does not take the value {value} of {subject}. Dovecot starts all the same, and then every connection with TLS fails ({count} times): nobody can log in.',
      allClear: 'Dovecot’s TLS settings are taken',
    },
    zh: {
      title: 'Dovecot 无法使用设置 {subject} = {value}',
      because:
        'OpenSSL 不接受 {subject} 的值 {value}。Dovecot 照常启动，但所有 TLS 连接都会失败（{count} 次）：没有人能登录。',
      allClear: 'Dovecot 的 TLS 设置有效',
    },
  },
  fix: [
    {
      do: { en: 'See the value, and where it is set', zh: '查看该值及其设置位置' },
      command: 'doveconf {subject}; grep -rn {subject} /etc/dovecot',
      risk: 'none',
    },
    {
      do: {
        en: 'Correct it (ssl_min_protocol = TLSv1.2; a cipher list as `openssl ciphers` takes it), then restart',
        zh: '更正它（ssl_min_protocol = TLSv1.2；密码套件列表须能被 `openssl ciphers` 接受），然后重启',
      },
      command: 'systemctl restart dovecot',
      risk: 'restart',
    },
  ],
  verify: ['openssl s_client -connect localhost:993 </dev/null'],
  references: ['https://doc.dovecot.org/main/core/config/ssl.html'],
})

function settingOf(text: MessageGroup['text']): { name: string; value: string } | undefined {
  const [, value, name] = refused.exec(text) ?? []
  if (value !== undefined && name !== undefined) return { name, value }
  const [, other, given] = unknownProtocol.exec(text) ?? []
  return other !== undefined && given !== undefined ? { name: other, value: given } : undefined
}
