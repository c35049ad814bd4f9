import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver, loggedTrouble } from '../../logged-trouble.ts'
import { isPasswordCheck } from '../../login-effects.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/**
 * Cyrus SASL finds no mechanism that Postfix could use: its plug-ins are not installed, or Dovecot was
 * meant and smtpd_sasl_type left at its default. SASL_README.
 */
export const authSaslLibraryMissing = condition({
  id: 'auth-sasl-library-missing',
  topic: 'client',
  severity: 'high',
  needs: { configuration: postfixConfiguration, log: mailLog, now },
  detect: ({ configuration, log, now }) => {
    if (configuration.status === 'absent' || log.status === 'absent' || now.status === 'absent')
      return notApplicable('no Postfix, or no log')
    const server = loggedTrouble(log.value, { contains: 'no applicable SASL mechanisms' })
    const isServer = server !== undefined && !isOver(log.value, now.value, server.until, 'postfix')
    const client = troubledDeliveries(
      log.value,
      now.value,
      ({ reply }) => reply.includes('no mechanism available') || reply.includes('no worthy mechs found'),
      () => ['smtp'],
    )
    const type = isServer ? 'smtpd_sasl_type' : 'smtp_sasl_type'
    const evidence = configuration.value.evidence(type)
    if (!isServer && client.length === 0) return fine(evidence)
    return problem({
      subject: isServer ? 'smtpd' : 'smtp',
      confidence: 'likely',
      evidence: [...(isServer ? server.evidence : []), ...client.flatMap((one) => one.evidence), ...evidence],
      values: { type, value: configuration.value.value(type) ?? '' },
      marks: isServer ? ['program:smtpd', 'port:587', 'port:465'] : ['reason:auth-failed', 'transport:smtp'],
      since: isServer ? server.since : Math.min(...client.map(({ since }) => since)),
      ...(client[0] === undefined ? {} : { impact: client[0].impact }),
    })
  },
  explains: [
    { condition: 'submissions-refused' },
    { condition: 'logins-failing', when: isPasswordCheck },
    { condition: 'queue-master-throttling' },
    { condition: 'deliveries-deferred' },
  ],
  texts: {
    en: {
      title: 'Postfix ({subject}) has no SASL mechanism to log in with',
      because:
        '{type} is "{value}", and that library offers Postfix no mechanism: its plug-ins are not installed, or another ' +
        'type was meant. Log-ins fail.',
      allClear: 'SASL mechanisms are available',
    },
    zh: {
      title: 'Postfix（{subject}）没有可用的 SASL 机制',
      because:
        '{type} 为“{value}”，而该库没有向 Postfix 提供任何机制：插件未安装，或本应使用另一种类型。登录会失败。',
      allClear: '有可用的 SASL 机制',
    },
  },
  fix: [
    {
      do: { en: 'Install the plug-ins', zh: '安装插件' },
      command: 'apt install libsasl2-modules',
      risk: 'none',
    },
    {
      do: {
        en: 'Or, where Dovecot checks the passwords of users, say so',
        zh: '或者，若由 Dovecot 验证用户密码，则如此设置',
      },
      command: "postconf -e 'smtpd_sasl_type = dovecot' 'smtpd_sasl_path = private/auth' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['postconf -a', 'postconf -A'],
  references: ['https://www.postfix.org/SASL_README.html'],
})
