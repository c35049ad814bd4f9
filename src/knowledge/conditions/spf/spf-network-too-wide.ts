import { spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { declaredSetup, setupOf } from '../../../collect/own-setup/declared.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** From here on a network may well be a large sender's own. */
const narrowest = { ip4: 16, ip6: 32 } as const
/** Up to here it is everybody: spf-permits-everyone. */
const everyone = { ip4: 8, ip6: 16 } as const

/**
 * A network in the record is so wide that strangers in it may send as the domain.
 */
export const spfNetworkTooWide = condition({
  id: 'spf-network-too-wide',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: spfPublished },
  optional: { declared: declaredSetup },
  detect: ({ published, declared }, domain) => {
    const own =
      published.status === 'known'
        ? published.value.tree?.records.find((one) => one.domain === domain)
        : undefined
    if (published.status === 'absent' || own === undefined)
      return notApplicable(`${domain} has not exactly one SPF record`)
    const senders = setupOf(declared).spfSenders
    const wide = own.record.directives.filter(
      ({ mechanism, qualifier, term }) =>
        qualifier === 'pass' &&
        'address' in mechanism &&
        mechanism.prefixBits < narrowest[mechanism.kind] &&
        mechanism.prefixBits > everyone[mechanism.kind] &&
        !senders.some((sender) => term.toLowerCase().endsWith(`${mechanism.kind}:${sender}`)),
    )
    if (wide.length === 0) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { terms: wide.map(({ term }) => term).join(', ') },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'spf-permits-everyone',
      toldApartBy: {
        en: 'it is a network of one provider, not everybody',
        zh: '是某个服务商的网段，而不是所有人',
      },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} allows a very large network: {terms}',
      because:
        'The record of {subject} itself names {terms}: a hundred thousand addresses and more, most of them of strangers in the same data centre. Each of them may send as {subject}.',
      allClear: 'the SPF record of {subject} names networks of its own size',
    },
    zh: {
      title: '{subject} 的 SPF 记录允许了非常大的网段：{terms}',
      because:
        '{subject} 的记录写有 {terms}：包含十万以上的地址，其中大多属于同一数据中心的陌生人，他们都可以以 {subject} 的名义发信。',
      allClear: '{subject} 的 SPF 记录只列出合适大小的网段',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Name only the addresses that send: single ones, or the networks that are yours',
        zh: '只列出真正发信的地址：单个地址，或属于自己的网段',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-8.2'],
})
