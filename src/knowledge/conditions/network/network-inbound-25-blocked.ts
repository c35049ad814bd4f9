import { ownAddresses, ownershipOf } from '../../../collect/dns/own-addresses.ts'
import { type OwnExchanger, ownExchangers } from '../../../collect/dns/own-exchangers.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { firewall } from '../../../collect/network/firewall/firewall.ts'
import { listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { decidingRules, guardedPort, isForSomeOnly, isRefused, openingCommand } from '../../own-firewall.ts'

const port = 25

/**
 * This host's own firewall refuses port 25 to everybody, while a mail server waits there for the mail of
 * own domains. Nothing of it shows in the log: senders get a time-out, and the mail comes never or late.
 */
export const networkInbound25Blocked = condition({
  id: 'network-inbound-25-blocked',
  topic: 'delivery',
  severity: 'critical',
  needs: { rules: firewall, sockets: listeningSockets, domains: ownDomains },
  optional: { exchangers: ownExchangers, own: ownAddresses },
  detect: ({ rules, sockets, domains, exchangers, own }) => {
    if (domains.status === 'absent') return notApplicable('this host takes mail for no domain')
    const waiting = sockets.status === 'known' ? sockets.value : []
    if (rules.status === 'absent') return fine(rules.evidence)
    const { judged } = guardedPort(rules.value, port, waiting)
    if (judged.length === 0) return notApplicable('nothing waits on port 25 for others')
    const refused = judged.filter(isRefused)
    const evidence = judged.flatMap((one) => one.evidence)
    if (refused.some(isForSomeOnly))
      return notApplicable('the firewall lets only certain networks in on port 25, such as those of a filter')
    const unclear = judged.find(({ fate }) => fate === 'unclear')
    if (refused.length === 0) {
      return unclear === undefined
        ? fine(evidence)
        : couldNotTell({
            code: 'failed',
            text: `the firewall’s rules are not simple enough: ${decidingRules([unclear])}`,
            remedy: 'try from outside: nc -vz -w5 SERVER 25',
          })
    }
    const addresses = own.status === 'known' ? own.value : []
    if (exchangers.status === 'known' && allElsewhere(exchangers.value, addresses))
      return notApplicable('the mail of its domains comes through other servers')
    // Senders fall back to IPv4.
    const onlyIpv6 = refused.every(({ family }) => family === 6) && judged.length > refused.length
    const drops = refused.some(({ fate }) => fate === 'dropped')
    return problem({
      subject: 'TCP port 25, incoming',
      severity: onlyIpv6 ? 'low' : 'critical',
      confidence: 'certain',
      evidence: refused.flatMap((one) => one.evidence),
      values: {
        domains: domains.value.slice(0, 3).join(', '),
        rule: decidingRules(refused),
        family: onlyIpv6 ? 'IPv6' : 'TCP',
        effect: drops ? 'a time-out' : '"connection refused"',
        effectZh: drops ? '超时' : '“连接被拒绝”',
        command: openingCommand(rules.value, [port], refused),
      },
      marks: [
        `port:${port}-incoming`,
        ...(drops ? [] : ['reason:connection-refused']),
        ...domains.value.slice(0, 50).map((domain) => `own-domain:${domain}`),
        ...addresses.map((address) => `own-endpoint:${address}:${port}`),
      ],
    })
  },
  mistakenFor: [
    {
      condition: 'service-not-listening',
      toldApartBy: {
        en: 'a mail server waits on port 25, and answers from this host itself',
        zh: '邮件服务器正在监听 25 端口，从本机连接有应答',
      },
    },
    {
      condition: 'queue-mail-system-stopped',
      toldApartBy: { en: 'Postfix is running', zh: 'Postfix 正在运行' },
    },
    {
      condition: 'dns-mx-stale-after-migration',
      toldApartBy: {
        en: 'the MX of its domains leads here',
        zh: '其域名的 MX 记录指向本机',
      },
    },
  ],
  explains: [{ condition: 'service-mx-unreachable' }],
  texts: {
    en: {
      title: 'The own firewall lets no mail in: port 25 is closed to others ({family})',
      because:
        'A mail server waits on port 25 for the mail of {domains}, but the firewall of this host itself lets nobody ' +
        'connect ({rule}). Senders get {effect}, try again for some days and then give up; the log here stays silent.',
      allClear: 'the firewall lets mail in on port 25',
    },
    zh: {
      title: '本机防火墙阻止了来信：25 端口对外关闭（{family}）',
      because:
        '邮件服务器在 25 端口等待 {domains} 的来信，但本机自己的防火墙不允许任何人连接（{rule}）。发件方得到的是{effectZh}，重试数天后放弃；本机日志中没有任何记录。',
      allClear: '防火墙允许 25 端口的来信',
    },
  },
  fix: [
    {
      // The whole command depends on the tool; a value in `command` would be quoted as one word.
      do: { en: 'Let port 25 in at once: {command}', zh: '立即放行 25 端口：{command}' },
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
  verify: [
    'nc -vz -w5 SERVER 25   # from another host',
    "grep 'postfix/smtpd.* connect from' /var/log/mail.log | tail -3",
  ],
  references: [
    'https://wiki.nftables.org/wiki-nftables/index.php/Simple_rule_management',
    'https://www.rfc-editor.org/rfc/rfc5321#section-4.5.4',
  ],
})

/** The MX of all domains is another's: a filtering service, a gateway, a server that took over. */
function allElsewhere(exchangers: readonly OwnExchanger[], own: readonly string[]): boolean {
  const found = exchangers.flatMap(({ addresses }) => (addresses.status === 'known' ? addresses.value : []))
  return found.length > 0 && found.every((address) => ownershipOf(address, own) === 'foreign')
}
