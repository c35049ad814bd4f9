import { dkimSelectors } from '../../../collect/authentication/dkim-selectors.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The key says "t=y": receivers may treat mail with it as unsigned. Meant for the first days. RFC 6376 §3.6.1.
 */
export const dkimKeyTesting = condition({
  id: 'dkim-key-testing',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { selectors: dkimSelectors },
  detect: ({ selectors }, domain) => {
    if (selectors.status === 'absent') return notApplicable(`no DKIM selector of ${domain} is known`)
    return selectors.value.flatMap(({ recordName, published }) => {
      if (published.status !== 'known') return []
      if (!published.value.some(({ testing, revoked }) => testing && !revoked))
        return [fine(published.evidence, recordName)]
      return [
        problem({
          subject: recordName,
          confidence: 'certain',
          evidence: published.evidence,
          marks: [`sender-domain:${domain}`],
        }),
      ]
    })
  },
  mistakenFor: [
    { condition: 'dkim-key-record-broken', toldApartBy: { en: 'the key is good', zh: '密钥本身没有问题' } },
  ],
  texts: {
    en: {
      title: 'The DKIM key {subject} is still marked as a test',
      because:
        'The record {subject} has the flag t=y: receivers are asked to treat mail that it signs like unsigned mail. It was forgotten after the first tests.',
      allClear: 'the DKIM key {subject} is not marked as a test',
    },
    zh: {
      title: 'DKIM 密钥 {subject} 仍标记为测试',
      because: '{subject} 带有 t=y 标志：它要求收件方把用它签名的邮件当作未签名处理。多半是测试后忘了去掉。',
      allClear: 'DKIM 密钥 {subject} 没有测试标志',
    },
  },
  fix: [{ who: 'DNS admin', do: { en: 'Remove t=y from the record', zh: '从记录中去掉 t=y' }, risk: 'none' }],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1'],
})
