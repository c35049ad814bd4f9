import { isSpfRecord } from '../../../collect/authentication/spf/record.ts'
import { spfPublished } from '../../../collect/authentication/spf.ts'
import { type MailExchangers, mailExchangers } from '../../../collect/dns/mail-exchangers.ts'
import { agreedData, outerAnswers } from '../../../collect/dns/outer-answers.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { type ServerAnswer, serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { declaredSetup } from '../../../collect/own-setup/declared.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Longer lists are cut when they are read. */
const longestList = 10

/**
 * The resolver here says something else than the zone’s own name servers: an inner view (split horizon), an answer
 * kept from before a change, or a resolver that rewrites. What is seen from here is then not what others see.
 */
export const dnsResolverDiffers = condition({
  id: 'dns-resolver-differs',
  topic: 'configuration',
  severity: 'info',
  subjects: ownDomains,
  needs: { exchangers: mailExchangers, answers: serverAnswers },
  optional: { spf: spfPublished, own: ownAddresses, declared: declaredSetup },
  detect: ({ exchangers, answers, spf, own, declared }, domain) => {
    if (exchangers.status === 'absent' || answers.status === 'absent')
      return notApplicable(`${domain} has no MX to compare`)
    const outer = outerAnswers(answers.value, own.status === 'known' ? own.value : [])
    const texts = spf.status === 'known' ? spf.value.records : spf.status === 'absent' ? [] : undefined
    const [first] = [
      exchangersDiffer(exchangers.value, outer, domain),
      ...addressesDiffer(exchangers.value, outer),
      texts === undefined ? undefined : spfDiffers(texts, outer, domain),
    ].filter((one) => one !== undefined)
    if (first === undefined) return fine(exchangers.evidence)
    if (declared.status === 'known' && declared.value.setup.dns.insideView)
      return fine([declared.value.evidence('dns', 'insideView')])
    return problem({
      confidence: 'certain',
      evidence: [...exchangers.evidence, ...first.evidence],
      values: { what: first.what, here: shown(first.here), there: shown(first.there) },
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
      title:
        'Inside and outside differ: the resolver here says another {what} for {subject} than its name servers',
      because:
        'Asked here, {what} is {here}; the name servers of the zone themselves say {there}. Either the record was changed within its TTL, or this network has a view of its own (split horizon): others see what the name servers say.',
      allClear: 'the resolver here says of {subject} what its name servers say',
    },
    zh: {
      title: '内外视图不同：本地解析器给出的 {subject} 的 {what} 与其名称服务器不一致',
      because:
        '在此处查询，{what} 为 {here}；而该区域的名称服务器给出 {there}。可能是记录刚修改、TTL 尚未过期，也可能是本网络有自己的视图（split horizon）：外界看到的是名称服务器的内容。',
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

interface Difference {
  readonly what: string
  readonly here: readonly string[]
  readonly there: readonly string[]
  readonly evidence: ServerAnswer['evidence']
}

/** Servers that differ among themselves are another matter; so are lists that are cut. */
function difference(
  what: string,
  here: readonly string[],
  outer: readonly ServerAnswer[],
  there: readonly string[] | undefined,
): Difference | undefined {
  const [ours, theirs] = [here, there ?? here].map((list) => list.map((one) => one.toLowerCase()).toSorted())
  if (there === undefined || ours?.join('\n') === theirs?.join('\n')) return undefined
  return { what, here, there, evidence: outer.flatMap(({ evidence }) => evidence).slice(0, 4) }
}

function exchangersDiffer(
  { source, exchangers, hasNullRecord }: MailExchangers,
  outer: readonly ServerAnswer[],
  domain: string,
): Difference | undefined {
  if (exchangers.length >= longestList) return undefined
  const named = source === 'mx' ? exchangers.map(({ preference, host }) => `${preference} ${host}`) : []
  const here = hasNullRecord ? [...named, '0 .'] : named
  const asked = outer.filter(({ type }) => type === 'MX')
  return difference('MX', here, asked, agreedData(outer, domain, 'MX'))
}

/** Servers that hand out a part of their addresses in turn differ each time: one in common is enough. */
function addressesDiffer(
  { exchangers }: MailExchangers,
  outer: readonly ServerAnswer[],
): readonly (Difference | undefined)[] {
  return exchangers.flatMap(({ host, addresses, alias }) => {
    if (addresses.status !== 'known' || alias !== undefined) return []
    return (['A', 'AAAA'] as const).map((type) => {
      const here = addresses.value.filter((one) => one.includes(':') === (type === 'AAAA'))
      const there = agreedData(outer, host, type) ?? here
      if (here.some((one) => there.includes(one))) return undefined
      const asked = outer.filter((one) => one.about === host && one.type === type)
      return difference(`${type} ${host}`, here, asked, there)
    })
  })
}

function spfDiffers(
  texts: readonly string[],
  outer: readonly ServerAnswer[],
  domain: string,
): Difference | undefined {
  const all = agreedData(outer, domain, 'TXT')
  const asked = outer.filter(({ type }) => type === 'TXT')
  return difference('SPF', texts, asked, all?.filter(isSpfRecord))
}

function shown(list: readonly string[]): string {
  return list.length === 0 ? '-' : list.toSorted().join(', ').slice(0, 300)
}
