import { interfaceAddresses } from '../../../collect/network/addresses.ts'
import { usesFamily } from '../../../collect/network/outbound-addresses.ts'
import { type Route, routes } from '../../../collect/network/routes.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, type Explanation, fine, notApplicable, problem } from '../../condition.ts'

/**
 * No way leads to the internet: the default route is lost, or its link is down. A host that only hands
 * its mail to a relay in its own network needs none.
 */
export const networkDefaultRouteMissing = condition({
  id: 'network-default-route-missing',
  topic: 'downtime',
  severity: 'critical',
  needs: { routes, addresses: interfaceAddresses },
  optional: { postfix: postfixConfiguration },
  detect: ({ routes, addresses, postfix }) => {
    if (routes.status === 'absent' || addresses.status === 'absent')
      return notApplicable('no routes are shown')
    const configuration = postfix.status === 'known' ? postfix.value : undefined
    if (configuration === undefined) return notApplicable('no Postfix here that sends mail')
    if ((configuration.value('relayhost') ?? '') !== '')
      return notApplicable('mail goes out through a relay host')
    const families = ([4, 6] as const).filter((family) =>
      addresses.value.some(
        (one) => one.family === family && one.scope === 'global' && one.interface !== 'lo',
      ),
    )
    const used = families.filter((family) => usesFamily(configuration, family))
    if (used.length === 0) return notApplicable('no interface has an address')
    const ways = routes.value.filter(({ isDefault }) => isDefault)
    const usable = ways.filter((route) => route.usable)
    // One family is enough to be reached: an IPv6-only host, a bridge that has an IPv4 address.
    if (usable.some(({ family }) => used.includes(family))) return fine(routes.evidence)
    return problem({
      subject: 'default route',
      confidence: 'certain',
      evidence: routes.evidence,
      values: { state: stateText(ways), stateZh: stateTextZh(ways) },
      marks: ['route:default'],
    })
  },
  explains: [
    { condition: 'dns-local-resolver-down', when: () => true },
    { condition: 'deliveries-deferred', when: withoutWay },
    { condition: 'remote-host-unreachable', when: withoutWay },
    { condition: 'inbound-refused', when: (_cause, { marks }) => marks.includes('reason:dns-failure') },
    { condition: 'network-port25-blocked-outbound', when: () => true },
    { condition: 'routing-ipv6-preferred-unreachable', when: () => true },
  ],
  mistakenFor: [
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: {
        en: 'not the resolver alone: no address outside has a route',
        zh: '不只是解析器：外部地址都没有路由',
      },
    },
    {
      condition: 'network-port25-blocked-outbound',
      toldApartBy: { en: 'not one port: there is no route at all', zh: '不是某个端口的问题：根本没有路由' },
    },
  ],
  texts: {
    en: {
      title: 'This server has no way to the internet: no default route',
      because:
        'There is {state}. So no receiver and no outside DNS server can be reached, answers to clients from elsewhere do ' +
        'not leave, and nobody else can connect. Mail waits in the queue.',
      allClear: 'a default route leads to the internet',
    },
    zh: {
      title: '本机没有通往互联网的路由：缺少默认路由',
      because:
        '{stateZh}。因此无法到达任何收件服务器和外部 DNS，对外部客户端的应答也发不出去，别人无法连接。邮件留在队列中。',
      allClear: '默认路由通往互联网',
    },
  },
  fix: [
    {
      do: { en: 'See what is left, and whether the link is up', zh: '查看现有路由及链路状态' },
      command: 'ip -br link; ip route; ip -6 route',
      risk: 'none',
    },
    {
      do: {
        en: 'Bring the network up again as it is configured (Debian: /etc/network/interfaces; Ubuntu: netplan apply)',
        zh: '按配置重新启动网络（Debian：/etc/network/interfaces；Ubuntu：netplan apply）',
      },
      command: 'systemctl restart networking systemd-networkd NetworkManager',
      risk: 'restart',
    },
    {
      do: {
        en: 'If it is not in the configuration: add the gateway there; at once: ip route add default via GATEWAY',
        zh: '如果配置中没有：添加网关；立即生效：ip route add default via 网关地址',
      },
      risk: 'none',
    },
  ],
  verify: ['ip route get 198.41.0.4', 'ping -c 3 198.41.0.4', 'postqueue -f'],
  references: ['https://man7.org/linux/man-pages/man8/ip-route.8.html'],
})

function withoutWay(...[, { marks }]: Parameters<NonNullable<Explanation['when']>>): boolean {
  const reasons = ['reason:dns-failure', 'reason:connection-failed']
  const local = marks.some((mark) => mark.startsWith('socket:') || mark.startsWith('endpoint:127.'))
  return !local && reasons.some((reason) => marks.includes(reason))
}

function stateText(ways: readonly Route[]): string {
  const [way] = ways
  return way === undefined
    ? 'no default route'
    : `a default route, but its link ${way.interface} is down or it refuses`
}

function stateTextZh(ways: readonly Route[]): string {
  const [way] = ways
  return way === undefined ? '没有默认路由' : `有默认路由，但链路 ${way.interface} 已断开或被拒绝`
}
