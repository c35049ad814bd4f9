import { dnsByTcp } from '../../../collect/network/dns-by-tcp.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** DNS by UDP works and by TCP does not: long answers (TXT, many MX, DNSSEC) never come. RFC 7766. */
export const networkDnsTcpBlocked = condition({
  id: 'network-dns-tcp-blocked',
  topic: 'delivery',
  severity: 'medium',
  needs: { servers: dnsByTcp },
  detect: ({ servers }) => {
    if (servers.status === 'absent') return notApplicable('no DNS server outside answers by UDP')
    const silent = servers.value.filter(({ tcp }) => tcp === 'timeout')
    const evidence = servers.value.flatMap((one) => one.evidence)
    if (silent.length < servers.value.length) return fine(evidence)
    return problem({
      subject: 'TCP port 53, outgoing',
      confidence: 'likely',
      evidence,
      values: { servers: silent.map(({ address }) => address).join(', ') },
      marks: ['port:53-outgoing', 'service:dns'],
    })
  },
  explains: [],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the resolver answers small questions', zh: '解析器能应答小的查询' },
    },
  ],
  texts: {
    en: {
      title: 'DNS by TCP is blocked: long answers get lost',
      because:
        '{servers} answers by UDP, but takes no connection to TCP port 53. Answers that do not fit one UDP packet (long ' +
        'TXT records with SPF and DKIM keys, many MX, DNSSEC) fail, so some domains seem not to exist.',
      allClear: 'DNS works by TCP too',
    },
    zh: {
      title: 'DNS 的 TCP 查询被阻断：长应答会丢失',
      because:
        '{servers} 能以 UDP 应答，但 TCP 53 端口无法连接。放不进一个 UDP 包的应答（含 SPF、DKIM 密钥的长 TXT、很多 MX、DNSSEC）会失败，因此某些域名看似不存在。',
      allClear: 'DNS 的 TCP 查询正常',
    },
  },
  fix: [
    {
      do: {
        en: 'Let TCP port 53 out in the own firewall, and ask the provider where it is not the own',
        zh: '在本机防火墙放行出站 TCP 53；若不是本机所为，请联系提供商',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +tcp @{servers} google.com TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc7766'],
})
