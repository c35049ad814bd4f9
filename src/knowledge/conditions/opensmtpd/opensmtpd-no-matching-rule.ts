import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { otherMailServers } from '../../../collect/mail/other-mail-servers.ts'
import { isRelayDenied, relayDeniedDomains } from '../../../collect/mail/relay-denied-domains.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/**
 * The MX of a domain is this server, and no `match` rule of OpenSMTPD fits its mail: the domain is missing,
 * or the rule is for this machine only, which is what a rule without `from any` means.
 */
export const opensmtpdNoMatchingRule = condition({
  id: 'opensmtpd-no-matching-rule',
  topic: 'delivery',
  severity: 'critical',
  subjects: relayDeniedDomains,
  needs: { route: mailRoute, servers: otherMailServers, log: mailLog, now },
  detect: ({ route, servers, log, now }, domain) => {
    const smtpd =
      servers.status === 'absent' ? undefined : servers.value.find(({ program }) => program === 'OpenSMTPD')
    if (
      smtpd === undefined ||
      route.status === 'absent' ||
      log.status === 'absent' ||
      now.status === 'absent'
    )
      return notApplicable('no mail of this domain comes to an OpenSMTPD here')
    const rules = smtpd.domains.filter((one) => one.domain === domain)
    const leadsHere = route.value.targets.some(({ owner }) => owner === 'ours')
    const taken = rules.some(({ onlyFromHere }) => onlyFromHere !== true)
    const refused = log.value.rejects.filter(
      (reject) =>
        isRelayDenied(reject) && reject.recipients.some((one) => one.toLowerCase().endsWith(`@${domain}`)),
    )
    const until = Math.max(...refused.map(({ lastAt }) => lastAt))
    // Rules that come from a database are not known.
    const unsure = rules.length === 0 && !smtpd.allDomainsListed
    if (taken || unsure || !leadsHere || refused.length === 0 || isOver(log.value, now.value, until, 'smtpd'))
      return fine(route.evidence, domain)
    const isLocal = rules.length > 0
    return problem({
      subject: domain,
      confidence: 'certain',
      evidence: [
        ...rules.flatMap(({ evidence }) => evidence),
        ...refused.slice(0, 3).map(({ lastExample }) => lastExample),
        ...route.evidence,
      ],
      values: {
        count: refused.reduce((sum, { count }) => sum + count, 0),
        why: isLocal ? 'its rule lacks "from any", so it is for this machine only' : 'no rule names it',
        whyZh: isLocal ? '其规则缺少“from any”，因此只对本机有效' : '没有规则提到它',
      },
      marks: [`domain:${domain}`, 'reason:relay-denied', 'program:opensmtpd'],
      since: Math.min(...refused.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [{ condition: 'inbound-refused' }],
  texts: {
    en: {
      title: 'OpenSMTPD has no rule for mail to {subject}',
      because:
        'The DNS sends mail for {subject} here, and smtpd.conf has no match rule that takes it: {why}. Senders are ' +
        'told "550 Invalid recipient" ({count} times), and their mail comes back.',
      allClear: '{subject} has a rule, or is not this server’s',
    },
    zh: {
      title: 'OpenSMTPD 没有接收 {subject} 邮件的规则',
      because:
        'DNS 将 {subject} 的邮件指向这里，但 smtpd.conf 中没有匹配的 match 规则：{whyZh}。发件方得到“550 Invalid recipient”（{count} 次），邮件被退回。',
      allClear: '{subject} 有规则，或不属于本服务器',
    },
  },
  fix: [
    {
      do: {
        en: 'Have one rule that takes it, above the rules for everything else: match from any for domain "{subject}" action "…"',
        zh: '在其他规则之前加入一条规则：match from any for domain "{subject}" action "…"',
      },
      command: 'grep -nE "^(table|match|action)" /etc/smtpd.conf',
      risk: 'none',
    },
    {
      do: { en: 'Then restart', zh: '然后重启' },
      command: 'smtpd -n && systemctl restart opensmtpd',
      risk: 'restart',
    },
  ],
  verify: ['smtpctl trace rules'],
  references: ['https://man.openbsd.org/smtpd.conf.5#match'],
})
