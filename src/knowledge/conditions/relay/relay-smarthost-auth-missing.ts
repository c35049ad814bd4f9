import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixSmarthost, type Smarthost } from '../../../collect/postfix/smarthost.ts'
import { now } from '../../../collect/system/now.ts'
import { classifyReply } from '../../../explain/reply-reason.ts'
import type { DeliveryGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/** The smarthost wants a log-in and Postfix sends none. SASL_README, "client-side SASL". */
export const relaySmarthostAuthMissing = condition({
  id: 'relay-smarthost-auth-missing',
  topic: 'delivery',
  severity: 'critical',
  needs: { smarthost: postfixSmarthost, log: mailLog, now },
  detect: ({ smarthost, log, now }) => {
    if (smarthost.status === 'absent' || log.status === 'absent' || now.status === 'absent')
      return notApplicable('mail does not go through a relayhost')
    const { text, host, logsIn, credentialKeys } = smarthost.value
    const [trouble] = troubledDeliveries(
      log.value,
      now.value,
      (one) => wantsLogin(one, smarthost.value),
      () => [text],
    )
    if (trouble === undefined) return fine(smarthost.evidence, text)
    const hasKey = credentialKeys?.some((key) => key === text.toLowerCase() || key === host)
    return problem({
      subject: text,
      // With log-in on and a key there, it may be this sender or address that is not allowed.
      confidence: !logsIn || hasKey === false ? 'certain' : 'possible',
      evidence: [...trouble.evidence, ...smarthost.evidence],
      values: {
        host,
        count: trouble.count,
        gap: !logsIn
          ? 'smtp_sasl_auth_enable = no'
          : hasKey === false
            ? `smtp_sasl_password_maps: no "${text}"`
            : (trouble.groups[0]?.reply ?? ''),
      },
      marks: [`host:${host}`, 'reason:auth-required', 'reason:relay-denied', 'parameter:relayhost'],
      since: trouble.since,
      impact: trouble.impact,
    })
  },
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'deliveries-rejected' }],
  mistakenFor: [
    {
      condition: 'relay-smarthost-bad-credentials',
      toldApartBy: {
        en: 'no log-in was tried, so no password was refused',
        zh: '并未尝试登录，因此不是密码被拒',
      },
    },
  ],
  texts: {
    en: {
      title: 'The smarthost {subject} wants a log-in, and none is sent',
      because: '{host} refused {count} messages because Postfix did not log in there: {gap}.',
      allClear: 'the smarthost {subject} takes mail',
    },
    zh: {
      title: '中继主机 {subject} 要求登录，但本机没有登录',
      because: '{host} 拒绝了 {count} 封邮件，因为 Postfix 没有在那里登录：{gap}。',
      allClear: '中继主机 {subject} 正常接收邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Write user and password under exactly the text of relayhost',
        zh: '以 relayhost 的原文为键写入用户名和密码',
      },
      command:
        "umask 077; echo '{subject} USER:PASSWORD' >> /etc/postfix/sasl_passwd && postmap hash:/etc/postfix/sasl_passwd",
      risk: 'none',
    },
    {
      do: { en: 'Switch log-in on', zh: '启用登录' },
      command:
        "postconf -e 'smtp_sasl_auth_enable = yes' 'smtp_sasl_password_maps = hash:/etc/postfix/sasl_passwd' 'smtp_sasl_security_options = noanonymous' 'smtp_tls_security_level = encrypt' && postfix reload && postqueue -f",
      risk: 'reload',
    },
  ],
  verify: ['postconf relayhost smtp_sasl_auth_enable smtp_sasl_password_maps', 'postqueue -p | tail -1'],
  references: ['https://www.postfix.org/SASL_README.html#client_sasl'],
})

function wantsLogin({ relay, reply, daemon }: DeliveryGroup, { host, direct, port }: Smarthost): boolean {
  const isThere = relay.host?.toLowerCase() === host || (!direct && relay.port === port)
  if (daemon !== 'smtp' || !isThere || reply.startsWith('SASL authentication failed')) return false
  const { reason } = classifyReply(reply)
  return reason === 'auth-required' || reason === 'relay-denied'
}
