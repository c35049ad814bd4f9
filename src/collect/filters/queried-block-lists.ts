import { type Answer, absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { DnsResponse } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import type { PostfixConfiguration } from '../postfix/parameters.ts'
import { restrictionLists } from '../postfix/restrictions.ts'
import { activeServices, type PostfixService, postfixServices } from '../postfix/services.ts'

/** What a block list answers to its own test entries (RFC 5782 §5). */
type BlockListAnswer =
  /** 127.0.0.2 is listed, 127.0.0.1 is not: it works. */
  | 'works'
  /** 127.255.255.x: "you may not ask", as Spamhaus says it to public resolvers. */
  | 'refuses'
  /** Even 127.0.0.1 is listed: it lists everybody. */
  | 'lists-everything'
  /** Not even its test entry is there: dead, or it does not tell us. */
  | 'empty'
  | 'unknown'

/** A block list of addresses that Postfix asks about its clients. */
export interface QueriedBlockList {
  readonly zone: string
  /** A hit alone refuses mail, or counts points (postscreen). */
  readonly use: 'reject' | 'score'
  /** `zone=127.0.0.[2..11]`: only those answers count, a refusal to answer does not. */
  readonly filtered: boolean
  readonly answer: BlockListAnswer
  readonly evidence: readonly Evidence[]
}

const maximalLists = 20

export const queriedBlockLists = fact({
  id: 'filters.queried-block-lists',
  summary: 'Block lists that Postfix asks about clients, and what they answer to their test entries now.',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  async collect(world, { configuration, services }): Promise<Fact<readonly QueriedBlockList[]>> {
    if (configuration.status === 'absent' || services.status === 'absent') return absent()
    const uses = listUses(configuration.value, activeServices(services.value))
    const single = [...new Map(uses.map((one) => [`${one.zone} ${one.use}`, one])).values()]
    if (single.length === 0) return absent()
    return known(await Promise.all(single.slice(0, maximalLists).map((one) => examine(world, one))))
  },
})

type Use = Omit<QueriedBlockList, 'answer'>

function listUses(postfix: PostfixConfiguration, services: readonly PostfixService[]): Use[] {
  const postscreen = services.some(({ command }) => command === 'postscreen')
  const scored = postscreen ? scores(postfix) : []
  const rejecting = services
    .filter(({ command, type }) => command === 'smtpd' && (type === 'inet' || type === 'pass'))
    .flatMap((service) =>
      restrictionLists.flatMap((name) =>
        rejections(postfix.valueIn(service, name) ?? '', postfix.evidence(name)),
      ),
    )
  return [...rejecting, ...scored]
}

function rejections(list: string, evidence: readonly Evidence[]): Use[] {
  const words = list.split(/[\s,]+/)
  return words.flatMap((word, index) => {
    const name = word === 'reject_rbl_client' ? words[index + 1] : undefined
    return name === undefined || words[index - 1] === 'warn_if_reject' ? [] : use(name, 'reject', evidence)
  })
}

/** `zen.spamhaus.org=127.0.0.[2..11]*3, list.dnswl.org*-2`: allow-lists have points below zero. */
function scores(postfix: PostfixConfiguration): Use[] {
  const sites = (postfix.value('postscreen_dnsbl_sites') ?? '').split(/[\s,]+/).filter(Boolean)
  return sites
    .filter((site) => !/\*-\d+$/.test(site))
    .flatMap((site) => use(site.replace(/\*\d+$/, ''), 'score', postfix.evidence('postscreen_dnsbl_sites')))
}

function use(text: string, use: Use['use'], evidence: readonly Evidence[]): Use[] {
  const [zone = '', codes] = text.split('=')
  if (!/^[A-Za-z0-9._-]{4,200}$/.test(zone) || !zone.includes('.')) return []
  return [{ zone: zone.toLowerCase(), use, filtered: codes !== undefined, evidence }]
}

async function examine(world: World, list: Use): Promise<QueriedBlockList> {
  const ask = (entry: string) => world.net.resolve({ name: `${entry}.${list.zone}`, type: 'A' })
  const [listed, unlisted] = await Promise.all([ask('2.0.0.127'), ask('1.0.0.127')])
  const answer = judge(listed, unlisted)
  const at = isoTime(world.clock.now())
  const seen: Evidence[] = [listed, unlisted].flatMap((one, index) => {
    if (one.status === 'unknown') return []
    const text = one.status === 'known' ? one.value.records.map(({ data }) => data).join(' ') : 'not listed'
    return [{ kind: 'dns', where: `${index === 0 ? 2 : 1}.0.0.127.${list.zone} A`, text, at }]
  })
  return { ...list, answer, evidence: [...list.evidence, ...seen] }
}

function judge(listed: Answer<DnsResponse>, unlisted: Answer<DnsResponse>): BlockListAnswer {
  if (listed.status === 'unknown' || unlisted.status === 'unknown') return 'unknown'
  const codes = [listed, unlisted].flatMap((one) =>
    one.status === 'known' ? one.value.records.map(({ data }) => data) : [],
  )
  if (codes.some((code) => code.startsWith('127.255.255.'))) return 'refuses'
  if (unlisted.status === 'known') return 'lists-everything'
  return listed.status === 'known' ? 'works' : 'empty'
}
