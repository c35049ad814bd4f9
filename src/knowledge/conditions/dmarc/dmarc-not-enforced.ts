import { dmarcPublished } from '../../../collect/authentication/dmarc.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * DMARC is published and asks receivers for nothing (p=none, or t=y): forged mail is delivered. Right for the first
 * weeks, while reports are read. RFC 9989 §4.8.
 */
export const dmarcNotEnforced = condition({
  id: 'dmarc-not-enforced',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: dmarcPublished },
  detect: ({ published }, domain) => {
    const record = published.status === 'known' ? published.value.record : undefined
    if (published.status === 'absent' || record === undefined)
      return notApplicable(`${domain} has no DMARC record`)
    const { at } = published.value
    const policy = at === domain ? record.policy : (record.subdomainPolicy ?? record.policy)
    if (policy !== 'none' && !record.testing) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      // With reports somebody is on his way; without, it was forgotten.
      severity: record.reportTo.length > 0 ? 'info' : 'low',
      evidence: published.evidence,
      values: {
        tag:
          policy === 'none'
            ? at === domain || record.subdomainPolicy === undefined
              ? 'p=none'
              : 'sp=none'
            : 't=y',
        at: at ?? domain,
      },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [{ condition: 'dmarc-missing', toldApartBy: { en: 'there is a record', zh: '记录存在' } }],
  texts: {
    en: {
      title: 'DMARC of {subject} is only watched, not enforced ({tag})',
      because:
        'The record at _dmarc.{at} says {tag}: receivers report, and deliver forged mail all the same. That is right while you find out who sends; afterwards it protects nobody.',
      allClear: 'DMARC of {subject} is enforced',
    },
    zh: {
      title: '{subject} 的 DMARC 只观察不执行（{tag}）',
      because:
        '_dmarc.{at} 的记录为 {tag}：收件方只发报告，伪造邮件照样投递。在排查有哪些发信来源时可以这样；之后就起不到保护作用。',
      allClear: '{subject} 的 DMARC 已执行',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'When the reports show only your own servers passing, set p=quarantine, later p=reject',
        zh: '当报告显示自己的服务器都能通过后，改为 p=quarantine，随后 p=reject',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short _dmarc.{at} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9989'],
})
