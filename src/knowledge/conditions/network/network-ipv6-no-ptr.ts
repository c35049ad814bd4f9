import { visibleReverseNames } from '../../../collect/dns/visible-reverse-names.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * Mail leaves over IPv6 too, and only the IPv6 address lacks a reverse name: deliveries fail where the
 * receiver has an AAAA (Gmail, Microsoft, GMX), and go through over IPv4. Both lack it: dns-ptr-missing.
 */
export const networkIpv6NoPtr = condition({
  id: 'network-ipv6-no-ptr',
  topic: 'network',
  severity: 'high',
  needs: { visible: visibleReverseNames },
  detect: ({ visible }) => {
    if (visible.status === 'absent') return notApplicable('a relay host sends this host’s mail')
    const ipv4 = visible.value.filter(({ family }) => family === 4)
    const ipv6 = visible.value.filter(({ family }) => family === 6)
    if (ipv6.length === 0) return notApplicable('mail does not leave over IPv6')
    const allNamed = ipv4.length > 0 && ipv4.every(({ names }) => names.status !== 'absent')
    if (!allNamed) return notApplicable('the reverse name is not a matter of IPv6 alone')
    return ipv6.map(({ address, names }) => {
      if (names.status === 'unknown') return couldNotTell(names.because, address)
      if (names.status === 'known') return fine(names.evidence, address)
      return problem({
        subject: address,
        confidence: 'certain',
        evidence: names.evidence,
        marks: [`address:${address}`, 'reason:missing-ptr'],
      })
    })
  },
  explains: explainsRefusals(['missing-ptr'], ['reputation-gmail-ptr-ipv6']),
  mistakenFor: [
    {
      condition: 'dns-ptr-missing',
      toldApartBy: { en: 'the IPv4 address has a reverse name', zh: 'IPv4 地址有反向名称' },
    },
  ],
  texts: {
    en: {
      title: 'The IPv6 address {subject} has no reverse DNS name (PTR)',
      because:
        'Mail also leaves over IPv6, from {subject}, and only that address has no reverse name. Receivers that ' +
        'are reached over IPv6 (Gmail, Microsoft, GMX) refuse it, while deliveries over IPv4 go through.',
      allClear: '{subject} has a reverse DNS name',
    },
    zh: {
      title: 'IPv6 地址 {subject} 没有反向解析（PTR）记录',
      because:
        '邮件也会通过 IPv6 从 {subject} 发出，而只有该地址没有反向名称。通过 IPv6 连接的收件方（Gmail、Microsoft、GMX）会拒收，而 IPv4 投递正常。',
      allClear: '{subject} 有反向解析记录',
    },
  },
  fix: [
    {
      who: 'address owner',
      do: {
        en: 'At the provider, set the PTR of {subject} to the name given in EHLO, and an AAAA of that name to {subject}',
        zh: '在提供商处把 {subject} 的 PTR 设为 EHLO 名称，并为该名称添加指向 {subject} 的 AAAA 记录',
      },
      risk: 'none',
    },
    {
      do: { en: 'Until then, send over IPv4', zh: '在此之前改用 IPv4 发送' },
      command: "postconf -e 'smtp_address_preference = ipv4' && systemctl reload postfix",
      risk: 'reload',
    },
  ],
  verify: ['dig +short -x {subject}'],
  references: ['https://support.google.com/mail/answer/81126'],
})
