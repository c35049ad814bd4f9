import { dmarcReports } from '../../../collect/authentication/dmarc-reports.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Reports are asked for, and cannot arrive: the other domain has not agreed (RFC 9990 §4), or takes no mail.
 */
export const dmarcReportsLost = condition({
  id: 'dmarc-reports-lost',
  topic: 'monitoring',
  severity: 'low',
  subjects: ownDomains,
  needs: { destinations: dmarcReports },
  detect: ({ destinations }, domain) => {
    if (destinations.status === 'absent') return notApplicable(`${domain} asks for no reports`)
    return destinations.value.map(({ uri, domain: target, authorised, takesMail, evidence }) => {
      if (authorised.status === 'unknown') return couldNotTell(authorised.because, uri)
      if (takesMail.status === 'unknown') return couldNotTell(takesMail.because, uri)
      const agreed = authorised.status === 'known' && authorised.value
      const reachable = takesMail.status === 'known' && takesMail.value
      if (agreed && reachable) return fine(evidence, uri)
      return problem({
        subject: uri,
        confidence: 'certain',
        evidence,
        values: {
          domain,
          target,
          why: agreed
            ? `${target} takes no mail`
            : `${target} does not say that it takes reports about ${domain}`,
          whyZh: agreed ? `${target} 不接收邮件` : `${target} 没有声明愿意接收关于 ${domain} 的报告`,
        },
        marks: [],
      })
    })
  },
  mistakenFor: [
    { condition: 'dmarc-no-reports', toldApartBy: { en: 'reports are asked for', zh: '已要求报告' } },
  ],
  texts: {
    en: {
      title: 'DMARC reports of {domain} do not arrive at {subject}',
      because:
        'The record asks for reports to {subject}, but {why}. Receivers then send none: what is wrong stays unseen.',
      allClear: 'DMARC reports may go to {subject}',
    },
    zh: {
      title: '{domain} 的 DMARC 报告无法送达 {subject}',
      because: '记录要求把报告发到 {subject}，但{whyZh}。收件方因此不会发送报告，问题无从发现。',
      allClear: 'DMARC 报告可以发到 {subject}',
    },
  },
  fix: [
    {
      who: 'domain owner',
      do: {
        en: 'At {target}, publish a TXT record {domain}._report._dmarc.{target}: v=DMARC1; or use a mailbox of {domain} itself',
        zh: '在 {target} 发布 TXT 记录 {domain}._report._dmarc.{target}：v=DMARC1；或改用 {domain} 自己的邮箱',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {domain}._report._dmarc.{target} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc9990#section-4'],
})
