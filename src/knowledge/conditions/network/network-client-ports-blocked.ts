import { firewall } from '../../../collect/network/firewall/firewall.ts'
import { type ConfiguredService, configuredServices } from '../../../collect/services/configured-services.ts'
import { listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { decidingRules, guardedPort, isForSomeOnly, isRefused, openingCommand } from '../../own-firewall.ts'

/** Where mail programs hand in mail, and where they read it. */
const sending = [465, 587]
const reading = [143, 993, 110, 995]

/**
 * This host's own firewall refuses all ports on which mail programs could send, or all on which they
 * could read. Some of them closed (143 and 110 without TLS, say) is how it should be.
 */
export const networkClientPortsBlocked = condition({
  id: 'network-client-ports-blocked',
  topic: 'client',
  severity: 'high',
  needs: { rules: firewall, sockets: listeningSockets, services: configuredServices },
  detect: ({ rules, sockets, services }) => {
    if (services.status === 'absent') return notApplicable('no service for mail programs is configured')
    if (rules.status === 'absent') return fine(rules.evidence)
    const waiting = sockets.status === 'known' ? sockets.value : []
    const guarded = (ports: readonly number[]) =>
      ports
        .filter((port) => services.value.some((service) => isOffered(service, port)))
        .map((port) => guardedPort(rules.value, port, waiting))
        .filter(({ judged }) => judged.length > 0)
    const groups = [guarded(sending), guarded(reading)].filter((group) => group.length > 0)
    if (groups.length === 0) return notApplicable('no port for mail programs is open to others')
    const closed = groups.filter((group) =>
      group.every(({ judged }) => judged.every(isRefused) && !judged.some(isForSomeOnly)),
    )
    const all = groups.flat()
    if (closed.length === 0) {
      const unclear = all.flatMap(({ judged }) => judged).filter(({ fate }) => fate === 'unclear')
      const isOpen = groups.every((group) =>
        group.some(({ judged }) => judged.some(({ fate }) => fate === 'accepted')),
      )
      if (isOpen || unclear.length === 0)
        return fine(all.flatMap(({ judged }) => judged.flatMap((one) => one.evidence)))
      const text = `the firewall’s rules are not simple enough: ${decidingRules(unclear.slice(0, 1))}`
      return couldNotTell({ code: 'failed', text, remedy: 'try from outside: nc -vz -w5 SERVER 993' })
    }
    const ports = closed.flat().map(({ port }) => port)
    const judged = closed.flat().flatMap((one) => one.judged)
    return problem({
      subject: `TCP ports ${ports.join(', ')}, incoming`,
      // A server whose webmail stands on the same host may have closed reading on purpose.
      severity:
        closed.length === groups.length || ports.some((port) => sending.includes(port)) ? 'high' : 'medium',
      confidence: 'certain',
      evidence: judged.flatMap(({ evidence }) => evidence).slice(0, 4),
      values: {
        ports: ports.join(', '),
        rule: decidingRules(judged),
        command: openingCommand(rules.value, ports, judged),
      },
      marks: ports.map((port) => `port:${port}-incoming`),
    })
  },
  mistakenFor: [
    {
      condition: 'network-fail2ban-lockout',
      toldApartBy: {
        en: 'the rule is for everybody, not for banned addresses',
        zh: '该规则针对所有人，而不是被封禁的地址',
      },
    },
    {
      condition: 'submission-service-disabled',
      toldApartBy: { en: 'something waits on these ports', zh: '这些端口上有程序在监听' },
    },
    {
      condition: 'service-not-listening',
      toldApartBy: { en: 'something waits on these ports', zh: '这些端口上有程序在监听' },
    },
  ],
  texts: {
    en: {
      title: 'The own firewall shuts mail programs out: ports {ports}',
      because:
        'Mail programs should connect to the ports {ports}, where this host waits for them, but its own firewall ' +
        'refuses everybody from outside ({rule}). They report a time-out or that the server is not there.',
      allClear: 'the firewall lets mail programs in',
    },
    zh: {
      title: '本机防火墙把邮件客户端挡在外面：端口 {ports}',
      because:
        '邮件客户端应连接本机的 {ports} 端口，但本机自己的防火墙拒绝所有外部连接（{rule}）。客户端会提示超时或找不到服务器。',
      allClear: '防火墙允许邮件客户端连接',
    },
  },
  fix: [
    {
      // The whole command depends on the tool; a value in `command` would be quoted as one word.
      do: { en: 'Let these ports in at once: {command}', zh: '立即放行这些端口：{command}' },
      risk: 'none',
    },
    {
      do: {
        en: 'Write the same into the file that is loaded at boot (/etc/nftables.conf, /etc/iptables/rules.v4; ufw and firewalld keep it by themselves)',
        zh: '把同样的规则写入开机加载的文件（/etc/nftables.conf、/etc/iptables/rules.v4；ufw 和 firewalld 会自动保存）',
      },
      risk: 'none',
    },
  ],
  verify: ['nc -vz -w5 SERVER 993   # from another host'],
  references: [
    'https://wiki.nftables.org/wiki-nftables/index.php/Simple_rule_management',
    'https://www.rfc-editor.org/rfc/rfc8314',
  ],
})

/** Those bound to the loopback alone are for a webmail on this host. */
function isOffered({ port, addresses, behindProxy }: ConfiguredService, wanted: number): boolean {
  const isLocal = addresses.length > 0 && addresses.every((one) => one.startsWith('127.') || one === '::1')
  return port === wanted && !isLocal && !behindProxy
}
