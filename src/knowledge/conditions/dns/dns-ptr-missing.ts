import { visibleReverseNames } from '../../../collect/dns/visible-reverse-names.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * An address that mail leaves from has no PTR record: many receivers refuse such a client. Most providers
 * leave it empty until asked. RFC 1912 §2.1. Only IPv6 lacks it: network-ipv6-no-ptr.
 */
export const dnsPtrMissing = condition({
  id: 'dns-ptr-missing',
  topic: 'delivery',
  severity: 'high',
  needs: { visible: visibleReverseNames },
  detect: ({ visible }) => {
    if (visible.status === 'absent') return notApplicable('a relay host sends this host’s mail')
    const onlyIpv6 = visible.value.every(({ family }) => family === 6)
    const ipv4Lacks = visible.value.some(({ family, names }) => family === 4 && names.status === 'absent')
    return visible.value
      .filter(({ family }) => family === 4 || onlyIpv6 || ipv4Lacks)
      .map(({ address, names }) => {
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
  explains: explainsRefusals(['missing-ptr'], ['reputation-gmail-ptr-ipv6', 'reputation-gmx-ptr']),
  mistakenFor: [
    {
      condition: 'dns-fcrdns-mismatch',
      toldApartBy: { en: 'there is no reverse name at all', zh: '根本没有反向名称' },
    },
    {
      condition: 'reputation-ip-listed-spam-source',
      toldApartBy: { en: 'no block list names the address', zh: '该地址不在任何黑名单中' },
    },
  ],
  texts: {
    en: {
      title: '{subject} has no reverse DNS name (PTR)',
      because:
        'Mail leaves from {subject}, and the DNS has no name for that address. Many receivers (Gmail, GMX, ' +
        'Postfix with reject_unknown_client_hostname …) refuse mail from such an address or put it off.',
      allClear: '{subject} has a reverse DNS name',
    },
    zh: {
      title: '{subject} 没有反向解析（PTR）记录',
      because:
        '邮件从 {subject} 发出，而 DNS 中该地址没有名称。许多收件方（Gmail、GMX、启用 reject_unknown_client_hostname 的 Postfix 等）会拒收或推迟来自此类地址的邮件。',
      allClear: '{subject} 有反向解析记录',
    },
  },
  fix: [
    {
      who: 'address owner',
      do: {
        en: 'At the provider of the address (its panel, "reverse DNS"), set the PTR of {subject} to the name that this server gives in EHLO',
        zh: '在该地址的提供商面板（“反向 DNS”）中，把 {subject} 的 PTR 设为本服务器 EHLO 使用的名称',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'See that this name has an A or AAAA record with {subject}',
        zh: '确认该名称有指向 {subject} 的 A 或 AAAA 记录',
      },
      command: 'postconf smtp_helo_name',
      risk: 'none',
    },
  ],
  verify: ['dig +short -x {subject}'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc1912#section-2.1',
    'https://support.google.com/mail/answer/81126',
    'https://www.postfix.org/postconf.5.html#reject_unknown_client_hostname',
  ],
})
