import type { ConfiguredService } from '../../../collect/services/configured-services.ts'
import { configuredServices } from '../../../collect/services/configured-services.ts'
import { type ServiceProbe, serviceProbes } from '../../../collect/services/probes.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** What every mail program expects of these ports (RFC 8314, RFC 6409). */
const expected: ReadonlyMap<number, ConfiguredService['tls']> = new Map([
  [465, 'implicit'],
  [587, 'starttls'],
  [993, 'implicit'],
  [143, 'starttls'],
  [995, 'implicit'],
  [110, 'starttls'],
])

/** TLS from the first byte on a port for STARTTLS, or the other way round: no mail program can connect. */
export const tlsWrapperModeMismatch = condition({
  id: 'tls-wrapper-mode-mismatch',
  topic: 'client',
  severity: 'high',
  needs: { services: configuredServices },
  optional: { probes: serviceProbes },
  detect: ({ services, probes }) => {
    if (services.status === 'absent') return notApplicable('no service is configured here')
    const held = probes.status === 'known' ? probes.value : []
    return services.value.flatMap((service) => {
      const wanted = expected.get(service.port)
      // Behind a proxy that ends TLS, the inside may look like anything.
      if (wanted === undefined || service.behindProxy || isOnlyHere(service)) return []
      return [
        judge(
          service,
          wanted,
          held.find((probe) => probe.service.id === service.id),
        ),
      ]
    })
  },
  explains: [{ condition: 'service-tls-failing' }, { condition: 'logins-failing' }],
  mistakenFor: [
    {
      condition: 'service-tls-failing',
      toldApartBy: {
        en: 'the port answers; it is the kind of TLS that is configured the wrong way round',
        zh: '端口有应答，只是 TLS 的方式配置反了',
      },
    },
  ],
  texts: {
    en: {
      title: 'Port {port} speaks {found} where mail programs expect {wanted}',
      because:
        '{program} serves {subject} with {found}. Mail programs that are set up for port {port} expect {wanted}: ' +
        'they wait and time out, or report a wrong version or an unexpected answer.',
      allClear: '{subject} speaks TLS as mail programs expect it',
    },
    zh: {
      title: '端口 {port} 使用 {found}，而邮件客户端期望 {wanted}',
      because:
        '{program} 在 {subject} 上使用 {found}。邮件客户端在端口 {port} 上期望 {wanted}：它们会等待直至超时，或报告版本错误、应答异常。',
      allClear: '{subject} 的 TLS 方式符合邮件客户端的期望',
    },
  },
  fix: [
    {
      do: {
        en: 'In master.cf, 465 (submissions) has -o smtpd_tls_wrappermode=yes, and 587 (submission) does not; in Dovecot, inet_listener imaps and pop3s have ssl = yes',
        zh: 'master.cf 中 465（submissions）应有 -o smtpd_tls_wrappermode=yes，587（submission）不应有；Dovecot 中 inet_listener imaps 和 pop3s 应为 ssl = yes',
      },
      command: '{command}',
      risk: 'reload',
    },
  ],
  verify: [
    'openssl s_client -connect localhost:465 </dev/null',
    'openssl s_client -starttls smtp -connect localhost:587 </dev/null',
  ],
  references: [
    'https://www.postfix.org/postconf.5.html#smtpd_tls_wrappermode',
    'https://www.rfc-editor.org/rfc/rfc8314',
  ],
})

function judge(
  service: ConfiguredService,
  wanted: ConfiguredService['tls'],
  probe: ServiceProbe | undefined,
): Verdict {
  const { id, port, tls, program, evidence } = service
  if (tls === wanted) return fine(evidence, id)
  const said = probe?.dialogue.status === 'known' ? probe.dialogue.evidence : []
  const words = { implicit: 'TLS from the first byte', starttls: 'plain text with STARTTLS' }
  const name = service.evidence[0]?.text.split(/\s/)[0] ?? ''
  return problem({
    subject: id,
    confidence: 'certain',
    evidence: [...evidence, ...said],
    values: {
      port,
      program,
      found: words[tls],
      wanted: words[wanted],
      command:
        program === 'Dovecot'
          ? 'systemctl reload dovecot'
          : `postconf -P ${name}/inet/smtpd_tls_wrappermode=${wanted === 'implicit' ? 'yes' : 'no'} && systemctl reload postfix`,
    },
    marks: [`port:${port}`, 'tls:wrong-version-number', 'tls:http-request'],
  })
}

function isOnlyHere({ addresses }: ConfiguredService): boolean {
  return addresses.length > 0 && addresses.every((address) => /^127\.|^::1$/.test(address))
}
