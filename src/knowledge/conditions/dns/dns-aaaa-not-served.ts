import { exchangerIpv6 } from '../../../collect/dns/exchanger-ipv6.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The mail name has an AAAA record, and port 25 does not answer there while it does over IPv4: senders
 * wait for a time-out before they try IPv4, some give up.
 */
export const dnsAaaaNotServed = condition({
  id: 'dns-aaaa-not-served',
  topic: 'slow',
  severity: 'medium',
  needs: { seen: exchangerIpv6 },
  detect: ({ seen }) => {
    if (seen.status === 'absent') return notApplicable('no mail name of this host has an AAAA record')
    return seen.value.map(({ host, address, owner, noIpv6Here, overIpv4, overIpv6, evidence }) => {
      if (overIpv6.outcome === 'connected') return fine(evidence, host)
      if (overIpv4.outcome !== 'connected')
        return couldNotTell(
          { code: 'unreachable', text: `port 25 does not answer over IPv4 either: ${overIpv4.outcome}` },
          host,
        )
      const foreign = owner === 'foreign' || noIpv6Here
      if (owner !== 'ours' && !foreign)
        return couldNotTell(
          {
            code: 'unreachable',
            text: `${address} is not an address of this host, which has private IPv6 addresses only`,
            remedy: 'check port 25 over IPv6 from outside',
          },
          host,
        )
      return problem({
        subject: host,
        confidence: owner === 'ours' && overIpv6.outcome === 'refused' ? 'certain' : 'likely',
        evidence,
        values: {
          address,
          why: foreign ? 'this host does not have that address' : `port 25 there: ${overIpv6.outcome}`,
          whyZh: foreign ? '本机没有该地址' : `25 端口：${overIpv6.outcome}`,
        },
        marks: [`address:${address}`, `endpoint:${address}:25`],
      })
    })
  },
  mistakenFor: [
    {
      condition: 'network-inbound-25-blocked',
      toldApartBy: { en: 'port 25 answers over IPv4', zh: 'IPv4 的 25 端口有应答' },
    },
  ],
  texts: {
    en: {
      title: '{subject} has an IPv6 address in the DNS at which no mail server answers',
      because:
        'The DNS gives {subject} the address {address}, but {why}. Servers and clients that prefer IPv6 wait for a ' +
        'time-out at each connection before they try IPv4.',
      allClear: '{subject} answers on port 25 over IPv6 as well',
    },
    zh: {
      title: '{subject} 在 DNS 中有 IPv6 地址，但该地址上没有邮件服务应答',
      because:
        'DNS 为 {subject} 提供地址 {address}，但{whyZh}。优先使用 IPv6 的服务器和客户端每次都要等到超时才改用 IPv4。',
      allClear: '{subject} 通过 IPv6 的 25 端口也有应答',
    },
  },
  fix: [
    {
      do: {
        en: 'Let Postfix listen on IPv6 too, where the host has the address',
        zh: '如果本机有该地址，让 Postfix 也监听 IPv6',
      },
      command: "postconf -e 'inet_protocols = all' && systemctl restart postfix",
      risk: 'restart',
    },
    {
      who: 'DNS admin',
      do: {
        en: 'Or delete the AAAA record {address} of {subject}',
        zh: '或者删除 {subject} 的 AAAA 记录 {address}',
      },
      risk: 'none',
    },
  ],
  verify: ['ss -ltn sport = :25', 'dig +short {subject} AAAA'],
  references: ['https://www.postfix.org/postconf.5.html#inet_protocols'],
})
