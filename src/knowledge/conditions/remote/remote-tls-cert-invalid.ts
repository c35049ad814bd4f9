import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { tlsPolicyEntries } from '../../../collect/postfix/tls-policy.ts'
import { now } from '../../../collect/system/now.ts'
import type { DeliveryGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/** What smtp(8) says of a certificate that its policy does not accept (tls_client.c, smtp_proto.c). */
const refusedCertificate = /Server certificate not (?:verified|trusted)/

/**
 * A receiver shows a certificate that is expired, of another name or not trusted, and our own policy for
 * it (verify, secure) demands a good one: its mail waits. RFC 7817; postconf(5) smtp_tls_policy_maps.
 */
export const remoteTlsCertInvalid = condition({
  id: 'remote-tls-cert-invalid',
  topic: 'delivery',
  severity: 'medium',
  needs: { log: mailLog, now },
  optional: { configuration: postfixConfiguration, policies: tlsPolicyEntries },
  detect: ({ log, now, configuration, policies }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubledDeliveries(log.value, now.value, isRefused)
    if (found.length === 0) return fine()
    // smtp logs the reason apart from the delivery: "server certificate verification failed for h[a]:25: …".
    const reasons = log.value.messages.filter(({ text }) => text.includes('certificate verification failed'))
    const entries = policies.status === 'known' ? policies.value : []
    return found.map(({ name, groups, count, since, evidence, impact }) => {
      const hosts = groups.flatMap(({ relay }) => relay.host ?? [])
      const host = hosts[0] ?? name
      const logged = reasons.filter(({ text }) => text.includes(host))
      const policy = entries.find(({ key }) => key === name || (key.startsWith('.') && name.endsWith(key)))
      return problem({
        subject: name,
        confidence: 'certain',
        evidence: [
          ...evidence,
          ...logged.slice(0, 2).map(({ lastExample }) => lastExample),
          ...(policy?.evidence ??
            (configuration.status === 'known'
              ? configuration.value.evidence('smtp_tls_security_level')
              : [])),
        ],
        values: { host, count, reason: reasonOf(logged[0]?.text) ?? groups[0]?.reply ?? '' },
        marks: [`domain:${name}`, `reason:tls-failed`, ...groups.flatMap(({ relay }) => endpointOf(relay))],
        since,
        impact,
      })
    })
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (cause, effect) => effect.marks.includes(`domain:${cause.subject}`),
    },
  ],
  mistakenFor: [],
  texts: {
    en: {
      title: 'Mail to {subject} waits: its server shows a certificate that our policy refuses',
      because:
        '{host} shows a certificate that does not pass ({reason}), and this server’s TLS policy for {subject} demands a ' +
        'good one. {count} messages wait. The fault is theirs; they are the ones to renew it.',
      allClear: 'no receiver’s certificate is refused',
    },
    zh: {
      title: '发往 {subject} 的邮件在等待：对方服务器的证书不符合本机策略',
      because:
        '{host} 出示的证书未通过验证（{reason}），而本服务器对 {subject} 的 TLS 策略要求有效证书。{count} 封邮件在等待。过错在对方，应由对方更新证书。',
      allClear: '没有收件方证书被拒',
    },
  },
  fix: [
    {
      who: 'the other server’s admin',
      do: {
        en: 'Tell the postmaster of {subject} that the certificate of {host} does not pass',
        zh: '告知 {subject} 的邮件管理员：{host} 的证书未通过验证',
      },
      command:
        'openssl s_client -starttls smtp -connect {host}:25 -servername {host} -verify_return_error </dev/null',
      risk: 'none',
    },
    {
      do: {
        en: 'If the mail must not wait, lower the level for this domain in smtp_tls_policy_maps to "encrypt" for some days (encrypted, not verified), then put it back',
        zh: '若邮件不能等待，可在 smtp_tls_policy_maps 中将该域名的级别临时降为 "encrypt"（加密但不验证），之后改回',
      },
      command: 'postconf smtp_tls_policy_maps smtp_tls_security_level',
      risk: 'reload',
    },
  ],
  verify: ['postqueue -f; postqueue -p', 'posttls-finger -c {subject}'],
  references: ['https://www.postfix.org/TLS_README.html#client_tls_secure'],
})

function isRefused({ reply }: DeliveryGroup): boolean {
  return refusedCertificate.test(reply)
}

function reasonOf(text: string | undefined): string | undefined {
  return /certificate verification failed for [^ ]{1,300}: (.{1,200})/.exec(text ?? '')?.[1]
}

function endpointOf({ address, port }: DeliveryGroup['relay']): string[] {
  return address === undefined ? [] : [`endpoint:${address}:${port ?? 25}`, `address:${address}`]
}
