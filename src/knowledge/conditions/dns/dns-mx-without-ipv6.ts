import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * No MX host has an IPv6 address: senders with IPv6 only cannot deliver, and internet.nl and the like mark it.
 */
export const dnsMxWithoutIpv6 = condition({
  id: 'dns-mx-without-ipv6',
  topic: 'network',
  severity: 'info',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent' || exchangers.value.nullMx)
      return notApplicable(`${domain} takes no mail`)
    const all = exchangers.value.exchangers.map(({ addresses }) => addresses)
    const unseen = all.find((addresses) => addresses.status === 'unknown')
    if (
      all.some(
        (addresses) => addresses.status === 'known' && addresses.value.some((one) => one.includes(':')),
      )
    )
      return fine(exchangers.evidence)
    if (unseen?.status === 'unknown') return couldNotTell(unseen.because)
    if (all.every(({ status }) => status === 'absent')) return notApplicable('no MX host has an address')
    return problem({
      confidence: 'certain',
      evidence: all.flatMap((addresses) => (addresses.status === 'unknown' ? [] : addresses.evidence)),
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'No mail server of {subject} has an IPv6 address',
      because:
        'None of the MX hosts of {subject} has an AAAA record. Nearly all mail still comes over IPv4; a sender that has only IPv6 cannot deliver.',
      allClear: 'a mail server of {subject} has an IPv6 address',
    },
    zh: {
      title: '{subject} 的邮件服务器都没有 IPv6 地址',
      because:
        '{subject} 的 MX 主机都没有 AAAA 记录。目前几乎所有邮件仍走 IPv4；只有 IPv6 的发件方无法投递。',
      allClear: '{subject} 有邮件服务器具备 IPv6 地址',
    },
  },
  fix: [
    {
      do: {
        en: 'Give the server an IPv6 address with a PTR, let Postfix listen there (inet_protocols = all), test it, and only then publish the AAAA',
        zh: '为服务器配置带 PTR 的 IPv6 地址，让 Postfix 在其上监听（inet_protocols = all），测试后再发布 AAAA',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc8200'],
})
