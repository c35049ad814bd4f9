import { nameServers } from '../../../collect/dns/name-servers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * A zone with one name server: when it is down, mail to and from the domain stops. RFC 1034 §4.1, RFC 2182.
 */
export const dnsSingleNameServer = condition({
  id: 'dns-single-name-server',
  topic: 'redundancy',
  severity: 'low',
  subjects: ownDomains,
  needs: { servers: nameServers },
  detect: ({ servers }, domain) => {
    if (servers.status === 'absent') return notApplicable(`${domain} has no zone`)
    const { zone, servers: all } = servers.value
    const [only] = all
    const places = new Set(all.flatMap(({ addresses }) => addresses))
    if (only === undefined || (all.length > 1 && places.size !== 1)) return fine(servers.evidence)
    return problem({
      confidence: 'certain',
      evidence: servers.evidence,
      values: { zone, server: all.map(({ name }) => name).join(', ') },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-lame-delegation',
      toldApartBy: { en: 'there is no other server that could answer', zh: '没有其他服务器可以应答' },
    },
  ],
  texts: {
    en: {
      title: '{zone} has only one name server: {server}',
      because:
        'All that is known of {zone} comes from one machine, {server}. When that one is down, senders find no MX and receivers no SPF, DKIM and DMARC: mail waits or is refused.',
      allClear: '{subject} has more than one name server',
    },
    zh: {
      title: '{zone} 只有一台名称服务器：{server}',
      because:
        '{zone} 的全部信息来自同一台机器 {server}。它一旦停机，发件方找不到 MX，收件方查不到 SPF、DKIM 和 DMARC：邮件会滞留或被拒。',
      allClear: '{subject} 有多台名称服务器',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Add a second name server in another network; most registrars and DNS providers give one',
        zh: '在另一网络中增加第二台名称服务器；多数注册商和 DNS 服务商都提供',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} NS'],
  references: ['https://www.rfc-editor.org/rfc/rfc2182'],
})
