import { spfOfAddresses, spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

/**
 * The SPF record, or one that it includes, cannot be read: every receiver that meets the error answers
 * "permerror" (RFC 7208 §4.6). An error behind the term that matches our address hurts others only.
 */
export const spfSyntaxError = condition({
  id: 'spf-syntax-error',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished },
  optional: { results: spfOfAddresses },
  detect: ({ published, results }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} has no SPF record`)
    const tree = published.value.tree
    if (tree === undefined) return notApplicable(`${domain} has several SPF records`)
    const broken = tree.records.flatMap(({ domain: at, record }) =>
      record.errors.map(({ term, text, position }) => ({
        own: at === domain,
        text: `${at}: "${term.slice(0, 80)}" (character ${position + 1}): ${text}`,
      })),
    )
    const dangling = tree.withoutRecord.map(({ domain: at, term }) => ({
      own: false,
      text: `"${term}": ${at} has no SPF record, or several`,
    }))
    const faults = [...broken, ...dangling]
    const [first] = faults
    if (first === undefined) return fine(published.evidence)
    const met =
      faults.some(({ own }) => own) ||
      results.status !== 'known' ||
      results.value.some(({ evaluation }) => evaluation.result === 'permerror')
    return problem({
      confidence: 'certain',
      severity: met ? 'high' : 'low',
      evidence: published.evidence,
      values: {
        faults: faults
          .slice(0, 3)
          .map(({ text }) => text)
          .join('; '),
      },
      marks: [`sender-domain:${domain}`, 'reason:spf-fail', 'reason:unauthenticated'],
    })
  },
  explains: explainsRefusals(
    ['spf-fail', 'unauthenticated', 'dmarc-fail'],
    ['reputation-gmail-unauthenticated', 'dmarc-alignment-failure'],
  ),
  mistakenFor: [
    {
      condition: 'spf-too-many-lookups',
      toldApartBy: {
        en: 'a term cannot be read; the number of look-ups is not the matter',
        zh: '是某个条目无法解析，与查询次数无关',
      },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} has an error',
      because:
        'Receivers cannot evaluate the SPF record of {subject}: {faults}. They answer "permerror", and mail counts ' +
        'as not authenticated by SPF.',
      allClear: 'the SPF record of {subject} can be read',
    },
    zh: {
      title: '{subject} 的 SPF 记录有错误',
      because: '收件方无法解析 {subject} 的 SPF 记录：{faults}。结果为 permerror，邮件视为未通过 SPF 认证。',
      allClear: '{subject} 的 SPF 记录可以解析',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: { en: 'Correct the term: {faults}', zh: '更正该条目：{faults}' },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-12'],
})
