import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { addressClasses } from '../../../collect/postfix/address-classes.ts'
import { relayDeniedDomains } from '../../../collect/postfix/relay-denied-domains.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import { editDistance } from '../../nearest-name.ts'

/**
 * The MX of a domain is this server, and it refuses the domain's mail with "Relay access denied": the
 * domain is in none of Postfix's lists. ADDRESS_CLASS_README. A probe for foreign domains is no such case.
 */
export const routingOwnDomainNotAccepted = condition({
  id: 'routing-own-domain-not-accepted',
  topic: 'delivery',
  severity: 'critical',
  subjects: relayDeniedDomains,
  needs: { route: mailRoute, classes: addressClasses, log: mailLog, now },
  detect: ({ route, classes, log, now }, domain) => {
    if (
      route.status === 'absent' ||
      classes.status === 'absent' ||
      log.status === 'absent' ||
      now.status === 'absent'
    )
      return notApplicable('no mail of this domain comes here')
    const leadsHere = route.value.targets.some(({ owner }) => owner === 'ours')
    if (!leadsHere) return fine(route.evidence, domain)
    const isListed = classes.value.domains.some((one) => one.domain === domain)
    const refused = log.value.rejects.filter(
      ({ restriction, recipients }) =>
        restriction === 'relay' && recipients.some((one) => one.toLowerCase().endsWith(`@${domain}`)),
    )
    const until = Math.max(...refused.map(({ lastAt }) => lastAt))
    if (isListed || refused.length === 0 || isOver(log.value, now.value, until, 'postfix'))
      return fine(route.evidence, domain)
    const slip = classes.value.domains.filter((one) => isMisspelt(one.domain, domain))
    return problem({
      subject: domain,
      confidence: 'certain',
      evidence: [
        ...slip.flatMap(({ evidence }) => evidence),

        ...refused.slice(0, 3).map(({ lastExample }) => lastExample),
        ...route.evidence,
        ...classes.evidence,
      ],
      values: { count: refused.reduce((sum, { count }) => sum + count, 0) },
      marks: [`domain:${domain}`, 'reason:relay-denied'],
      since: Math.min(...refused.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'routing-loops-back-to-myself', when: (cause, { subject }) => subject === cause.subject },
    // The misspelt domain stands in the list instead, and the DNS does not know it.
    { condition: 'dns-mx-missing', when: (cause, { subject }) => isMisspelt(subject, cause.subject) },
  ],
  texts: {
    en: {
      title: 'This server is the MX of {subject}, and refuses its mail',
      because:
        'The DNS sends mail for {subject} here, but {subject} is in none of Postfix’s domain lists: senders are told ' +
        '"Relay access denied" ({count} times), and their mail comes back.',
      allClear: '{subject} is accepted, or not this server’s',
    },
    zh: {
      title: '本服务器是 {subject} 的 MX，却拒收其邮件',
      because:
        'DNS 将 {subject} 的邮件指向这里，但 {subject} 不在 Postfix 的任何域名列表中：发件方得到“Relay access denied”（{count} 次），邮件被退回。',
      allClear: '{subject} 已被接收，或不属于本服务器',
    },
  },
  fix: [
    {
      do: { en: 'Add {subject} to exactly one of these lists', zh: '将 {subject} 加入且仅加入其中一个列表' },
      command: 'postconf virtual_mailbox_domains mydestination virtual_alias_domains relay_domains',
      risk: 'none',
    },
    {
      do: {
        en: 'If the list is a table, rebuild it with postmap; then reload',
        zh: '若列表是一张表，用 postmap 重新生成；然后重新加载',
      },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['sendmail -bv postmaster@{subject}'],
  references: ['https://www.postfix.org/ADDRESS_CLASS_README.html'],
})

/** One or two letters differ. */
function isMisspelt(written: string, meant: string): boolean {
  return written !== meant && editDistance(written, meant, 2) <= 2
}
