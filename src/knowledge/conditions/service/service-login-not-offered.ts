import type { DialogueSeen } from '../../../access/net/net.ts'
import { clientSettings } from '../../../collect/clients/client-settings.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { type ClientDialogue, clientDialogues } from '../../../collect/servers/client-dialogues.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

/** A service for mail programs offers no way to log in, even inside TLS: no password can be right. */
export const serviceLoginNotOffered = condition({
  id: 'service-login-not-offered',
  topic: 'client',
  severity: 'high',
  symptom: true,
  subjects: ownDomains,
  needs: { clients: clientDialogues },
  optional: { settings: clientSettings },
  detect: ({ clients, settings }) => {
    if (clients.status === 'absent') return notApplicable('no service for mail programs was found')
    const published = new Set(
      settings.status === 'known' ? settings.value.map(({ host, port }) => `${host}:${port}`) : [],
    )
    const verdicts = clients.value.flatMap((one) => judge(one, published.has(`${one.host}:${one.port}`)))
    return verdicts.length === 0 ? notApplicable('no service for mail programs answers') : verdicts
  },
  texts: {
    en: {
      title: '{subject} offers no log-in',
      because:
        '{subject} answers and TLS works, but it offers no way to log in ({offered}). Mail programs say that the server ' +
        'does not support the chosen authentication method.',
      allClear: '{subject} offers a log-in inside TLS',
    },
    zh: {
      title: '{subject} 不提供登录',
      because:
        '{subject} 有应答且 TLS 正常，但不提供任何登录方式（{offered}）。邮件客户端会提示服务器不支持所选的认证方式。',
      allClear: '{subject} 在 TLS 内提供登录',
    },
  },
  fix: [
    {
      do: {
        en: 'Postfix: switch authentication on for that service, with the socket of Dovecot',
        zh: 'Postfix：为该服务启用认证，并使用 Dovecot 的套接字',
      },
      command: 'postconf smtpd_sasl_auth_enable smtpd_sasl_type smtpd_sasl_path; postconf -P | grep sasl',
      risk: 'none',
    },
    {
      do: { en: 'Dovecot: see which mechanisms are on', zh: 'Dovecot：查看启用了哪些机制' },
      command: 'doveconf auth_mechanisms',
      risk: 'none',
    },
  ],
  verify: ['openssl s_client -connect {host}:{port} -quiet'],
  references: [
    'https://www.postfix.org/SASL_README.html',
    'https://doc.dovecot.org/main/core/config/auth/sasl.html',
  ],
})

function judge({ host, port, address, protocol, dialogue }: ClientDialogue, isPublished: boolean): Verdict[] {
  if (dialogue.status !== 'known' || address.includes(':')) return []
  const { end, tls, error, capabilities } = dialogue.value
  const subject = `${host}:${port}`
  if (tls === undefined) return []
  if (end !== 'completed' && capabilities.length === 0)
    return [couldNotTell({ code: 'failed', text: `${subject}: ${error ?? end}` }, subject)]
  if (offersLogin(protocol, dialogue.value)) return [fine(dialogue.evidence.slice(0, 1), subject)]
  return [
    problem({
      subject,
      confidence: 'certain',
      // Nobody was told to use it: perhaps it is for servers only.
      severity: isPublished ? 'high' : 'low',
      evidence: dialogue.evidence.slice(0, 1).map((one) => ({ ...one, text: capabilities.join(', ') })),
      values: { offered: capabilities.join(', ').slice(0, 200) || 'nothing', host, port },
      marks: [`port:${port}`],
    }),
  ]
}

/** RFC 4954 AUTH, RFC 9051 AUTH= and LOGINDISABLED, RFC 2449 USER and SASL, RFC 5804 SASL. */
function offersLogin(protocol: ClientDialogue['protocol'], { capabilities }: DialogueSeen): boolean {
  const has = (pattern: RegExp) => capabilities.some((one) => pattern.test(one))
  if (protocol === 'smtp') return has(/^AUTH[ =]\S/)
  if (protocol === 'imap') return has(/^AUTH=/) || !has(/^LOGINDISABLED$/)
  if (protocol === 'pop3') return has(/^USER$/) || has(/^SASL \S/)
  return has(/^SASL \S/)
}
