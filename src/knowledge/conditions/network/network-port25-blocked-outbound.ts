import { connects, isSilent, outboundReachability } from '../../../collect/network/outbound-reachability.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'

/** Two hosts that have nothing to do with each other are not down together. */
const enoughHosts = 2

/**
 * The provider (or a firewall on the way) drops outgoing TCP 25: usual on new VPS until asked. Mail
 * hosts answer on other ports, so the network itself works.
 */
export const networkPort25BlockedOutbound = condition({
  id: 'network-port25-blocked-outbound',
  topic: 'network',
  severity: 'critical',
  needs: { reached: outboundReachability },
  optional: { postfix: postfixConfiguration },
  detect: ({ reached, postfix }) => {
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
    const evidence = reached.value.flatMap((one) => one.evidence)
    if (reached.value.some(connects)) return fine(evidence)
    const blocked = reached.value.filter((one) => isSilent(one) && one.otherPorts === 'answers')
    const hosts = [...new Set(blocked.map(({ host }) => host))]
    if (hosts.length === 0) return fine(evidence)
    return problem({
      subject: 'TCP port 25, outgoing',
      confidence: hosts.length >= enoughHosts ? 'certain' : 'possible',
      severity: hosts.length >= enoughHosts ? 'critical' : 'low',
      evidence,
      values: { hosts: hosts.join(', '), count: hosts.length },
      marks: [
        'reason:connection-timeout',
        'port:25-outgoing',
        ...reached.value.map(({ address }) => `endpoint:${address}:25`),
      ],
    })
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'remote-host-unreachable' },
    { condition: 'routing-ipv6-preferred-unreachable' },
  ],
  mistakenFor: [
    {
      condition: 'network-default-route-missing',
      toldApartBy: {
        en: 'the same hosts answer on other ports, so packets go there and back',
        zh: '同样的主机在其他端口有应答，说明网络是通的',
      },
    },
    {
      condition: 'dns-local-resolver-down',
      toldApartBy: { en: 'the names of the hosts were resolved', zh: '主机名可以解析' },
    },
    {
      condition: 'remote-host-unreachable',
      toldApartBy: {
        en: 'not one remote server: {count} unrelated hosts are silent on 25 and answer on other ports',
        zh: '并非某一台对方服务器的问题：{count} 台互不相关的主机在 25 端口都无应答，而其他端口有应答',
      },
    },
  ],
  texts: {
    en: {
      title: 'Outgoing TCP port 25 is blocked: no mail can leave to other servers',
      because:
        'Connections from this server to port 25 of {hosts} get no answer, while the same hosts answer on other ' +
        'ports. Something between here and the internet drops port 25: nearly always the hosting provider, ' +
        'who opens it on request. Mail waits in the queue until then.',
      allClear: 'port 25 of other mail servers can be reached',
    },
    zh: {
      title: '出站 TCP 25 端口被封锁：邮件无法发往其他服务器',
      because:
        '从本机连接 {hosts} 的 25 端口没有任何应答，而这些主机的其他端口有应答。说明中间有设备丢弃了 25 端口的数据：几乎总是主机商所为，可申请开通。在此之前邮件会留在队列中。',
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
