import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'
import { mailRouteState } from '../../mail-route-state.ts'
import { isProxy } from '../../proxy-networks.ts'

/** The address of the MX host is a web proxy's (Cloudflare "orange cloud"), which carries no SMTP. */
export const dnsMxProxied = condition({
  id: 'dns-mx-proxied',
  topic: 'delivery',
  severity: 'critical',
  subjects: ownDomains,
  needs: { route: mailRoute },
  detect: ({ route }, domain) => {
    if (route.status === 'absent') return fine(route.evidence)
    const proxied = route.value.targets.filter(({ address }) => isProxy(address))
    const [first] = proxied
    // Cloudflare's own mail hosts lie in the same networks, and answer.
    const answers = route.value.targets.some(({ answer }) => answer !== undefined && answer !== 'not reached')
    const all = proxied.length === route.value.targets.length
    if (first === undefined || !all || answers || mailRouteState(route.value) === 'ours')
      return fine(route.evidence)
    const asked = proxied.some(({ answer }) => answer === 'not reached')
    return problem({
      confidence: asked ? 'certain' : 'likely',
      evidence: [...route.evidence, ...proxied.flatMap(({ evidence }) => evidence)],
      values: { host: first.host, address: first.address },
      marks: [
        `domain:${domain}`,
        ...proxied.flatMap(({ host, address }) => [`host:${host}`, `address:${address}`]),
      ],
    })
  },
  explains: [{ condition: 'service-mx-unreachable' }],
  mistakenFor: [
    {
      condition: 'dns-mx-stale-after-migration',
      toldApartBy: {
        en: 'the address is a web proxy’s, not another mail server’s',
        zh: '该地址属于网页代理，而不是另一台邮件服务器',
      },
    },
  ],
  texts: {
    en: {
      title: 'The mail name {host} is behind a web proxy: no mail can reach {subject}',
      because:
        'The DNS sends mail for {subject} to {host}, whose address {address} belongs to Cloudflare’s HTTP proxy. ' +
        'It carries web pages only; SMTP and IMAP do not pass.',
      allClear: 'the mail names of {subject} are not behind a web proxy',
    },
    zh: {
      title: '邮件主机名 {host} 位于网页代理之后，{subject} 收不到邮件',
      because:
        'DNS 把 {subject} 的邮件引向 {host}，其地址 {address} 属于 Cloudflare 的 HTTP 代理。该代理只转发网页，SMTP 和 IMAP 无法通过。',
      allClear: '{subject} 的邮件主机名不在网页代理之后',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Set {host} to "DNS only" (grey cloud), so that it has the address of this server',
        zh: '把 {host} 设为“仅 DNS”（灰色云朵），使其解析到本服务器的地址',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {host} A'],
  references: ['https://developers.cloudflare.com/dns/manage-dns-records/reference/proxied-dns-records/'],
})
