import { mailLog } from '../../../collect/logs/mail-log.ts'
import { internetReachability } from '../../../collect/network/internet-reachability.ts'
import {
  connects,
  outboundReachability,
  type ReachedAddress,
} from '../../../collect/network/outbound-reachability.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { explainsSilence } from '../../outbound-effects.ts'

/** Two hosts that have nothing to do with each other are not down together. */
const enoughHosts = 2
/** Whoever connected so lately shows that the network works. */
const recentMilliseconds = 30 * 60_000

/**
 * The provider (or a firewall on the way) drops outgoing TCP 25: usual on new VPS until asked. The network
 * itself works: other ports answer.
 */
export const networkPort25BlockedOutbound = condition({
  id: 'network-port25-blocked-outbound',
  topic: 'network',
  severity: 'critical',
  needs: { reached: outboundReachability },
  optional: { internet: internetReachability, postfix: postfixConfiguration, log: mailLog, now },
  detect: ({ reached, internet, postfix, log, now }) => {
    const smarthost = postfix.status === 'known' ? (postfix.value.value('relayhost') ?? '') : ''
    if (smarthost !== '')
      return notApplicable(`mail goes out through ${smarthost}, not through port 25 of others`)
    if (reached.status === 'absent') {
      const remedy = 'send a mail to somebody elsewhere, then check again'
      return couldNotTell({
        code: 'failed',
        text: 'no mail host of others is known to try port 25 on',
        remedy,
      })
    }
    const { value } = reached
    const contrast = internet.status === 'known' ? internet.value.filter(({ answers }) => answers) : []
    const evidence = [...value, ...contrast].flatMap((one) => one.evidence)
    if (value.some(connects)) return fine(evidence)
    const heardAt = log.status === 'known' ? (log.value.traffic.lastInboundConnectAt ?? 0) : 0
    const isHeard = now.status === 'known' && now.value - heardAt < recentMilliseconds
    if (contrast.length === 0 && !isHeard)
      return notApplicable('no other port answers either: it is not about port 25')
    const hosts = hostsOf(value)
    const dependable = hostsOf(value.filter((one) => one.dependable))
    if (hosts.length < enoughHosts && dependable.length === 0) return fine(evidence)
    const certain = hosts.length >= enoughHosts && dependable.length > 0
    return problem({
      subject: 'TCP port 25, outgoing',
      confidence: certain ? 'certain' : 'likely',
      evidence: [...new Set(evidence)],
      values: { hosts: hosts.join(', '), count: hosts.length },
      marks: ['port:25-outgoing', ...value.map(({ address }) => `endpoint:${address}:25`)],
    })
  },
  explains: [...explainsSilence, { condition: 'routing-ipv6-preferred-unreachable' }],
  mistakenFor: [
    {
      condition: 'network-default-route-missing',
      toldApartBy: {
        en: 'other ports of the internet answer, so packets go out and back',
        zh: '互联网的其他端口有应答，说明网络是通的',
      },
    },
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the names of the hosts were resolved', zh: '主机名可以解析' },
    },
    {
      condition: 'remote-host-unreachable',
      toldApartBy: {
        en: 'not one remote server: {count} unrelated hosts do not take connections on port 25',
        zh: '并非某一台对方服务器的问题：{count} 台互不相关的主机的 25 端口都无法连接',
      },
    },
  ],
  texts: {
    en: {
      title: 'Outgoing TCP port 25 is blocked: no mail can leave to other servers',
      because:
        'This server cannot connect to port 25 of {hosts}, while other ports of the internet answer. Something ' +
        'between here and the internet stops port 25: nearly always the hosting provider, who opens it on ' +
        'request. Mail waits in the queue until then.',
      allClear: 'port 25 of other mail servers can be reached',
    },
    zh: {
      title: '出站 TCP 25 端口被封锁：邮件无法发往其他服务器',
      because:
        '本机无法连接 {hosts} 的 25 端口，而互联网的其他端口有应答。说明中间有设备拦截了 25 端口：几乎总是主机商所为，可申请开通。在此之前邮件会留在队列中。',
      allClear: '可以连接其他邮件服务器的 25 端口',
    },
  },
  fix: [
    {
      who: 'hosting provider',
      do: {
        en: 'Ask your provider to open outgoing port 25 (a ticket; they want to know what you send)',
        zh: '向主机商提交工单，申请开通出站 25 端口（对方会询问发送内容）',
      },
      risk: 'none',
    },
    {
      do: {
        en: 'Until then, or where they refuse: send through a smarthost on port 587',
        zh: '在此之前或被拒绝时：通过 587 端口的中继（smarthost）发送',
      },
      command: "postconf -e 'relayhost = [smtp.your-provider.example]:587' && systemctl reload postfix",
      risk: 'reload',
    },
  ],
  verify: ['timeout 5 bash -c "</dev/tcp/gmail-smtp-in.l.google.com/25" && echo open', 'postqueue -f'],
  references: ['https://www.postfix.org/postconf.5.html#relayhost'],
})

function hostsOf(reached: readonly ReachedAddress[]): string[] {
  return [...new Set(reached.map(({ host }) => host))]
}
