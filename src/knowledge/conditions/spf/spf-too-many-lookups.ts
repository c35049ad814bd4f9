import { spfLookupLimit } from '../../../collect/authentication/spf/evaluate.ts'
import { spfOfAddresses, spfPublished } from '../../../collect/authentication/spf.ts'
import { spfOfStranger } from '../../../collect/authentication/spf-of-stranger.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { explainsRefusals } from '../../effect-marks.ts'

const limitErrors = new Set(['too-many-lookups', 'too-many-void-lookups', 'too-many-exchangers'])

/**
 * The record needs more than ten DNS questions (or more than two that lead nowhere): permerror, RFC 7208
 * §4.6.4. Where our address matches before the limit, only senders behind it are hurt.
 */
export const spfTooManyLookups = condition({
  id: 'spf-too-many-lookups',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { published: spfPublished },
  optional: { results: spfOfAddresses, stranger: spfOfStranger },
  detect: ({ published, results, stranger }, domain) => {
    if (published.status === 'absent') return notApplicable(`${domain} has no SPF record`)
    const count = published.value.tree?.lookupTerms ?? 0
    const stopped =
      results.status === 'known'
        ? results.value.find(({ evaluation }) => limitErrors.has(evaluation.error?.kind ?? ''))
        : undefined
    // A sender that nobody knows makes receivers read all of the record.
    const strangersError =
      stranger.status === 'known' && limitErrors.has(stranger.value.error?.kind ?? '')
        ? stranger.value.error
        : undefined
    const error = stopped?.evaluation.error ?? strangersError
    if (count <= spfLookupLimit && error === undefined) return fine(published.evidence)
    return problem({
      confidence: 'certain',
      severity: stopped !== undefined ? 'high' : results.status === 'known' ? 'low' : 'medium',
      evidence: published.evidence,
      values: {
        count,
        why: error === undefined ? `${count} terms need the DNS, ten are allowed` : error.text,
        whyZh:
          error === undefined
            ? `${count} 个条目需要 DNS 查询，上限为 10`
            : `${error.text}（共 ${count} 个条目）`,
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
      condition: 'spf-syntax-error',
      toldApartBy: {
        en: 'every term can be read; their number decides',
        zh: '每个条目都能解析，问题在于数量',
      },
    },
  ],
  texts: {
    en: {
      title: 'The SPF record of {subject} needs too many DNS look-ups',
      because:
        'To evaluate the SPF record of {subject} with all that it includes, {why}. Receivers stop there with ' +
        '"permerror", and mail from senders that stand behind the limit is not authenticated.',
      allClear: 'the SPF record of {subject} stays within ten DNS look-ups',
    },
    zh: {
      title: '{subject} 的 SPF 记录需要过多 DNS 查询',
      because:
        '计算 {subject} 的 SPF 记录及其包含项时，{whyZh}。收件方会在此停止并返回 permerror，排在上限之后的发件方无法通过认证。',
      allClear: '{subject} 的 SPF 记录不超过十次 DNS 查询',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Remove includes of services that no longer send, write own servers as ip4: and ip6:, or give each service a subdomain of its own',
        zh: '删除不再使用的 include，把自有服务器写成 ip4: 和 ip6:，或让每项服务使用独立子域名',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} TXT | grep -i spf1'],
  references: ['https://www.rfc-editor.org/rfc/rfc7208#section-4.6.4'],
})
