import { nameServers } from '../../../collect/dns/name-servers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { condition, couldNotTell, fine, problem } from '../../condition.ts'

/**
 * A name server of the domain's zone does not serve it: lookups sometimes take seconds or fail.
 * RFC 1912 §2.8. Where no server answers while the resolver knows the zone, the way there is closed.
 */
export const dnsLameDelegation = condition({
  id: 'dns-lame-delegation',
  topic: 'slow',
  severity: 'high',
  subjects: ownDomains,
  needs: { servers: nameServers },
  detect: ({ servers }, domain) => {
    if (servers.status === 'absent') return fine(servers.evidence)
    const all = servers.value.servers
    const serving = all.filter(({ answer }) => answer === 'authoritative')
    const lame = all.filter(({ answer }) => answer !== 'authoritative')
    if (lame.length === 0) return fine(all.flatMap(({ evidence }) => evidence))
    if (serving.length === 0)
      return couldNotTell({
        code: 'unreachable',
        text: `no name server of ${servers.value.zone} answered this host itself, though its resolver knows the zone`,
        remedy: `dig +norec @${all[0]?.name ?? 'server'} ${servers.value.zone} SOA, from outside`,
      })
    const sure = lame.some(({ answer }) => answer !== 'no answer')
    return problem({
      confidence: sure ? 'certain' : 'likely',
      // One that is silent for the moment costs seconds; one that refuses the zone was set up wrongly.
      severity: sure ? 'high' : 'low',
      evidence: lame.flatMap(({ evidence }) => evidence),
      values: {
        zone: servers.value.zone,
        lame: lame.map(({ name, answer }) => `${name} (${answer})`).join(', '),
        first: lame[0]?.name ?? '',
      },
      marks: [`domain:${domain}`],
    })
  },
  mistakenFor: [
    {
      condition: 'dns-dnssec-bogus',
      toldApartBy: {
        en: 'the server itself does not serve the zone; no signature is involved',
        zh: '是服务器本身不提供该区域，与签名无关',
      },
    },
  ],
  texts: {
    en: {
      title: 'Name servers of {zone} do not answer for it: {lame}',
      because:
        'The zone {zone} names servers that do not serve it: {lame}. Resolvers that happen to ask them wait or ' +
        'fail, so mail to {subject} and checks of its SPF and DKIM are slow or fail now and then.',
      allClear: 'all name servers answer for {subject}',
    },
    zh: {
      title: '{zone} 的名称服务器没有为它提供服务：{lame}',
      because:
        '区域 {zone} 列出的部分服务器并不提供该区域：{lame}。恰好询问它们的解析器会等待或失败，因此发往 {subject} 的邮件及其 SPF、DKIM 检查时快时慢或时而失败。',
      allClear: '{subject} 的所有名称服务器均正常应答',
    },
  },
  fix: [
    {
      who: 'DNS admin',
      do: {
        en: 'Repair the zone on these servers, or take them out of the NS records, in the zone and at the registrar',
        zh: '在这些服务器上修复该区域，或从区域和注册商的 NS 记录中移除它们',
      },
      risk: 'none',
    },
  ],
  verify: ['dig +norec @{first} {zone} SOA'],
  references: ['https://www.rfc-editor.org/rfc/rfc1912#section-2.8'],
})
