import { ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** The MX names an alias (CNAME), which RFC 2181 §10.3 forbids: some senders refuse or loop, most do not. */
export const dnsMxPointsToCname = condition({
  id: 'dns-mx-points-to-cname',
  topic: 'delivery',
  severity: 'medium',
  needs: { exchangers: ownExchangers },
  detect: ({ exchangers }) => {
    if (exchangers.status === 'absent') return notApplicable('no own domain has an MX record')
    return exchangers.value.map(({ host, alias, addresses, domains }) => {
      const evidence = addresses.status === 'unknown' ? [] : addresses.evidence
      if (alias === undefined) return fine(evidence, host)
      return problem({
        subject: host,
        confidence: 'certain',
        evidence,
        values: { alias, domains: domains.join(', ') },
        marks: domains.map((domain) => `domain:${domain}`),
      })
    })
  },
  mistakenFor: [
    {
      condition: 'dns-mx-missing',
      toldApartBy: {
        en: 'the MX exists and leads to an address, by a detour',
        zh: 'MX 存在且能解析到地址，只是绕了一道',
      },
    },
  ],
  texts: {
    en: {
      title: 'The MX name {subject} is an alias (CNAME)',
      because:
        'The MX of {domains} names {subject}, which is a CNAME of {alias}. The standard forbids that; some senders ' +
        'refuse such a domain or do not recognise it, so a part of the mail is lost.',
      allClear: 'the MX name {subject} has addresses of its own',
    },
    zh: {
      title: 'MX 名称 {subject} 是别名（CNAME）',
      because:
        '{domains} 的 MX 指向 {subject}，而它是 {alias} 的 CNAME。标准禁止这种做法；部分发件方会拒绝或无法识别，导致丢失部分邮件。',
      allClear: 'MX 名称 {subject} 有自己的地址',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Replace the CNAME at {subject} by A and AAAA records with the addresses of {alias}',
        zh: '把 {subject} 的 CNAME 换成含有 {alias} 地址的 A/AAAA 记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} CNAME'],
  references: ['https://www.rfc-editor.org/rfc/rfc2181#section-10.3'],
})
