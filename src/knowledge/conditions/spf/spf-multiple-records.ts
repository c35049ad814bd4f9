import { spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/** Two SPF records: receivers must not choose, the result is a permanent error (RFC 7208 §4.5). */
export const spfMultipleRecords = condition({
  id: 'spf-multiple-records',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished },
  detect: ({ published }, domain) => {
    if (published.status === 'absent' || published.value.records.length < 2) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { count: published.value.records.length, records: published.value.records.join(' | ') },
      marks: [`sender-domain:${domain}`, 'reason:spf-fail'],
    })
  },
  explains: explainsRefusals(
    ['spf-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    {
      condition: 'spf-syntax-error',
      toldApartBy: {
        en: 'each record can be read; it is their number that is wrong',
        zh: '每条记录都能解析，错在数量',
      },
    },
  ],
  texts: {
    en: {
      title: '{subject} has {count} SPF records; one is allowed',
      because:
        'The DNS holds {count} records that begin with v=spf1 for {subject}. Receivers may not choose one: they ' +
        'answer "permerror", and mail counts as not authenticated by SPF: {records}',
      allClear: '{subject} has no more than one SPF record',
    },
    zh: {
      title: '{subject} 有 {count} 条 SPF 记录，只允许一条',
      because:
        'DNS 中 {subject} 有 {count} 条以 v=spf1 开头的记录。收件方不得任选其一，结果为 permerror，邮件视为未通过 SPF 认证：{records}',
      allClear: '{subject} 的 SPF 记录不超过一条',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Merge the records of {subject} into one: v=spf1, the terms of all of them, one "all" at the end; delete the others',
        zh: '把 {subject} 的各条记录合并为一条：v=spf1 后列出所有条目，末尾只保留一个 all；删除其余记录',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-4.5'],
})
