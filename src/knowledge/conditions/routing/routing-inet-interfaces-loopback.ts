import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The MX of a domain is this server, and Postfix listens on the loopback interface only: other servers get
 * "connection refused". Right for a host that only sends, wrong for one that mail is sent to.
 */
export const routingInetInterfacesLoopback = condition({
  id: 'routing-inet-interfaces-loopback',
  topic: 'downtime',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, exchangers: ownExchangers, own: ownAddresses },
  detect: ({ configuration, exchangers, own }) => {
    if (configuration.status === 'absent' || exchangers.status === 'absent' || own.status === 'absent')
      return notApplicable('no MX record leads to this server')
    const postfix = configuration.value
    const interfaces = (postfix.value('inet_interfaces') ?? 'all').trim()
    const onlyLoopback = interfaces
      .split(/[\s,]+/)
      .every((item) => /^(?:loopback-only|localhost|127\.[\d.]+|\[?::1\]?)$/.test(item))
    const here = exchangers.value.filter(
      ({ addresses }) =>
        addresses.status === 'known' && addresses.value.some((one) => ownershipOf(one, own.value) === 'ours'),
    )
    const evidence = [
      ...postfix.evidence('inet_interfaces'),
      ...here.flatMap(({ addresses }) => (addresses.status === 'known' ? addresses.evidence : [])),
    ]
    if (!onlyLoopback || here.length === 0) return fine(evidence, 'inet_interfaces')
    const domains = [...new Set(here.flatMap((one) => one.domains))]
    return problem({
      subject: 'inet_interfaces',
      confidence: 'certain',
      evidence,
      values: { interfaces, domains: domains.slice(0, 5).join(', ') },
      marks: ['port:25', ...domains.map((domain) => `domain:${domain}`), 'parameter:inet_interfaces'],
    })
  },
  explains: [{ condition: 'service-not-listening' }, { condition: 'service-mx-unreachable' }],
  texts: {
    en: {
      title: 'Postfix listens on loopback only ({subject}), and is the MX of {domains}',
      because:
        'The DNS sends mail for {domains} to this server, but {subject} = {interfaces} has Postfix listen for ' +
        'programs on this machine only. Other servers get "connection refused".',
      allClear: 'Postfix listens where mail is sent to',
    },
    zh: {
      title: 'Postfix 只监听回环接口（{subject}），却是 {domains} 的 MX',
      because:
        'DNS 将 {domains} 的邮件指向本服务器，但 {subject} = {interfaces} 使 Postfix 只为本机程序监听。其他服务器得到“连接被拒绝”。',
      allClear: 'Postfix 在接收邮件的地址上监听',
    },
  },
  fix: [
    {
      do: {
        en: 'Listen on all interfaces; a restart is needed, a reload is not enough',
        zh: '在所有接口上监听；需要重启，重新加载不够',
      },
      command: "postconf -e 'inet_interfaces = all' && systemctl restart postfix",
      risk: 'restart',
    },
  ],
  verify: ['ss -ltn sport = :25'],
  references: ['https://www.postfix.org/postconf.5.html#inet_interfaces'],
})
