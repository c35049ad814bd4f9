import { dkimSelectors } from '../../../collect/authentication/dkim-selectors.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * A key record cannot be used: cut short, not base64, two records at one selector. RFC 6376 §3.6.1.
 */
export const dkimKeyRecordBroken = condition({
  id: 'dkim-key-record-broken',
  topic: 'delivery',
  severity: 'medium',
  subjects: ownDomains,
  needs: { selectors: dkimSelectors },
  detect: ({ selectors }, domain) => {
    if (selectors.status === 'absent') return notApplicable(`no DKIM selector of ${domain} is known`)
    return selectors.value.flatMap(({ recordName, published, from }) => {
      if (published.status !== 'known') return []
      const live = published.value.filter(({ revoked }) => !revoked)
      const faults = [
        ...live.flatMap(({ errors }) => errors),
        ...(published.value.length > 1 ? [`${published.value.length} records, one is allowed`] : []),
      ]
      if (faults.length === 0) return [fine(published.evidence, recordName)]
      return [
        problem({
          subject: recordName,
          confidence: 'certain',
          // A guessed one may be a relic that nothing signs with.
          severity: from === 'a guess' ? 'low' : 'high',
          evidence: published.evidence,
          values: { faults: faults.join('; ') },
          marks: [`sender-domain:${domain}`, 'reason:dkim-fail'],
        }),
      ]
    })
  },
  mistakenFor: [
    {
      condition: 'dkim-selector-not-published',
      toldApartBy: { en: 'there is a record; it cannot be read', zh: '记录存在，但无法解析' },
    },
  ],
  texts: {
    en: {
      title: 'The DKIM key record {subject} cannot be used',
      because:
        'What stands at {subject} is no usable key: {faults}. Often a panel cut it at 255 characters or doubled it. Signatures with this selector fail at every receiver.',
      allClear: 'the DKIM key record {subject} can be used',
    },
    zh: {
      title: 'DKIM 密钥记录 {subject} 无法使用',
      because:
        '{subject} 处的内容不是可用的密钥：{faults}。常见原因是控制面板在 255 字符处截断或重复了记录。用该选择器的签名在所有收件方都会失败。',
      allClear: 'DKIM 密钥记录 {subject} 可用',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Publish the key again as one TXT record, split into strings of at most 255 characters',
        zh: '重新以一条 TXT 记录发布密钥，并拆分为不超过 255 字符的字符串',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc6376#section-3.6.1'],
})
