import { nameServers } from '../../../collect/dns/name-servers.ts'
import { outerAnswers } from '../../../collect/dns/outer-answers.ts'
import { ownAddresses } from '../../../collect/dns/own-addresses.ts'
import { type ServerAnswer, serverAnswers } from '../../../collect/dns/server-answers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * The name servers of a zone give different answers: which one a sender asks decides where mail goes. A copy
 * that lags behind by a serial is no matter for minutes, and one for days. RFC 1912 §2.2.
 */
export const dnsNameServersDisagree = condition({
  id: 'dns-name-servers-disagree',
  topic: 'delivery',
  severity: 'medium',
  subjects: ownDomains,
  needs: { servers: nameServers, answers: serverAnswers },
  optional: { own: ownAddresses },
  detect: ({ servers, answers, own }, domain) => {
    if (servers.status === 'absent' || answers.status === 'absent')
      return notApplicable(`${domain} has no name server that answers`)
    const evidence = answers.value.flatMap((one) => one.evidence)
    // What a server says to its own network only is dns-resolver-differs.
    const outer = outerAnswers(answers.value, own.status === 'known' ? own.value : [])
    const differing = (['MX', 'TXT'] as const).flatMap((type) =>
      differences(
        outer.filter((one) => one.type === type && one.about === domain),
        type,
      ),
    )
    const serials = servers.value.servers.flatMap(({ name, serial }) =>
      serial === undefined || !outer.some((one) => one.name === name) ? [] : [`${name}: ${serial}`],
    )
    const lag = new Set(serials.map((text) => text.split(': ')[1])).size > 1
    if (differing.length === 0 && !lag) return fine(evidence)
    const [shown, shownZh] =
      differing.length > 0
        ? [differing.join('; '), differing.join('；')]
        : [`serial numbers ${serials.join(', ')}`, `序列号 ${serials.join('，')}`]
    return problem({
      confidence: 'certain',
      severity: differing.length > 0 ? 'medium' : 'low',
      evidence: differing.length > 0 ? evidence : servers.value.servers.flatMap((one) => one.evidence),
      values: { shown, shownZh, zone: servers.value.zone },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-lame-delegation',
      toldApartBy: {
        en: 'all of them serve the zone; what they say differs',
        zh: '所有服务器都提供该区域，只是内容不同',
      },
    },
  ],
  texts: {
    en: {
      title: 'The name servers of {zone} do not agree about {subject}',
      because:
        'Asked one by one, the name servers of {zone} say different things: {shown}. Mail goes by what the server that happens to be asked says, so a part of it goes wrong.',
      allClear: 'the name servers agree about {subject}',
    },
    zh: {
      title: '{zone} 的名称服务器对 {subject} 的回答不一致',
      because:
        '逐一询问时，{zone} 的名称服务器给出不同的回答：{shownZh}。邮件走向取决于恰好问到哪台服务器，因此会有一部分出错。',
      allClear: '各名称服务器对 {subject} 的回答一致',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'See why the copies are not brought up to date: NOTIFY and AXFR between the servers, a serial that was not raised, or a server that belongs to an earlier provider',
        zh: '检查副本为何没有更新：服务器之间的 NOTIFY 与 AXFR、没有增加的序列号，或仍列着以前服务商的服务器',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +nssearch {subject}'],
  references: ['https://www.rfc-editor.org/rfc/rfc1912#section-2.2'],
})

function differences(answers: readonly ServerAnswer[], type: string): string[] {
  const groups = Map.groupBy(answers, ({ records }) =>
    records
      .map(({ data }) => data)
      .toSorted()
      .join(', '),
  )
  if (groups.size < 2) return []
  return [...groups].map(
    ([data, group]) =>
      `${group.map(({ name }) => name).join(', ')}: ${type} ${data === '' ? '-' : data.slice(0, 120)}`,
  )
}
