import { mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Longer lists are cut when they are read. */
const longestList = 10

/**
 * The resolver here says another MX than the zone’s own name servers: an inner view (split horizon), an answer kept
 * from before a change, or a resolver that rewrites. What is seen from here is then not what others see.
 */
export const dnsResolverDiffers = condition({
  id: 'dns-resolver-differs',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers, answers: serverAnswers },
  detect: ({ exchangers, answers }, domain) => {
    if (exchangers.status === 'absent' || answers.status === 'absent')
      return notApplicable(`${domain} has no MX to compare`)
    const { source, exchangers: hosts, hasNullRecord } = exchangers.value
    const direct = answers.value.filter(({ type }) => type === 'MX')
    const [first, ...others] = direct.map(({ records }) =>
      textOf(records.map(({ data }) => data.toLowerCase())),
    )
    // Servers that differ among themselves are another matter; so are lists that are cut.
    if (first === undefined || others.some((other) => other !== first) || hosts.length >= longestList)
      return fine(exchangers.evidence)
    const here = source === 'mx' ? hosts.map(({ preference, host }) => `${preference} ${host}`) : []
    const shown = textOf(hasNullRecord ? [...here, '0 .'] : here)
    if (shown === first) return fine(exchangers.evidence)
    return problem({
      confidence: 'certain',
      evidence: [...exchangers.evidence, ...direct.flatMap(({ evidence }) => evidence)],
      values: { here: shown === '' ? '-' : shown, there: first === '' ? '-' : first },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-name-servers-disagree',
      toldApartBy: { en: 'the name servers agree among themselves', zh: '名称服务器之间是一致的' },
    },
  ],
  texts: {
    en: {
      title: 'The resolver here says another MX for {subject} than its name servers',
      because:
        'Asked here, the MX of {subject} is {here}; the name servers of the zone themselves say {there}. Either the record was changed within its TTL, or this network has a view of its own: others see what the name servers say.',
      allClear: 'the resolver here says of {subject} what its name servers say',
    },
    zh: {
      title: '本地解析器给出的 {subject} 的 MX 与其名称服务器不同',
      because:
        '在此处查询，{subject} 的 MX 为 {here}；而该区域的名称服务器给出 {there}。可能是记录刚修改、TTL 尚未过期，也可能是本网络有自己的视图：外界看到的是名称服务器的内容。',
      allClear: '本地解析器与 {subject} 的名称服务器一致',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'After a change: wait until the TTL has run out. Where an inner view is meant, keep its MX equal to the outer one',
        zh: '如果刚修改过：等待 TTL 过期。如果有意使用内部视图，请让其 MX 与外部一致',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +short {subject} MX', 'dig +nssearch {subject}'],
  references: ['https://www.rfc-editor.org/rfc/rfc8499'],
})

function textOf(records: readonly string[]): string {
  return records.toSorted().join(', ')
}
