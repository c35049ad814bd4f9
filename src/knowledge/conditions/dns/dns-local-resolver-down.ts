import { resolvers } from '../../../collect/dns/resolvers.ts'
import { type ServiceUnit, serviceUnits } from '../../../collect/system/units.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/** Reasons that say nothing about the resolver: it could not be asked from here. */
const notAsked = new Set(['not-recorded', 'no-permission', 'not-running-here', 'tool-missing'])

/**
 * No resolver that this host asks gives an answer: nothing can be sent (no MX is found), clients have no
 * name, and every check that stands on the DNS fails for a while. Postfix keeps the mail and tries again.
 */
export const dnsLocalResolverDown = condition({
  id: 'dns-local-resolver-down',
  topic: 'slow',
  severity: 'critical',
  needs: { all: resolvers },
  optional: { units: serviceUnits },
  detect: ({ all, units }) => {
    if (all.status === 'absent') return notApplicable('no resolver is set up')
    const dead = all.value.filter(({ answers }) => !answers)
    const [first] = dead
    if (first === undefined) return fine(all.value.flatMap(({ evidence }) => evidence))
    if (first.because !== undefined && notAsked.has(first.because.code)) return couldNotTell(first.because)
    const none = dead.length === all.value.length
    // Programs ask the first one and wait some seconds before they try the next (resolv.conf(5) timeout).
    const firstIsDead = all.value[0]?.answers === false
    const unit = resolverUnit(units.status === 'known' ? units.value : [])
    return problem({
      subject: dead.map(({ address }) => address).join(', '),
      confidence: 'certain',
      severity: none ? 'critical' : firstIsDead ? 'medium' : 'low',
      evidence: dead.flatMap(({ evidence }) => evidence),
      values: {
        resolvers: dead.map(({ address }) => address).join(', '),
        extent: none
          ? 'No other resolver answers either'
          : 'Another resolver answers, after a wait at each question',
        extentZh: none ? '没有其他解析器可用' : '另一个解析器可用，但每次查询都要先等待超时',
        first: first.address,
        unit,
      },
      marks: none ? ['reason:dns-failure', `unit:${unit}.service`] : [`unit:${unit}.service`],
    })
  },
  explains: [
    { condition: 'deliveries-deferred', when: (_cause, { marks }) => marks.includes('reason:dns-failure') },
    { condition: 'inbound-refused', when: (_cause, { marks }) => marks.includes('reason:dns-failure') },
  ],
  mistakenFor: [
    {
      condition: 'os-resolvconf-chroot',
      toldApartBy: {
        en: 'the resolver fails for the whole host, not for Postfix alone',
        zh: '整台主机都无法解析，而不只是 Postfix',
      },
    },
  ],
  texts: {
    en: {
      title: 'The DNS resolver of this host does not answer: {resolvers}',
      because:
        'This host asks {resolvers} for every name, and gets no answer. {extent}. Without the DNS no mail can ' +
        'leave (the receivers are not found), clients get no name, and checks of senders fail for the time being.',
      allClear: 'every resolver of this host answers',
    },
    zh: {
      title: '本机的 DNS 解析器没有应答：{resolvers}',
      because:
        '本机向 {resolvers} 查询所有名称，但没有得到应答。{extentZh}。没有 DNS 就无法投递邮件（找不到收件服务器），也无法核实发件方。',
      allClear: '本机的所有解析器均正常应答',
    },
  },
  fix: [
    {
      do: {
        en: 'See whether the resolver runs, where it is on this host',
        zh: '如果解析器在本机，查看它是否在运行',
      },
      command: 'systemctl status {unit}',
      risk: 'none',
    },
    {
      do: {
        en: 'Start it, or name a resolver that answers in /etc/resolv.conf; two are better than one, and a mail host should run its own',
        zh: '启动它，或在 /etc/resolv.conf 中写入可用的解析器；最好配置两个，邮件服务器宜自建解析器',
      },
      command: 'systemctl restart {unit}',
      risk: 'restart',
    },
    {
      do: {
        en: 'Postfix in its chroot reads a copy of resolv.conf: restart it, then let the queue run',
        zh: 'chroot 中的 Postfix 使用 resolv.conf 的副本：重启它，然后让队列重新投递',
      },
      command: 'systemctl restart postfix && postqueue -f',
      risk: 'restart',
    },
  ],
  verify: ['dig @{first} . NS', 'dig gmail.com MX'],
  references: [
    'https://www.postfix.org/DEBUG_README.html',
    'https://man7.org/linux/man-pages/man5/resolv.conf.5.html',
  ],
})

/** Resolvers that Debian and Ubuntu package, by their units. */
const resolverUnits = ['unbound', 'named', 'bind9', 'pdns-recursor', 'kresd@1', 'dnsmasq', 'systemd-resolved']

/** The resolver that is installed here, for the commands; the one that is most common where none is. */
function resolverUnit(units: readonly ServiceUnit[]): string {
  const installed = resolverUnits.filter((name) =>
    units.some((unit) => unit.name === `${name}.service` && unit.loadState !== 'not-found'),
  )
  const enabled = installed.find((name) =>
    units.some((unit) => unit.name === `${name}.service` && unit.enabled === 'enabled'),
  )
  return enabled ?? installed[0] ?? 'unbound'
}
