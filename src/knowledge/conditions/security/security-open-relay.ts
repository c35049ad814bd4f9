import { eximConfiguration } from '../../../collect/exim/configuration.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { relayPolicy } from '../../../collect/postfix/relay-policy.ts'
import {
  activeServices,
  addressOf,
  type PostfixService,
  portOf,
  postfixServices,
} from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { eximOpenRelay } from '../../exim-verdicts.ts'

const restore =
  "postconf -e 'mynetworks = 127.0.0.0/8 [::1]/128' 'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination' && postfix reload"
/** How it is closed with Postfix. */
const close = {
  close: `Set both lists back: ${restore}`,
  closeZh: `恢复这两个列表：${restore}`,
  queue: 'postqueue -p | head -50',
  look: 'postconf mynetworks smtpd_relay_restrictions smtpd_recipient_restrictions',
} as const

/**
 * The restriction lists let anybody on the Internet send to anybody: spammers find such a server within
 * hours, and block lists follow. Told by going through the lists in smtpd's own order (SMTPD_ACCESS_README).
 */
export const securityOpenRelay = condition({
  id: 'security-open-relay',
  topic: 'security',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { exim: eximConfiguration, log: mailLog },
  detect: ({ configuration, services, exim, log }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return exim.status === 'known' && exim.value.refusal === undefined
        ? eximOpenRelay(exim.value, log.status === 'known' ? log.value : undefined)
        : notApplicable('neither Postfix nor Exim is known here')
    const postfix = configuration.value
    if (
      /^(?:loopback-only|localhost|127\.0\.0\.1)?$/.test((postfix.value('inet_interfaces') ?? 'all').trim())
    )
      return notApplicable('Postfix listens on the loopback interface only')
    const servers = activeServices(services.value).filter(isReachable)
    if (servers.length === 0) return notApplicable('no SMTP server is offered to others')
    const open = servers
      .map((service) => ({ service, policy: relayPolicy(postfix, service) }))
      .filter(({ policy }) => policy.outcome === 'accepted')
    const [first] = open
    if (first === undefined) return fine(postfix.evidence('mynetworks', 'smtpd_relay_restrictions'))
    const { because, unclear, strangers } = first.policy
    const relayed = log.status === 'known' ? log.value.traffic.sentOut : 0
    return problem({
      subject: because[0] ?? 'mynetworks',
      confidence: unclear ? 'likely' : 'certain',
      evidence: postfix.evidence(...because),
      values: {
        ports: [...new Set(open.map(({ service }) => portOf(service) ?? service.name))].join(', '),
        stranger: strangers[0] ?? '',
        sentOut: relayed,
        ...close,
      },
      marks: [
        'reason:ip-blocklisted',
        'reason:poor-reputation',
        ...because.map((name) => `parameter:${name}`),
      ],
    })
  },
  explains: [
    { condition: 'deliveries-rejected' },
    { condition: 'security-mynetworks-too-wide', when: (cause, effect) => cause.subject === effect.subject },
    { condition: 'reputation-ip-listed-spam-source', when: () => true },
    { condition: 'security-relays-for-strangers', when: () => true },
  ],
  texts: {
    en: {
      title: 'Open relay: anybody may send mail through this server ({subject})',
      because:
        'On port {ports}, a stranger such as {stranger} may send mail from anybody to anybody without logging in. ' +
        'Spammers find and use such servers within hours; block lists follow. {sentOut} deliveries went out in the last day.',
      allClear: 'strangers cannot relay through this server',
    },
    zh: {
      title: '开放中继：任何人都可通过本服务器发信（{subject}）',
      because:
        '在端口 {ports}，像 {stranger} 这样的陌生人无需登录即可以任何人的名义向任何人发信。垃圾邮件发送者几小时内就会发现并利用，随后被列入黑名单。最近一天发出 {sentOut} 封。',
      allClear: '陌生人无法通过本服务器中继',
    },
  },
  fix: [
    {
      do: {
        en: 'Trust this machine only, and nobody else without a log-in',
        zh: '只信任本机，其他人必须登录',
      },
      risk: 'none',
    },
    {
      do: { en: '{close}', zh: '{closeZh}' },
      risk: 'reload',
    },
    {
      do: {
        en: 'Look at what is queued; hold what strangers put there before you delete it',
        zh: '检查队列；先挂起陌生人放入的邮件再删除',
      },
      command: '{queue}',
      risk: 'none',
    },
    {
      do: {
        en: 'For devices that cannot log in, list their own addresses (/32), not a network',
        zh: '对无法登录的设备，只列出其单个地址（/32），不要列整个网段',
      },
      risk: 'none',
    },
  ],
  verify: ['{look}'],
  references: [
    'https://www.postfix.org/SMTPD_ACCESS_README.html',
    'https://www.postfix.org/postconf.5.html#mynetworks',
  ],
})

/** Services on loopback addresses (content filters re-injecting mail) are for this machine only. */
function isReachable(service: PostfixService): boolean {
  const address = addressOf(service) ?? ''
  const isServer = (service.type === 'inet' || service.type === 'pass') && service.command === 'smtpd'
  return isServer && !/^(?:127\.|::1$|localhost$)/.test(address)
}
