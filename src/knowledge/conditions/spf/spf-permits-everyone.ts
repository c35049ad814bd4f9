import type { SpfDirective } from '../../../collect/authentication/spf/record.ts'
import { spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** A whole /8 of IPv4 is more than any sender owns; of IPv6, more than a registry gives to a provider. */
const widest = { ip4: 8, ip6: 16 } as const

/** The record authorises any host ("+all", ip4:0.0.0.0/0 …): forged mail passes SPF. RFC 7208 §5.1. */
export const spfPermitsEveryone = condition({
  id: 'spf-permits-everyone',
  topic: 'security',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished },
  detect: ({ published }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} has no SPF record`)
    const own = published.value.tree?.records.find((one) => one.domain === domain)
    const open = own?.record.directives.find(permitsEveryone)
    if (open === undefined) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { term: open.term },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'spf-missing',
      toldApartBy: { en: 'there is a record; it allows everybody', zh: '有记录，但允许所有人' },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} allows everybody to send: {term}',
      because:
        'The term {term} authorises hosts that have nothing to do with {subject}. Forged mail passes SPF, and ' +
        'receivers treat such a record as a sign of spam.',
      allClear: 'the SPF record of {subject} does not allow everybody',
    },
    zh: {
      title: '{subject} 的 SPF 记录允许所有人发信：{term}',
      because:
        '条目 {term} 授权了与 {subject} 无关的主机。伪造邮件能通过 SPF，而且收件方会把这种记录视为垃圾邮件特征。',
      allClear: '{subject} 的 SPF 记录没有允许所有人',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'End the record with "-all" (or "~all" while you watch), and name only your own networks',
        zh: '记录末尾改为“-all”（观察期可用“~all”），并只列出自己的网段',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-5.1'],
})

function permitsEveryone({ qualifier, mechanism }: SpfDirective): boolean {
  if (qualifier !== 'pass') return false
  if (mechanism.kind === 'all') return true
  return 'address' in mechanism && mechanism.prefixBits <= widest[mechanism.kind]
}
