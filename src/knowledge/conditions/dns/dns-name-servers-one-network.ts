import { parseIpAddress, sharesPrefix } from '../../../collect/dns/ip-address.ts'
import { nameServers } from '../../../collect/dns/name-servers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** The smallest IPv4 network that is routed by itself. */
const networkBits = 24

/**
 * All name servers stand in one network, which fails as a whole. RFC 2182 §3.1.
 */
export const dnsNameServersOneNetwork = condition({
  id: 'dns-name-servers-one-network',
  topic: 'redundancy',
  severity: 'info',
  subjects: ownDomains,
  needs: { servers: nameServers },
  detect: ({ servers }, domain) => {
    if (servers.status === 'absent') return notApplicable(`${domain} has no zone`)
    const all = servers.value.servers.flatMap(({ addresses }) => addresses)
    const v4 = new Set(all.filter((address) => !address.includes(':')))
    const [first, ...others] = [...v4].map(parseIpAddress)
    // One machine is another matter; servers known by IPv6 too are anycast or far apart often enough.
    if (first === undefined || others.length === 0) return fine(servers.evidence)
    const together = others.every((other) => other !== undefined && sharesPrefix(first, other, networkBits))
    if (!together) return fine(servers.evidence)
    return problem({
      confidence: 'certain',
      evidence: servers.evidence,
      values: { zone: servers.value.zone, addresses: [...v4].join(', ') },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'All name servers of {zone} are in one network: {addresses}',
      because:
        'The name servers of {zone} have neighbouring addresses ({addresses}): one broken line or router takes all of them away, and mail with them.',
      allClear: 'the name servers of {subject} are in more than one network',
    },
    zh: {
      title: '{zone} 的所有名称服务器都在同一网络：{addresses}',
      because:
        '{zone} 的名称服务器地址相邻（{addresses}）：一条线路或一台路由器出故障，它们就会同时不可用，邮件也随之中断。',
      allClear: '{subject} 的名称服务器分布在多个网络',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: { en: 'Add a name server in another network', zh: '在另一网络中增加一台名称服务器' },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} NS'],
  references: ['https://www.rfc-editor.org/rfc/rfc2182#section-3.1'],
})
