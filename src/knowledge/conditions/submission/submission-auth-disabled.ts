import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import type { ParameterScope, PostfixConfiguration } from '../../../collect/postfix/parameters.ts'
import { parseRestrictions } from '../../../collect/postfix/restrictions.ts'
import {
  activeServices,
  type PostfixService,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import type { Verdict } from '../../verdict.ts'

const submissionPorts = [587, 465]
const lists = [
  'smtpd_client_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
]

/**
 * A submission service lets only those pass who have logged in, and offers no log-in: nobody can send.
 * SASL_README. Mail programs say that the server does not support the chosen authentication.
 */
export const submissionAuthDisabled = condition({
  id: 'submission-auth-disabled',
  topic: 'client',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  detect: ({ configuration, services }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const offered = activeServices(services.value).filter(
      (service) => service.command === 'smtpd' && submissionPorts.includes(portOf(service) ?? 0),
    )
    const at = services.evidence[0]?.at ?? ''
    return offered.length === 0
      ? notApplicable('no submission service is offered')
      : offered.map((service) => judge(configuration.value, service, at))
  },
  explains: [
    { condition: 'service-login-not-offered' },
    { condition: 'submissions-refused' },
    { condition: 'submission-relay-denied-no-auth' },
  ],
  mistakenFor: [
    {
      condition: 'submission-service-disabled',
      toldApartBy: { en: 'the service is there and answers', zh: '该服务存在且有应答' },
    },
    {
      condition: 'auth-socket-missing',
      toldApartBy: { en: 'no socket is asked: authentication is off', zh: '根本不询问套接字：认证已关闭' },
    },
  ],
  texts: {
    en: {
      title: 'Nobody can log in to send on port {port}: authentication is switched off',
      because:
        'The service {subject} takes mail only of those who have logged in, and smtpd_sasl_auth_enable is "no" there: "503 5.5.1 Error: authentication not enabled". Users cannot send.',
      allClear: 'users can log in on {subject}',
    },
    zh: {
      title: '端口 {port} 上无人能登录发信：认证被关闭',
      because:
        '服务 {subject} 只接收已登录者的邮件，而其 smtpd_sasl_auth_enable 为“no”：“503 5.5.1 Error: authentication not enabled”。用户无法发信。',
      allClear: '用户可在 {subject} 登录',
    },
  },
  fix: [
    {
      do: { en: 'Switch it on for this service, and reload', zh: '为该服务启用认证并重新加载' },
      command: 'postconf -P {subject}/inet/smtpd_sasl_auth_enable=yes && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf -P {subject}/inet/smtpd_sasl_auth_enable'],
  references: ['https://www.postfix.org/SASL_README.html#server_sasl_enable'],
})

function judge(postfix: PostfixConfiguration, service: PostfixService, at: string): Verdict {
  const evidence = [serviceEvidence(service, at), ...postfix.evidence('smtpd_sasl_auth_enable')]
  const isOn = (postfix.valueIn(service, 'smtpd_sasl_auth_enable') ?? 'no').toLowerCase() === 'yes'
  if (isOn || !demandsLogin(postfix, service)) return fine(evidence, service.name)
  return problem({
    subject: service.name,
    confidence: 'certain',
    evidence,
    values: { port: portOf(service) ?? 0 },
    marks: [`port:${portOf(service) ?? 0}`, `service:${service.name}`, 'parameter:smtpd_sasl_auth_enable'],
  })
}

/** One of its lists is: those who have logged in, and nobody else. Own networks or certificates will do, too. */
function demandsLogin(postfix: PostfixConfiguration, service: ParameterScope): boolean {
  return lists.some((name) => {
    const names = parseRestrictions(postfix.valueIn(service, name) ?? '').map((one) => one.name)
    const end = names.indexOf('reject')
    const before = names.slice(0, end)
    return (
      end > 0 &&
      before.includes('permit_sasl_authenticated') &&
      before.every((one) => one === 'permit_sasl_authenticated' || one.startsWith('reject_'))
    )
  })
}
