import { type DeliveryTrouble, deliveryTroubles } from '../../../collect/logs/delivery-troubles.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { endedAt } from '../../delivery-symptom.ts'
import { firstFew } from '../../mail-share.ts'

/** One receiver may have a slow filter; several that have nothing to do with each other do not. */
const enoughHosts = 3
const stalled =
  /timed out while sending (?:message body|end of data)|timed out while (?:performing the (?:initial )?TLS|receiving the initial TLS)/i

/**
 * Small packets pass and full ones get lost, since a link on the way is narrower than the others and the
 * message that says so (ICMP) is filtered: commands work, and the mail itself stalls. RFC 2923.
 */
export const networkMtuBlackhole = condition({
  id: 'network-mtu-blackhole',
  topic: 'network',
  severity: 'high',
  needs: { troubles: deliveryTroubles },
  detect: ({ troubles }) => {
    if (troubles.status === 'absent') return notApplicable('this host has no mail log')
    const found = troubles.value.filter(
      (trouble) => !trouble.local && stalled.test(trouble.reply) && endedAt(trouble) === undefined,
    )
    const hosts = [...new Set(found.flatMap(({ relays }) => relays.flatMap(({ host }) => host ?? [])))]
    if (networksOf(found).size < enoughHosts) return fine()
    return problem({
      subject: 'path MTU',
      confidence: 'likely',
      evidence: found.flatMap(({ evidence }) => evidence.slice(0, 1)).slice(0, 4),
      values: { hosts: firstFew(hosts), count: hosts.length },
      marks: ['detail:conversation-timeout'],
      since: Math.min(...found.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [{ condition: 'deliveries-deferred' }, { condition: 'remote-host-unreachable' }],
  mistakenFor: [
    {
      condition: 'network-port25-blocked-outbound',
      toldApartBy: {
        en: 'connections come about; only the mail itself stalls',
        zh: '可以建立连接，只是邮件内容传不过去',
      },
    },
  ],
  texts: {
    en: {
      title: 'Large packets get lost: mail stalls while it is sent',
      because:
        'Deliveries to {count} unrelated servers ({hosts}) come as far as the commands and stall when the mail itself is ' +
        'sent. That is how a path looks that drops full-sized packets, with the ICMP messages about it filtered ' +
        '(VPN, PPPoE, tunnels, overlay networks).',
      allClear: 'mail does not stall while it is sent',
    },
    zh: {
      title: '大数据包丢失：邮件在传输中卡住',
      because:
        '发往 {count} 台互不相关的服务器（{hosts}）的邮件能完成命令交互，但在传输邮件内容时卡住。这正是路径丢弃大数据包、且相关 ICMP 消息被过滤时的表现（VPN、PPPoE、隧道、覆盖网络）。',
      allClear: '邮件传输没有卡住',
    },
  },
  fix: [
    {
      do: { en: 'Find the largest packet that passes', zh: '找出能通过的最大数据包' },
      command: 'ping -M do -c 2 -s 1472 8.8.8.8; ping -M do -c 2 -s 1372 8.8.8.8',
      risk: 'none',
    },
    {
      do: {
        en: 'Let ICMP "fragmentation needed" (type 3 code 4) and ICMPv6 "packet too big" (type 2) in, or make the MTU of the interface as small',
        zh: '放行 ICMP“需要分片”（类型 3 代码 4）和 ICMPv6“数据包过大”（类型 2），或相应减小接口 MTU',
      },
      command: 'ip link set dev eth0 mtu 1400',
      risk: 'none',
    },
  ],
  verify: ['tracepath -n 8.8.8.8', 'postqueue -f'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc2923',
    'https://www.postfix.org/postconf.5.html#smtp_pix_workarounds',
  ],
})

/** Receivers of different domains: the MX hosts of one provider count once. */
function networksOf(troubles: readonly DeliveryTrouble[]): Set<string> {
  const hosts = troubles.flatMap(({ relays }) => relays.flatMap(({ host, address }) => host ?? address ?? []))
  return new Set(hosts.map((host) => host.split('.').slice(-2).join('.').toLowerCase()))
}
