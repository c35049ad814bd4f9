import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The domain is protected, and its subdomains are not (sp=none or np=none): forgers take news.example.org.
 */
export const dmarcSubdomainsOpen = condition({
  id: 'dmarc-subdomains-open',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: dmarcPublished },
  detect: ({ published }, domain) => {
    const record = published.status === 'known' ? published.value.record : undefined
    if (published.status === 'absent' || record === undefined || published.value.at !== domain)
      return notApplicable(`${domain} has no DMARC record of its own`)
    if (record.policy === 'none' || record.subdomainPolicy !== 'none') return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { policy: record.policy },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dmarc-not-enforced',
      toldApartBy: { en: 'the domain itself is enforced', zh: '域名自身已执行' },
    },
  ],
  texts: {
    en: {
      title: 'DMARC protects {subject}, and none of its subdomains',
      because:
        'The record says p={policy} for {subject} and sp=none for everything below: forgers send as any subdomain, existing or not.',
      allClear: 'DMARC protects subdomains of {subject} as well',
    },
    zh: {
      title: 'DMARC 保护了 {subject}，却没有保护其子域',
      because:
        '记录对 {subject} 为 p={policy}，而对所有子域为 sp=none：伪造者可以用任何子域（无论存在与否）发信。',
      allClear: 'DMARC 同样保护 {subject} 的子域',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Remove sp=none; give subdomains that need it a record of their own',
        zh: '去掉 sp=none；为需要例外的子域单独发布记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989'],
})
