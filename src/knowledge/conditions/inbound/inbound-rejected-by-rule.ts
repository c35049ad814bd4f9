import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { parseRestrictions, type Restriction } from '../../../collect/postfix/restrictions.ts'
import {
  activeServices,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** In each of these, an unconditional `reject` ends the matter for every stranger. */
const lists = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
] as const
/** These let only own users and networks pass. */
const forOwn = new Set([
  'permit_mynetworks',
  'permit_sasl_authenticated',
  'permit_inet_interfaces',
  'permit_tls_clientcerts',
  'permit_tls_all_clientcerts',
])

/**
 * The MX of a domain is this server, and a restriction list of its port 25 says `reject` to everybody who
 * has not logged in: lines for submission in main.cf, or a test left on. SMTPD_ACCESS_README.
 */
export const inboundRejectedByRule = condition({
  id: 'inbound-rejected-by-rule',
  topic: 'downtime',
  severity: 'critical',
  needs: {
    configuration: postfixConfiguration,
    services: postfixServices,
    exchangers: ownExchangers,
    own: ownAddresses,
  },
  detect: ({ configuration, services, exchangers, own }) => {
    if (
      configuration.status === 'absent' ||
      services.status === 'absent' ||
      exchangers.status === 'absent' ||
      own.status === 'absent'
    )
      return notApplicable('no Postfix, or no MX record leads to this server')
    const domains = exchangers.value
      .filter(
        ({ addresses }) =>
          addresses.status === 'known' &&
          addresses.value.some((address) => ownershipOf(address, own.value) === 'ours'),
      )
      .flatMap((one) => one.domains)
    const smtp = activeServices(services.value).find(
      (service) => service.command === 'smtpd' && portOf(service) === 25,
    )
    if (domains.length === 0 || smtp === undefined) return notApplicable('no mail is to come in here')
    const postfix = configuration.value
    const closed = lists.filter((name) =>
      refusesStrangers(parseRestrictions(postfix.valueIn(smtp, name) ?? '')),
    )
    if (closed.length === 0) return fine(lists.slice(4).flatMap((name) => postfix.evidence(name)))
    const at = services.evidence[0]?.at ?? ''
    return problem({
      subject: closed.join(', '),
      confidence: 'certain',
      evidence: closed.flatMap((name) =>
        smtp.overrides.has(name) ? [serviceEvidence(smtp, at)] : postfix.evidence(name),
      ),
      values: { domains: [...new Set(domains)].slice(0, 5).join(', ') },
      marks: ['port:25', ...closed.map((name) => `parameter:${name}`)],
    })
  },
  explains: [
    { condition: 'inbound-refused', when: () => true },
    { condition: 'inbound-null-sender-refused', when: () => true },
    { condition: 'recipient-role-addresses-refused', when: () => true },
    { condition: 'dns-mx-refuses-domain', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'routing-own-domain-not-accepted',
      toldApartBy: {
        en: 'the domain is listed; a rule refuses every sender before it is looked at',
        zh: '域名已列出；规则在查看域名之前就拒绝所有发件方',
      },
    },
  ],
  texts: {
    en: {
      title: 'Port 25 refuses mail of every other server: {subject} ends in "reject"',
      because:
        'This server is the MX of {domains}, but {subject}, as it holds for port 25, lets own users and networks pass and says "reject" to all others. No mail comes in. Such lines belong to the submission services in master.cf.',
      allClear: 'no rule refuses all mail from other servers',
    },
    zh: {
      title: '端口 25 拒收所有其他服务器的邮件：{subject} 以“reject”结尾',
      because:
        '本服务器是 {domains} 的 MX，但对端口 25 生效的 {subject} 只放行自己的用户和网络，对其余一律“reject”。没有邮件能进来。这类规则应写在 master.cf 的 submission 服务中。',
      allClear: '没有规则拒收所有来信',
    },
  },
  fix: [
    {
      do: { en: 'See the lists that hold for port 25', zh: '查看对端口 25 生效的列表' },
      command: 'postconf -n | grep smtpd_.*_restrictions; postconf -P smtp/inet',
      risk: 'none',
    },
    {
      do: {
        en: 'Take the "reject" out of {subject} in main.cf (relaying stays closed by reject_unauth_destination), or move it to the submission services as -o in master.cf; then reload',
        zh: '从 main.cf 的 {subject} 中去掉“reject”（reject_unauth_destination 仍会禁止中继），或以 -o 移到 master.cf 的 submission 服务；然后重新加载',
      },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ["journalctl --since -10min --no-pager | grep -c 'Access denied'"],
  references: ['https://www.postfix.org/SMTPD_ACCESS_README.html'],
})

function refusesStrangers(list: readonly Restriction[]): boolean {
  const [first] = list.filter(({ name, onlyWarns }) => !onlyWarns && !forOwn.has(name) && !isNarrowing(name))
  return first?.name === 'reject' || first?.name === 'defer'
}

/** Refuses some; says nothing of the others. */
function isNarrowing(name: string): boolean {
  return name.startsWith('reject_') || name.startsWith('defer_')
}
