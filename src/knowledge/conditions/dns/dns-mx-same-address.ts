import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Several MX names lead to one address: they look like a reserve and are none.
 */
export const dnsMxSameAddress = condition({
  id: 'dns-mx-same-address',
  topic: 'redundancy',
  severity: 'info',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers },
  detect: ({ exchangers }, domain) => {
    if (exchangers.status === 'absent') return notApplicable(`${domain} has no mail server in the DNS`)
    const all = exchangers.value.exchangers
    const places = all.map(({ addresses }) =>
      addresses.status === 'known' ? addresses.value.toSorted().join(' ') : undefined,
    )
    const [first] = places
    const hosts = new Set(all.map(({ host }) => host))
    if (first === undefined || all.length < 2 || places.some((place) => place !== first))
      return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: exchangers.evidence,
      values: { hosts: [...hosts].join(', '), addresses: first },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'All MX records of {subject} lead to the same addresses',
      because:
        'The MX records of {subject} name {hosts}, and each time the addresses are {addresses}. That is one server, not a reserve.',
      allClear: 'the MX records of {subject} lead to different addresses',
    },
    zh: {
      title: '{subject} 的所有 MX 记录指向相同的地址',
      because: '{subject} 的 MX 记录为 {hosts}，而地址都是 {addresses}。这是同一台服务器，并非备用。',
      allClear: '{subject} 的 MX 记录指向不同的地址',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Keep one MX record, or let the other lead to another server',
        zh: '只保留一条 MX 记录，或让另一条指向另一台服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX'],
  references: ['https://www.rfc-editor.org/rfc/rfc5321#section-5.1'],
})
