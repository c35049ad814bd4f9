import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Tags that RFC 9989 took out (pct, rf, ri): receivers of today ignore them.
 */
export const dmarcObsoleteTags = condition({
  id: 'dmarc-obsolete-tags',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { published: dmarcPublished },
  detect: ({ published }, domain) => {
    const record = published.status === 'known' ? published.value.record : undefined
    if (published.status === 'absent' || record === undefined || published.value.at !== domain)
      return notApplicable(`${domain} has no DMARC record of its own`)
    const found = record.text
      .split(';')
      .map((part) => part.trim())
      .filter((part) => /^(?:pct|rf|ri)\s*=/i.test(part) && !/^pct\s*=\s*100$/i.test(part))
    if (found.length === 0) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { tags: found.join('; ') },
      marks: [],
    })
  },
  mistakenFor: [],
  texts: {
    en: {
      title: 'The DMARC record of {subject} has tags that no longer count: {tags}',
      because:
        '{tags} was in the first DMARC (RFC 7489) and is not in the current one (RFC 9989). Receivers ignore it: pct=10 does not mean a tenth any more, but all.',
      allClear: 'the DMARC record of {subject} has current tags only',
    },
    zh: {
      title: '{subject} 的 DMARC 记录含有已废除的标签：{tags}',
      because:
        '{tags} 属于最初的 DMARC（RFC 7489），现行标准（RFC 9989）已没有它。收件方会忽略：pct=10 不再表示十分之一，而是全部。',
      allClear: '{subject} 的 DMARC 记录只含现行标签',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: { en: 'Remove {tags}; for a careful start use t=y', zh: '去掉 {tags}；如需谨慎起步请用 t=y' },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989'],
})
