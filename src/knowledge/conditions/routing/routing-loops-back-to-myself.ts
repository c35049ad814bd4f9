import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/**
 * The MX of a domain is this host, and Postfix does not hold the domain for its own: mail for it comes
 * back. Behind NAT, Postfix may also not know its public address. smtp(8), postconf(5) proxy_interfaces.
 */
export const routingLoopsBackToMyself = condition({
  id: 'routing-loops-back-to-myself',
  topic: 'delivery',
  severity: 'high',
  needs: { configuration: postfixConfiguration, log: mailLog, now },
  detect: ({ configuration, log, now }) => {
    if (configuration.status === 'absent' || log.status === 'absent' || now.status === 'absent')
      return notApplicable('no Postfix, or no log')
    const found = troubledDeliveries(log.value, now.value, ({ reply }) =>
      reply.includes('loops back to myself'),
    )
    const evidence = configuration.value.evidence('mydestination', 'virtual_mailbox_domains', 'relay_domains')
    if (found.length === 0) return fine()
    return found.map(({ name, count, since, impact, evidence: lines }) =>
      problem({
        subject: name,
        confidence: 'certain',
        evidence: [...lines, ...evidence],
        values: { count },
        marks: [`domain:${name}`, 'reason:routing-loop'],
        since,
        impact,
      }),
    )
  },
  explains: [{ condition: 'deliveries-rejected' }, { condition: 'deliveries-deferred' }],
  texts: {
    en: {
      title: 'Mail for {subject} loops: its MX is this server, which does not take {subject}',
      because:
        'The DNS sends mail for {subject} to this server, but Postfix has {subject} in none of its domain lists, so it ' +
        'tries to send it on and finds itself ("loops back to myself"). {count} messages came back.',
      allClear: 'no domain loops back',
    },
    zh: {
      title: '{subject} 的邮件循环：其 MX 是本服务器，而本服务器不接收 {subject}',
      because:
        'DNS 将 {subject} 的邮件指向本服务器，但 Postfix 的域名列表中没有 {subject}，于是尝试转发却发现又是自己（“loops back to myself”）。{count} 封邮件被退回。',
      allClear: '没有域名循环',
    },
  },
  fix: [
    {
      do: {
        en: 'Add {subject} to exactly one list: virtual_mailbox_domains, mydestination or relay_domains',
        zh: '将 {subject} 加入且仅加入一个列表：virtual_mailbox_domains、mydestination 或 relay_domains',
      },
      command: 'postconf mydestination virtual_mailbox_domains virtual_alias_domains relay_domains',
      risk: 'none',
    },
    {
      do: {
        en: 'If the domain is there, and the MX is your public address behind NAT, tell Postfix that address',
        zh: '若域名已在列表中，且 MX 是 NAT 后的公网地址，则告知 Postfix 该地址',
      },
      command: "postconf -e 'proxy_interfaces = PUBLIC-ADDRESS' && systemctl restart postfix",
      risk: 'restart',
    },
  ],
  verify: ['sendmail -bv postmaster@{subject}'],
  references: [
    'https://www.postfix.org/ADDRESS_CLASS_README.html',
    'https://www.postfix.org/postconf.5.html#proxy_interfaces',
  ],
})
