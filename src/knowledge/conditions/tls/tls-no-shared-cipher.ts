import { mailLog } from '../../../collect/logs/mail-log.ts'
import { leafOnDisk } from '../../../collect/tls/certificates-in-use.ts'
import { configuredCertificates } from '../../../collect/tls/configured-certificates.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { clientName, failingClients } from '../../handshake-failures.ts'

/** The peer offers RSA suites only and the server has an ECDSA certificate only (certbot ≥ 2.0), or the like. */
export const tlsNoSharedCipher = condition({
  id: 'tls-no-shared-cipher',
  topic: 'delivery',
  severity: 'medium',
  needs: { log: mailLog },
  optional: { files: configuredCertificates },
  detect: ({ log, files }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const failing = failingClients(log.value, 'no-shared-cipher')
    if (failing.length === 0) return fine()
    const own = files.status === 'known' ? files.value : []
    const postfix = own.filter(({ program }) => program === 'Postfix')
    const types = new Set(postfix.map((file) => leafOnDisk(file)?.keyType ?? 'unknown'))
    const onlyElliptic = types.size === 1 && types.has('ec')
    return failing.map((client) =>
      problem({
        subject: clientName(client),
        confidence: onlyElliptic ? 'likely' : 'possible',
        severity: onlyElliptic || client.own ? 'medium' : 'low',
        evidence: [client.group.lastExample, ...(onlyElliptic ? postfix.flatMap((one) => one.evidence) : [])],
        values: { count: client.count, service: client.group.service, types: [...types].join(', ') },
        marks: [`address:${client.address}`, 'tls:no-shared-cipher'],
        since: client.group.firstAt,
      }),
    )
  },
  mistakenFor: [
    {
      condition: 'tls-no-shared-protocol',
      toldApartBy: {
        en: 'the log says "no shared cipher": both speak the same TLS version',
        zh: '日志为“no shared cipher”：双方的 TLS 版本相同',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} finds no cipher in common with this server',
      because:
        '{subject} failed {count} times on {service} with "no shared cipher". This server’s certificates have keys ' +
        'of type {types}; a peer that knows RSA only cannot use an ECDSA certificate, and its mail never arrives.',
      allClear: 'no client keeps failing for lack of a common cipher',
    },
    zh: {
      title: '{subject} 与本服务器没有共同的加密套件',
      because:
        '{subject} 在 {service} 上 {count} 次因“no shared cipher”失败。本服务器证书的密钥类型为 {types}；只支持 RSA 的对端无法使用 ECDSA 证书，其邮件永远无法到达。',
      allClear: '没有客户端因缺少共同加密套件反复失败',
    },
  },
  fix: [
    {
      do: { en: 'Get an RSA certificate besides', zh: '另外申请一张 RSA 证书' },
      command: 'certbot certonly --cert-name NAME-rsa --key-type rsa -d NAME',
      risk: 'none',
    },
    {
      do: {
        en: 'Configure both in smtpd_tls_chain_files (key, chain, key, chain), then reload',
        zh: '在 smtpd_tls_chain_files 中同时配置两者（密钥、证书链、密钥、证书链），然后重新加载',
      },
      command: 'postconf smtpd_tls_chain_files tls_medium_cipherlist; systemctl reload postfix',
      risk: 'reload',
    },
  ],
  verify: ["grep 'no shared cipher' /var/log/mail.log | tail -3"],
  references: [
    'https://www.postfix.org/postconf.5.html#smtpd_tls_chain_files',
    'https://michael-prokop.at/blog/2023/09/25/postfix-failing-with-no-shared-cipher',
  ],
})
