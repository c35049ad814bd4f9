import type { Evidence } from '../../../access/answer.ts'
import { exchangerDialogues } from '../../../collect/mail/exchanger-dialogues.ts'
import { probedDomain } from '../../../collect/mail/probed-domain.ts'
import { internetReachability } from '../../../collect/network/internet-reachability.ts'
import { clientDialogues } from '../../../collect/servers/client-dialogues.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { isIpv6, type Reach, reachOf } from '../../reach.ts'
import type { Verdict } from '../../verdict.ts'

interface Seen {
  readonly host: string
  readonly port: number
  readonly address: string
  readonly reach: Reach
  readonly evidence: readonly Evidence[]
}

/** A host has an IPv6 address at which services that IPv4 offers are closed: clients try it first and wait. */
export const serviceClosedOverIpv6 = condition({
  id: 'service-closed-over-ipv6',
  topic: 'network',
  severity: 'medium',
  // Nobody but a stranger asks.
  needs: { domains: probedDomain },
  optional: { exchangers: exchangerDialogues, clients: clientDialogues, internet: internetReachability },
  detect: ({ exchangers, clients, internet }) => {
    const mx = exchangers.status === 'known' ? exchangers.value.map((one) => ({ ...one, port: 25 })) : []
    const others = clients.status === 'known' ? clients.value : []
    const seen = [...mx, ...others].map(({ host, port, address, dialogue }) => ({
      host,
      port,
      address,
      reach: reachOf(dialogue),
      evidence: dialogue.status === 'known' ? dialogue.evidence : [],
    }))
    const hosts = [...Map.groupBy(seen, ({ host }) => host).values()].filter((group) =>
      group.some(({ address }) => isIpv6(address)),
    )
    if (hosts.length === 0) return notApplicable('no server has an IPv6 address')
    const byRoot =
      internet.status === 'known' && internet.value.some(({ family, answers }) => family === 6 && answers)
    const ipv6Works =
      byRoot ||
      seen.some(({ address, reach }) => isIpv6(address) && (reach === 'open' || reach === 'refused'))
    return hosts.map((group) => judge(group, ipv6Works))
  },
  mistakenFor: [
    {
      condition: 'service-mx-unreachable',
      toldApartBy: { en: 'the same ports answer over IPv4', zh: '同样的端口在 IPv4 上有应答' },
    },
  ],
  texts: {
    en: {
      title: '{subject} is closed over IPv6 on {ports}',
      because:
        '{subject} has the address {address}, where port {ports} {outcome}; over IPv4 it is open. Servers and mail ' +
        'programs that have IPv6 try that address first: they wait, or fail.',
      allClear: '{subject} offers over IPv6 what it offers over IPv4',
    },
    zh: {
      title: '{subject} 的 {ports} 端口在 IPv6 上关闭',
      because:
        '{subject} 有地址 {address}，其端口 {ports} {outcomeZh}；而在 IPv4 上是开放的。有 IPv6 的服务器和邮件客户端会先尝试该地址，因而等待或失败。',
      allClear: '{subject} 在 IPv6 上提供与 IPv4 相同的服务',
    },
  },
  fix: [
    {
      do: {
        en: 'Let the services listen on IPv6 and the firewall let them in, as for IPv4',
        zh: '让服务监听 IPv6，并像 IPv4 一样在防火墙放行',
      },
      command: "postconf -e 'inet_protocols = all' && systemctl restart postfix; doveconf listen",
      risk: 'restart',
    },
    {
      who: 'DNS admin',
      do: { en: 'Or remove the AAAA record of {subject}', zh: '或者删除 {subject} 的 AAAA 记录' },
      risk: 'none',
    },
  ],
  verify: ['nc -6 -vz -w5 {subject} {port}'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc8305',
    'https://www.postfix.org/postconf.5.html#inet_protocols',
  ],
})

function judge(group: readonly Seen[], ipv6Works: boolean): Verdict {
  const subject = group[0]?.host ?? ''
  const open = new Set(
    group.flatMap((one) => (!isIpv6(one.address) && one.reach === 'open' ? [one.port] : [])),
  )
  const sixes = group.filter(({ address, port }) => isIpv6(address) && open.has(port))
  const closed = sixes.filter(({ port }) => !sixes.some((one) => one.port === port && one.reach === 'open'))
  const [first] = closed
  if (first === undefined) return fine([], subject)
  const refused = closed.filter(({ reach }) => reach === 'refused')
  const silent = closed.filter(({ reach }) => reach === 'silent')
  // A machine without IPv6 of its own cannot tell a closed door from a missing road.
  if (refused.length === 0 && !(ipv6Works && silent.length > 0))
    return couldNotTell(
      {
        code: 'unreachable',
        text: `${first.address} cannot be reached from here`,
        remedy: 'try from a machine with IPv6',
      },
      subject,
    )
  const told = refused.length > 0 ? refused : silent
  const ports = [...new Set(told.map(({ port }) => port))]
  return problem({
    subject,
    confidence: refused.length > 0 ? 'certain' : 'likely',
    evidence: told.flatMap(({ evidence }) => evidence.slice(0, 1)),
    values: {
      ports: ports.join(', '),
      port: ports[0] ?? 0,
      address: first.address,
      outcome: refused.length > 0 ? 'refuses connections' : 'does not answer',
      outcomeZh: refused.length > 0 ? '拒绝连接' : '没有应答',
    },
    marks: [`address:${first.address}`, ...ports.map((port) => `port:${port}-ipv6`)],
  })
}
