import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { tlsPolicyEntries } from '../../../collect/postfix/tls-policy.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

const notOffered = /TLS is required, but was not offered by host/
/** So many unrelated domains without TLS: something between strips STARTTLS. */
const strippedFrom = 5

/**
 * Our TLS policy demands encryption, and a receiver offers none: its mail waits until it bounces.
 * postconf(5) smtp_tls_security_level. With "encrypt" for everybody, some servers cannot be reached.
 */
export const tlsRequiredButNotOffered = condition({
  id: 'tls-required-but-not-offered',
  topic: 'delivery',
  severity: 'high',
  needs: { configuration: postfixConfiguration, log: mailLog, now },
  optional: { policies: tlsPolicyEntries },
  detect: ({ configuration, log, now, policies }) => {
    if (configuration.status === 'absent' || log.status === 'absent' || now.status === 'absent')
      return notApplicable('no Postfix, or no log')
    const found = troubledDeliveries(log.value, now.value, ({ reply }) => notOffered.test(reply))
    if (found.length === 0) return fine(configuration.value.evidence('smtp_tls_security_level'))
    // All destinations at once: not the receivers, a device between strips STARTTLS (tls-starttls-stripped).
    if (found.length >= strippedFrom) return fine()
    const level = configuration.value.value('smtp_tls_security_level') ?? ''
    const entries = policies.status === 'known' ? policies.value : []
    return found.map(({ name, count, since, evidence, impact }) => {
      const policy = entries.find(({ key }) => key === name || (key.startsWith('.') && name.endsWith(key)))
      return problem({
        subject: name,
        confidence: 'certain',
        // A policy for this one domain is a decision; one for all is a mistake.
        severity: policy === undefined ? 'high' : 'medium',
        evidence: [
          ...evidence,
          ...(policy?.evidence ?? configuration.value.evidence('smtp_tls_security_level')),
        ],
        values: {
          policy: policy === undefined ? `smtp_tls_security_level = ${level}` : policy.policy,
          count,
        },
        marks: [`domain:${name}`, 'parameter:smtp_tls_security_level'],
        since,
        impact,
      })
    })
  },
  explains: [{ condition: 'deliveries-deferred' }],
  texts: {
    en: {
      title: 'Mail to {subject} waits: TLS is demanded, and it offers none',
      because:
        'This server’s policy ({policy}) sends to {subject} with TLS only, and the server there does not offer it. ' +
        '{count} messages wait and will come back after some days.',
      allClear: 'no receiver lacks the TLS that is demanded',
    },
    zh: {
      title: '发往 {subject} 的邮件在等待：本机要求 TLS，而对方不提供',
      because:
        '本服务器的策略（{policy}）只以 TLS 向 {subject} 发信，而对方服务器不提供 TLS。{count} 封邮件在等待，数天后会退回。',
      allClear: '没有收件方缺少所要求的 TLS',
    },
  },
  fix: [
    {
      do: {
        en: 'Encrypt where it is offered, and demand it by domain only (smtp_tls_policy_maps)',
        zh: '对方提供时加密，仅对特定域名强制（smtp_tls_policy_maps）',
      },
      command: "postconf -e 'smtp_tls_security_level = may' && postfix reload && postqueue -f",
      risk: 'reload',
    },
  ],
  verify: ['postqueue -p', 'postconf smtp_tls_security_level smtp_tls_policy_maps'],
  references: ['https://www.postfix.org/TLS_README.html#client_tls_encrypt'],
})
