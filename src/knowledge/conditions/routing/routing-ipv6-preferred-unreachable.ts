import { internetReachability } from '../../../collect/network/internet-reachability.ts'
import { outboundAddresses, usesFamily } from '../../../collect/network/outbound-addresses.ts'
import {
  connects,
  outboundReachability,
  type ReachedAddress,
} from '../../../collect/network/outbound-reachability.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { deliveryEffects, isWithoutConnection } from '../../outbound-effects.ts'

/**
 * The host has an IPv6 address and a route, but packets go nowhere: deliveries to a host with an AAAA
 * record wait for a time-out first, or are deferred. "Network is unreachable" costs no time and is none.
 */
export const routingIpv6PreferredUnreachable = condition({
  id: 'routing-ipv6-preferred-unreachable',
  topic: 'slow',
  severity: 'high',
  needs: { reached: outboundReachability, sources: outboundAddresses },
  optional: { internet: internetReachability, postfix: postfixConfiguration },
  detect: ({ reached, sources, internet, postfix }) => {
    if (reached.status === 'absent') return notApplicable('no mail host of others is known')
    const configuration = postfix.status === 'known' ? postfix.value : undefined
    if ((configuration?.value('relayhost') ?? '') !== '')
      return notApplicable('mail goes out through a relay host')
    if (!usesFamily(configuration, 6)) return notApplicable('Postfix uses IPv4 only (inet_protocols)')
    const source = sources.status === 'known' ? sources.value.find((one) => one.includes(':')) : undefined
    if (source === undefined) return notApplicable('mail does not leave by IPv6 here')
    const six = reached.value.filter(({ family }) => family === 6)
    if (six.length === 0) return notApplicable('no known mail host has an IPv6 address')
    const evidence = six.flatMap((one) => one.evidence)
    // A refusal shows that IPv6 gets there and back.
    const dead = six.filter(({ port25 }) => port25.outcome === 'timeout')
    const contrast = dead.flatMap((one) => sameHostByIpv4(one, reached.value))
    if (dead.length < six.length || contrast.length === 0) return fine(evidence)
    const hosts = [...new Set(dead.map(({ host }) => host))]
    const elsewhere =
      internet.status === 'known' ? internet.value.find(({ family }) => family === 6) : undefined
    const isSure = hosts.length > 1 || elsewhere?.answers === false
    const preference = configuration?.value('smtp_address_preference') ?? 'any'
    return problem({
      subject: source,
      confidence: isSure ? 'certain' : 'possible',
      severity: preference !== 'ipv4' && isSure ? 'high' : 'low',
      evidence: [...dead, ...contrast].flatMap((one) => one.evidence),
      values: { hosts: hosts.join(', ') },
      marks: [`address:${source}`, ...dead.map(({ address }) => `endpoint:${address}:25`)],
    })
  },
  explains: deliveryEffects.map((condition) => ({
    condition,
    when: (_cause, effect) =>
      isWithoutConnection(effect, ['timeout', 'unreachable']) && effect.marks.some(isIpv6Endpoint),
  })),
  mistakenFor: [
    {
      condition: 'network-port25-blocked-outbound',
      toldApartBy: {
        en: 'the same hosts take connections on port 25 by IPv4',
        zh: '同样的主机通过 IPv4 可以连接 25 端口',
      },
    },
  ],
  texts: {
    en: {
      title: 'IPv6 leads nowhere: mail first tries it in vain ({subject})',
      because:
        'This server has the IPv6 address {subject} and a route, but {hosts} cannot be reached by IPv6, while the ' +
        'same hosts take connections by IPv4. Deliveries to hosts with an IPv6 address wait for a time-out first.',
      allClear: 'mail hosts can be reached by IPv6',
    },
    zh: {
      title: 'IPv6 不通：投递总是先徒劳地尝试它（{subject}）',
      because:
        '本机有 IPv6 地址 {subject} 和路由，但 {hosts} 无法通过 IPv6 到达，而通过 IPv4 可以。发往有 IPv6 地址的主机的每封邮件都要先等待超时。',
      allClear: '可以通过 IPv6 到达邮件主机',
    },
  },
  fix: [
    {
      do: {
        en: 'At once: let Postfix try IPv4 first (or use IPv4 only with inet_protocols = ipv4)',
        zh: '立即缓解：让 Postfix 先尝试 IPv4（或用 inet_protocols = ipv4 只用 IPv4）',
      },
      command: "postconf -e 'smtp_address_preference = ipv4' && systemctl reload postfix && postqueue -f",
      risk: 'reload',
    },
    {
      who: 'hosting provider',
      do: {
        en: 'Have the IPv6 route repaired, or remove the address',
        zh: '请主机商修复 IPv6 路由，或移除该地址',
      },
      risk: 'none',
    },
  ],
  verify: ['ping -6 -c 3 2001:500:2::c', 'mailmedic check --only routing-ipv6-preferred-unreachable'],
  references: ['https://www.postfix.org/postconf.5.html#smtp_address_preference'],
})

function sameHostByIpv4(dead: ReachedAddress, all: readonly ReachedAddress[]): ReachedAddress[] {
  return all.filter((one) => one.family === 4 && one.host === dead.host && connects(one))
}

function isIpv6Endpoint(mark: string): boolean {
  return /^endpoint:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:25$/.test(mark)
}
