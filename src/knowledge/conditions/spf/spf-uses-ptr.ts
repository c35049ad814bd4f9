import { spfPublished } from '../../../collect/authentication/spf.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The record uses "ptr", which must not be used: slow, unreliable, and some receivers skip it. RFC 7208 §5.5.
 */
export const spfUsesPtr = condition({
  id: 'spf-uses-ptr',
  topic: 'configuration',
  severity: 'low',
  subjects: ownDomains,
  needs: { published: spfPublished },
  detect: ({ published }, domain) => {
    const tree = published.status === 'known' ? published.value.tree : undefined
    if (published.status === 'absent' || tree === undefined)
      return notApplicable(`${domain} has not exactly one SPF record`)
    const found = tree.records.flatMap(({ domain: at, record }) =>
      record.directives.flatMap(({ mechanism, term }) =>
        mechanism.kind === 'ptr' ? [`${term} (${at})`] : [],
      ),
    )
    if (found.length === 0) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      evidence: published.evidence,
      values: { terms: found.join(', ') },
      marks: [`sender-domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'spf-syntax-error',
      toldApartBy: { en: 'it can be read; it is only unwise', zh: '可以解析，只是不应使用' },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} uses "ptr": {terms}',
      because:
        'The term {terms} makes every receiver ask for the reverse name of every client. The standard says that it must not be published; large receivers skip or count it against the limit of ten look-ups.',
      allClear: 'the SPF record of {subject} does without "ptr"',
    },
    zh: {
      title: '{subject} 的 SPF 记录使用了 “ptr”：{terms}',
      because:
        '条目 {terms} 会让收件方对每个客户端查询反向名称。标准规定不应再发布它；大型收件方会跳过它，或计入十次查询的上限。',
      allClear: '{subject} 的 SPF 记录没有使用 “ptr”',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Name the servers by ip4:, ip6:, a: or mx instead',
        zh: '改用 ip4:、ip6:、a: 或 mx 列出服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-5.5'],
})
