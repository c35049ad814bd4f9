import { spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The record ends without a verdict on everybody else ("?all", or no "all" and no redirect): forged mail is neutral,
 * as if there were no record. RFC 7208 §4.7, §8.2.
 */
export const spfNoVerdict = condition({
  id: 'spf-no-verdict',
  topic: 'security',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: spfPublished },
  detect: ({ published }, domain) => {
    const own =
      published.status === 'known'
        ? published.value.tree?.records.find((one) => one.domain === domain)
        : undefined
    if (published.status === 'absent' || own === undefined)
      return notApplicable(`${domain} has not exactly one SPF record`)
    const { directives, redirect, errors } = own.record
    const all = directives.find(({ mechanism }) => mechanism.kind === 'all')
    // An unreadable record has no verdict at all: spf-syntax-error.
    if (errors.length > 0 || (all === undefined ? redirect !== undefined : all.qualifier !== 'neutral'))
      return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { end: all?.term ?? 'no "all"', endZh: all?.term ?? '没有 “all”' },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'spf-permits-everyone',
      toldApartBy: {
        en: 'others are not allowed either; the result is neutral',
        zh: '其他服务器也没有被允许，结果只是 neutral',
      },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} says nothing about other senders',
      because:
        'The record ends with {end}: for every server that it does not name the result is "neutral", as if there were no record. Forged mail is not told apart by SPF.',
      allClear: 'the SPF record of {subject} ends with a verdict',
    },
    zh: {
      title: '{subject} 的 SPF 记录没有对其他发件方作出判定',
      because:
        '记录以 {endZh} 结尾：对未列出的服务器，结果都是 “neutral”，等于没有记录。SPF 无法识别伪造邮件。',
      allClear: '{subject} 的 SPF 记录以明确判定结尾',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'End the record with "~all", and with "-all" when DMARC reports show that nobody is missing',
        zh: '以 “~all” 结尾；DMARC 报告确认没有遗漏后改为 “-all”',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-8.2'],
})
