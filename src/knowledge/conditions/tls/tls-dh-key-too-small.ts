import type { MessageGroup } from '../../../logs/mail-log.ts'
import { loggedCondition } from '../../logged-condition.ts'

const ownSide = 'this server'

/** OpenSSL at security level 2 refuses Diffie-Hellman below 2048 bits, its own and the peer's. */
export const tlsDhKeyTooSmall = loggedCondition({
  id: 'tls-dh-key-too-small',
  topic: 'updates',
  severity: 'medium',
  query: { contains: ['dh key too small'] },
  subject: sideOf,
  confidence: 'certain',
  marks: () => ['tls:server-setup', 'reason:tls-failed'],
  explains: [{ condition: 'logins-failing' }, { condition: 'service-tls-failing', when: () => true }],
  severityOf: ({ subject }) => (subject === ownSide ? 'medium' : 'low'),
  mistakenFor: [
    {
      condition: 'tls-no-shared-cipher',
      toldApartBy: {
        en: 'the log names the Diffie-Hellman key, not the ciphers',
        zh: '日志指出的是 Diffie-Hellman 密钥，而不是加密套件',
      },
    },
  ],
  texts: {
    en: {
      title: 'Weak Diffie-Hellman parameters are refused: {subject}',
      because:
        'OpenSSL refused a Diffie-Hellman key below 2048 bits {count} times; it came from {subject}. TLS ' +
        'connections that choose it fail.',
      allClear: 'no Diffie-Hellman key was refused',
    },
    zh: {
      title: '过弱的 Diffie-Hellman 参数被拒绝：{subject}',
      because:
        'OpenSSL 共 {count} 次拒绝低于 2048 位的 Diffie-Hellman 密钥，来自 {subject}。使用它的 TLS 连接会失败。',
      allClear: '没有 Diffie-Hellman 密钥被拒绝',
    },
  },
  fix: [
    {
      do: {
        en: 'On this server: let Postfix choose (3.6 and newer), and give Dovecot 2.3 a file of its own',
        zh: '若在本机：让 Postfix 自动选择（3.6 及以上），并为 Dovecot 2.3 生成自己的文件',
      },
      command: 'postconf -X smtpd_tls_dh1024_param_file; openssl dhparam -out /etc/dovecot/dh.pem 3072',
      risk: 'none',
    },
    {
      who: 'the other server’s admin',
      do: {
        en: 'On the other side: tell its postmaster; until then allow that one peer weaker ciphers by smtp_tls_policy_maps',
        zh: '若在对方：告知其管理员；在此之前可用 smtp_tls_policy_maps 对该对端放宽要求',
      },
      risk: 'none',
    },
  ],
  verify: ["grep 'dh key too small' /var/log/mail.log | tail -3"],
  references: ['https://www.postfix.org/postconf.5.html#smtpd_tls_dh1024_param_file'],
})

/** Postfix's SMTP client meets the key of others; everybody else meets the own one. */
function sideOf({ service }: MessageGroup): string {
  return service === 'smtp' ? 'another server' : ownSide
}
