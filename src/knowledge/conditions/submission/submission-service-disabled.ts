import { dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotPorts, dovecotSockets } from '../../../collect/dovecot/listeners.ts'
import { type PostfixConfiguration, postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import {
  activeServices,
  addressOf,
  type PostfixService,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const submissionPorts = [587, 465]
const mailboxPorts = [143, 993, 110, 995]

/**
 * Users have mailboxes here and Postfix could check their passwords, but no port for handing mail in is
 * offered: mail programs get "connection refused" on 587 and 465. RFC 6409, RFC 8314.
 */
export const submissionServiceDisabled = condition({
  id: 'submission-service-disabled',
  topic: 'client',
  severity: 'high',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { dovecot: dovecotConfiguration, sockets: listeningSockets },
  detect: ({ configuration, services, dovecot, sockets }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const offered = activeServices(services.value).filter((one) => isSubmission(postfix, one))
    const at = services.evidence[0]?.at ?? ''
    if (offered.length > 0) return fine(offered.map((one) => serviceEvidence(one, at)))
    const elsewhere =
      sockets.status === 'known' ? sockets.value.filter(({ port }) => submissionPorts.includes(port)) : []
    if (elsewhere.length > 0) return fine(elsewhere.flatMap((one) => one.evidence))
    const ports = dovecot.status === 'known' ? dovecotPorts(dovecot.value) : []
    if (ports.some(({ port }) => submissionPorts.includes(port))) return fine()
    const settings = ['smtpd_sasl_type', 'smtpd_sasl_path', 'smtpd_sasl_auth_enable'].filter(
      (name) => postfix.explicit(name) !== undefined,
    )
    const asked =
      dovecot.status === 'known'
        ? dovecotSockets(dovecot.value).filter(({ socketPath }) =>
            socketPath.startsWith(postfix.queueDirectory),
          )
        : []
    const logins = asked.filter(({ service }) => service === 'auth')
    // Nothing here was ever meant to check passwords of users: an MX, a relay, a null client.
    if (settings.length === 0 && logins.length === 0)
      return notApplicable('no users log in here to send: neither Postfix nor Dovecot is set up for it')
    // A Dovecot that is configured and not running gives nobody a mailbox.
    const open = sockets.status === 'known' ? new Set(sockets.value.map(({ port }) => port)) : undefined
    const hasMailboxes = ports.some(
      ({ port }) => mailboxPorts.includes(port) && (open === undefined || open.has(port)),
    )
    const dormant = services.value.filter(
      (one) => one.commentedOut && submissionPorts.includes(portOf(one) ?? 0),
    )
    return problem({
      subject: 'ports 587 and 465',
      confidence: 'certain',
      // Without mailboxes here, clients that log in at port 25 may be all that is wanted.
      severity: hasMailboxes ? 'high' : 'low',
      evidence: [
        ...dormant.map((one) => serviceEvidence(one, at)),
        ...postfix.evidence(...settings),
        ...logins.map(({ path, line, socketPath }) => ({
          kind: 'file' as const,
          where: `${path}:${line}`,
          text: `unix_listener ${socketPath}`,
          at,
        })),
      ],
      values: { file: `${postfix.directory}/master.cf` },
      marks: ['port:587', 'port:465'],
    })
  },
  explains: [
    { condition: 'submissions-refused' },
    { condition: 'service-not-listening' },
    { condition: 'client-autodiscovery-broken' },
  ],
  texts: {
    en: {
      title: 'No port for sending mail is offered: 587 and 465 are switched off',
      because:
        'Users have mailboxes here, and Postfix is set up to check their passwords, but {file} has no active ' +
        'submission (587) or submissions (465) service. Mail programs get "connection refused" when they send.',
      allClear: 'mail can be handed in on port 587 or 465',
    },
    zh: {
      title: '未提供发信端口：587 和 465 均已关闭',
      because:
        '用户在此有邮箱，Postfix 也已配置密码验证，但 {file} 中没有启用 submission（587）或 submissions（465）服务。邮件客户端发信时得到“连接被拒绝”。',
      allClear: '可通过 587 或 465 端口发信',
    },
  },
  fix: [
    {
      do: { en: 'Offer port 587, with TLS and log-in required', zh: '启用 587 端口，要求 TLS 和登录' },
      command:
        "postconf -M submission/inet='submission inet n - y - - smtpd' && postconf -P submission/inet/syslog_name=postfix/submission " +
        'submission/inet/smtpd_tls_security_level=encrypt submission/inet/smtpd_sasl_auth_enable=yes ' +
        'submission/inet/smtpd_relay_restrictions=permit_sasl_authenticated,reject',
      risk: 'none',
    },
    {
      do: {
        en: 'Offer port 465 (TLS from the first byte), which RFC 8314 prefers',
        zh: '启用 465 端口（直接 TLS），这是 RFC 8314 推荐的方式',
      },
      command:
        "postconf -M submissions/inet='submissions inet n - y - - smtpd' && postconf -P submissions/inet/syslog_name=postfix/submissions " +
        'submissions/inet/smtpd_tls_wrappermode=yes submissions/inet/smtpd_sasl_auth_enable=yes ' +
        'submissions/inet/smtpd_relay_restrictions=permit_sasl_authenticated,reject',
      risk: 'none',
    },
    {
      do: { en: 'Let Postfix read it', zh: '让 Postfix 重新读取配置' },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['ss -ltn sport = :587 or sport = :465', 'openssl s_client -starttls smtp -connect localhost:587'],
  references: [
    'https://www.postfix.org/SASL_README.html#server_sasl_enable',
    'https://www.rfc-editor.org/rfc/rfc8314',
  ],
})

/** On the usual ports, or on another than 25 with log-in. */
function isSubmission(postfix: PostfixConfiguration, service: PostfixService): boolean {
  const port = portOf(service)
  if (service.command !== 'smtpd' || port === undefined) return false
  if (submissionPorts.includes(port)) return true
  const isLoopback = /^(?:127\.|::1$|localhost$)/.test(addressOf(service) ?? '')
  return port !== 25 && !isLoopback && postfix.valueIn(service, 'smtpd_sasl_auth_enable') === 'yes'
}
