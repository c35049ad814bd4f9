import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { clientName, failingClients } from '../../handshake-failures.ts'

/** A device or server that speaks TLS 1.0 or 1.1 only; OpenSSL 3 and this server want 1.2 or newer. */
export const tlsNoSharedProtocol = condition({
  id: 'tls-no-shared-protocol',
  topic: 'client',
  severity: 'medium',
  needs: { log: mailLog },
  optional: { configuration: postfixConfiguration },
  detect: ({ log, configuration }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const failing = failingClients(log.value, 'unsupported-protocol')
    if (failing.length === 0) return fine()
    const settings =
      configuration.status === 'known' ? configuration.value.evidence('smtpd_tls_protocols') : []
    return failing.map((client) =>
      problem({
        subject: clientName(client),
        confidence: 'likely',
        severity: client.own ? 'medium' : 'low',
        evidence: [client.group.lastExample, ...settings],
        values: { count: client.count, service: client.group.service },
        marks: [`address:${client.address}`, 'tls:unsupported-protocol'],
        since: client.group.firstAt,
      }),
    )
  },
  mistakenFor: [
    {
      condition: 'tls-no-shared-cipher',
      toldApartBy: {
        en: 'the log says "unsupported protocol": the versions differ, not the ciphers',
        zh: '日志为“unsupported protocol”：是协议版本不同，而不是加密套件',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} only speaks an old TLS version',
      because:
        '{subject} tried {count} times to start TLS on {service} with TLS 1.0 or 1.1, which this server and ' +
        'its OpenSSL refuse. It is always the same client, so it is a device or program, not a scan.',
      allClear: 'no client keeps failing for an old TLS version',
    },
    zh: {
      title: '{subject} 只支持旧版 TLS',
      because:
        '{subject} 在 {service} 上 {count} 次尝试用 TLS 1.0 或 1.1 建立连接，本服务器及其 OpenSSL 拒绝这些版本。始终是同一客户端，因此是某个设备或程序，而非扫描。',
      allClear: '没有客户端因旧版 TLS 反复失败',
    },
  },
  fix: [
    {
      who: 'owner of that device',
      do: {
        en: 'Update the device or program; an old printer can hand in mail on port 25 of the own network without TLS',
        zh: '升级该设备或程序；旧打印机可在内网通过 25 端口不加密提交',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Only if that cannot be: allow TLS 1.0 on port 25 (not on 587 and 465)',
        zh: '仅在无法升级时：在 25 端口允许 TLS 1.0（不要用于 587 和 465）',
      },
      command: "postconf -e 'smtpd_tls_protocols = >=TLSv1' && systemctl reload postfix",
      risk: 'reload',
    },
  ],
  verify: ["grep 'unsupported protocol' /var/log/mail.log | tail -3"],
  references: ['https://www.postfix.org/postconf.5.html#smtpd_tls_protocols'],
})
