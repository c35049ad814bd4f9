import { type DovecotConfiguration, dovecotConfiguration } from '../../../collect/dovecot/configuration.ts'
import { dovecotPorts } from '../../../collect/dovecot/listeners.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { activeServices, addressOf, portOf, postfixServices } from '../../../collect/postfix/services.ts'
import { outsideProbes } from '../../../collect/servers/outside-probes.ts'
import type { ServiceProbe } from '../../../collect/services/probes.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** Log-in is offered before TLS: a password can be read by anybody on the way. */
export const securityCleartextAuthOffered = condition({
  id: 'security-cleartext-auth-offered',
  topic: 'security',
  severity: 'high',
  needs: {},
  optional: {
    dovecot: dovecotConfiguration,
    postfix: postfixConfiguration,
    services: postfixServices,
    outside: outsideProbes,
  },
  detect: ({ dovecot, postfix, services, outside }) => {
    const verdicts: Verdict[] = outside.status === 'known' ? outside.value.flatMap(ofStranger) : []
    if (dovecot.status === 'known' && dovecot.value.refusal === undefined)
      verdicts.push(...ofDovecot(dovecot.value))
    if (postfix.status === 'known' && services.status === 'known') {
      for (const service of activeServices(services.value)) {
        const value = (name: string) => postfix.value.valueIn(service, name) ?? ''
        const port = portOf(service)
        if (service.command !== 'smtpd' || port === undefined || value('smtpd_sasl_auth_enable') !== 'yes')
          continue
        const subject = `Postfix ${service.name}`
        const offered =
          value('smtpd_tls_auth_only') !== 'yes' &&
          value('smtpd_tls_security_level') !== 'encrypt' &&
          value('smtpd_tls_wrappermode') !== 'yes' &&
          !value('smtpd_sasl_security_options').includes('noplaintext')
        const isLocal = isLoopback(addressOf(service) ?? '') || value('inet_interfaces') === 'loopback-only'
        if (!offered || isLocal) verdicts.push(fine([], subject))
        else
          verdicts.push(
            problem({
              subject,
              confidence: 'certain',
              evidence: postfix.value.evidence('smtpd_sasl_auth_enable', 'smtpd_tls_auth_only'),
              values: {
                setting: 'smtpd_tls_auth_only = yes',
                port,
                reload: 'postfix reload',
                protocol: 'smtp',
                server: 'localhost',
              },
              marks: [`port:${port}`, 'parameter:smtpd_tls_auth_only'],
            }),
          )
      }
    }
    return verdicts.length === 0 ? notApplicable('nothing here takes log-ins') : verdicts
  },
  texts: {
    en: {
      title: '{subject} takes passwords without encryption',
      because:
        '{subject} (port {port}) lets clients log in before TLS: passwords and mail can be read on the way, and a ' +
        'client with a wrong setting never notices.',
      allClear: '{subject} takes passwords over TLS only',
    },
    zh: {
      title: '{subject} 接受未加密的密码',
      because:
        '{subject}（端口 {port}）允许客户端在 TLS 之前登录：密码与邮件可能在途中被读取，设置有误的客户端也不会察觉。',
      allClear: '{subject} 只通过 TLS 接受密码',
    },
  },
  fix: [{ do: { en: 'Set: {setting}', zh: '设置：{setting}' }, command: '{reload}', risk: 'reload' }],
  verify: ['openssl s_client -connect {server}:{port} -starttls {protocol} -brief'],
  references: [
    'https://www.postfix.org/TLS_README.html#server_tls_auth',
    'https://doc.dovecot.org/main/core/config/ssl.html',
  ],
})

/** What a stranger was offered before TLS began: no configuration can hide it. */
function ofStranger({ service, dialogue }: ServiceProbe): Verdict[] {
  if (dialogue.status !== 'known' || service.tls === 'implicit') return []
  const { capabilitiesBeforeTls = [], end } = dialogue.value
  if (capabilitiesBeforeTls.length === 0 && end !== 'completed') return []
  const offered = passwordsInClear(service.protocol, capabilitiesBeforeTls)
  if (offered === undefined) return [fine(dialogue.evidence.slice(0, 1), service.id)]
  const own = service.protocol === 'smtp' ? 'smtpd_tls_auth_only = yes' : 'auth_allow_cleartext = no'
  return [
    problem({
      subject: service.id,
      confidence: 'certain',
      evidence: dialogue.evidence
        .slice(0, 1)
        .map((one) => ({ ...one, text: capabilitiesBeforeTls.join(', ') })),
      values: {
        setting: own,
        port: service.port,
        reload: service.protocol === 'smtp' ? 'postfix reload' : 'doveadm reload',
        protocol: service.protocol === 'managesieve' ? 'sieve' : service.protocol,
        server: service.id.replace(/:.*/, ''),
      },
      marks: [`port:${service.port}`],
    }),
  ]
}

/** The capability by which a password could be sent: PLAIN and LOGIN carry it as it is. */
function passwordsInClear(protocol: string, capabilities: readonly string[]): string | undefined {
  const find = (pattern: RegExp) => capabilities.find((one) => pattern.test(one))
  if (protocol === 'smtp') return find(/^AUTH[ =].*\b(?:PLAIN|LOGIN)\b/)
  if (protocol === 'pop3') return find(/^USER$|^SASL .*\b(?:PLAIN|LOGIN)\b/)
  if (protocol === 'managesieve') return find(/^SASL .*\b(?:PLAIN|LOGIN)\b/)
  const disabled = capabilities.includes('LOGINDISABLED')
  return disabled ? undefined : (find(/^AUTH=(?:PLAIN|LOGIN)$/) ?? find(/^IMAP4/))
}

const clearText: ReadonlyMap<string, string> = new Map([
  ['imap', 'IMAP'],
  ['pop3', 'POP3'],
  ['sieve', 'ManageSieve'],
])

function ofDovecot(dovecot: DovecotConfiguration): Verdict[] {
  const allowed =
    dovecot.value('disable_plaintext_auth') === 'no' || dovecot.value('auth_allow_cleartext') === 'yes'
  // `ssl = required` demands TLS for every log-in from outside, whatever the other setting says.
  const demanded = dovecot.value('ssl') === 'required'
  return dovecotPorts(dovecot)
    .filter(({ name, implicitTls }) => clearText.has(name) && !implicitTls)
    .map(({ name, port, addresses }) => {
      const subject = `Dovecot ${clearText.get(name) ?? name}`
      const listen = addresses.length > 0 ? addresses : (dovecot.value('listen') ?? '').split(/[\s,]+/)
      const isLocal = listen.length > 0 && listen.every(isLoopback)
      if (!allowed || demanded || isLocal) return fine([], subject)
      const name24 = dovecot.syntax === '2.4'
      return problem({
        subject,
        confidence: 'certain',
        evidence: dovecot.evidence(name24 ? 'auth_allow_cleartext' : 'disable_plaintext_auth'),
        values: {
          setting: name24 ? 'auth_allow_cleartext = no' : 'disable_plaintext_auth = yes',
          port,
          reload: 'doveadm reload',
          protocol: name,
          server: 'localhost',
        },
        marks: [`port:${port}`],
      })
    })
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address === '[::1]' || address.startsWith('127.')
}
