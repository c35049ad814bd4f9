import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
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
  subjects: ownDomains,
  needs: { configuration: postfixConfiguration, route: mailRoute },
  detect: ({ configuration, route }, domain) => {
    if (configuration.status === 'absent' || route.status === 'absent')
      return notApplicable('no mail of this domain comes here')
    const postfix = configuration.value
    const interfaces = (postfix.value('inet_interfaces') ?? 'all').trim()
    const items = interfaces.split(/[\s,]+/)
    const onlyLoopback = items.every((item) =>
      /^(?:loopback-only|localhost|127\.[\d.]+|\[?::1\]?)$/.test(item),
    )
    const evidence = [...postfix.evidence('inet_interfaces'), ...route.evidence]
    const leadsHere = route.value.targets.some(({ owner }) => owner === 'ours')
    if (!onlyLoopback || !leadsHere) return fine(evidence, domain)
    return problem({
      subject: domain,
      confidence: 'certain',
      evidence,
      values: { interfaces },
      marks: ['port:25', `domain:${domain}`, 'parameter:inet_interfaces'],
    })
  },
  explains: [{ condition: 'service-not-listening' }],
  texts: {
    en: {
      title: 'Postfix listens on loopback only, and is the MX of {subject}',
      because:
        'The DNS sends mail for {subject} to this server, but inet_interfaces = {interfaces} has Postfix listen for ' +
        'programs on this machine only. Other servers get "connection refused".',
      allClear: 'Postfix listens where mail for {subject} is sent to',
    },
    zh: {
      title: 'Postfix 只监听回环接口，却是 {subject} 的 MX',
      because:
        'DNS 将 {subject} 的邮件指向本服务器，但 inet_interfaces = {interfaces} 使 Postfix 只为本机程序监听。其他服务器得到“连接被拒绝”。',
      allClear: 'Postfix 在接收 {subject} 邮件的地址上监听',
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
