import type { Evidence } from '../../../access/answer.ts'
import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import type { Fact } from '../../../collect/fact.ts'
import type { MailServer } from '../../../collect/mail/mail-server.ts'
import { otherMailServers } from '../../../collect/mail/other-mail-servers.ts'
import { type PostfixConfiguration, postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const loopback = /^(?:loopback-only|localhost|127\.[\d.]+|\[?::1\]?)$/
const commands = {
  Postfix: { open: "postconf -e 'inet_interfaces = all' && systemctl restart postfix" },
  Exim: {
    open: 'sed -i "s/^dc_local_interfaces=.*/dc_local_interfaces=/" /etc/exim4/update-exim4.conf.conf && update-exim4.conf && systemctl restart exim4',
  },
} as const

/** Where a server listens, and what says so. */
interface Listener {
  readonly program: keyof typeof commands
  readonly setting: string
  readonly interfaces: string
  readonly onlyLoopback: boolean
  readonly evidence: readonly Evidence[]
}

/**
 * The MX of a domain is this server, and Postfix listens on the loopback interface only: other servers get
 * "connection refused". Right for a host that only sends, wrong for one that mail is sent to.
 */
export const routingInetInterfacesLoopback = condition({
  id: 'routing-inet-interfaces-loopback',
  topic: 'downtime',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, exchangers: ownExchangers, own: ownAddresses },
  optional: { servers: otherMailServers },
  detect: ({ configuration, exchangers, own, servers }) => {
    if (exchangers.status === 'absent' || own.status === 'absent')
      return notApplicable('no MX record leads to this server')
    const listener = configuration.status === 'known' ? ofPostfix(configuration.value) : ofOther(servers)
    if (listener === undefined) return notApplicable('no mail server is known here')
    const { program, setting, interfaces, onlyLoopback } = listener
    const here = exchangers.value.filter(
      ({ addresses }) =>
        addresses.status === 'known' && addresses.value.some((one) => ownershipOf(one, own.value) === 'ours'),
    )
    const evidence = [
      ...listener.evidence,
      ...here.flatMap(({ addresses }) => (addresses.status === 'known' ? addresses.evidence : [])),
    ]
    if (!onlyLoopback || here.length === 0) return fine(evidence, setting)
    const domains = [...new Set(here.flatMap((one) => one.domains))]
    return problem({
      subject: setting,
      confidence: 'certain',
      evidence,
      values: { program, interfaces, ...commands[program], domains: domains.slice(0, 5).join(', ') },
      marks: ['port:25', ...domains.map((domain) => `domain:${domain}`), `parameter:${setting}`],
    })
  },
  explains: [
    { condition: 'service-not-listening' },
    { condition: 'service-mx-unreachable' },
    // `inet_interfaces` holds for every port of the program, those for handing in mail too.
    { condition: 'client-autodiscovery-broken', when: (_, { subject }) => subject.startsWith('smtp://') },
  ],
  texts: {
    en: {
      title: '{program} listens on loopback only ({subject}), and is the MX of {domains}',
      because:
        'The DNS sends mail for {domains} to this server, but {subject} = {interfaces} has {program} listen for ' +
        'programs on this machine only. Other servers get "connection refused".',
      allClear: 'the mail server listens where mail is sent to',
    },
    zh: {
      title: '{program} 只监听回环接口（{subject}），却是 {domains} 的 MX',
      because:
        'DNS 将 {domains} 的邮件指向本服务器，但 {subject} = {interfaces} 使 {program} 只为本机程序监听。其他服务器得到“连接被拒绝”。',
      allClear: '邮件服务器在接收邮件的地址上监听',
    },
  },
  fix: [
    {
      do: {
        en: 'Listen on all interfaces; a restart is needed, a reload is not enough',
        zh: '在所有接口上监听；需要重启，重新加载不够',
      },
      command: '{open}',
      risk: 'restart',
    },
  ],
  verify: ['ss -ltn sport = :25'],
  references: ['https://www.postfix.org/postconf.5.html#inet_interfaces'],
})

function ofPostfix(postfix: PostfixConfiguration): Listener {
  const interfaces = (postfix.value('inet_interfaces') ?? 'all').trim()
  const onlyLoopback = interfaces.split(/[\s,]+/).every((item) => loopback.test(item))
  const evidence = postfix.evidence('inet_interfaces')
  return { program: 'Postfix', setting: 'inet_interfaces', interfaces, onlyLoopback, evidence }
}

/** Exim's `local_interfaces`; OpenSMTPD's is a condition of its own. */
function ofOther(servers: Fact<readonly MailServer[]>): Listener | undefined {
  const exim =
    servers.status === 'known' ? servers.value.find(({ program }) => program === 'Exim') : undefined
  if (exim === undefined || exim.ports.length === 0) return undefined
  const interfaces = exim.ports[0]?.addresses ?? []
  const onlyLoopback = interfaces.length > 0 && interfaces.every((item) => loopback.test(item))
  const evidence = exim.ports[0]?.evidence ?? []
  return {
    program: 'Exim',
    setting: 'local_interfaces',
    interfaces: interfaces.join(' ; '),
    onlyLoopback,
    evidence,
  }
}
