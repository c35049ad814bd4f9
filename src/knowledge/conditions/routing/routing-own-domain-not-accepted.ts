import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { otherMailServers } from '../../../collect/mail/other-mail-servers.ts'
import { relayDeniedDomains } from '../../../collect/mail/relay-denied-domains.ts'
import { addressClasses } from '../../../collect/postfix/address-classes.ts'
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
  optional: { servers: otherMailServers },
  detect: ({ route, classes, servers, log, now }, domain) => {
    const taken = classes.status === 'known' ? classes : servers
    if (
      route.status === 'absent' ||
      taken.status !== 'known' ||
      log.status === 'absent' ||
      now.status === 'absent'
    )
      return notApplicable('no mail of this domain comes here')
    const leadsHere = route.value.targets.some(({ owner }) => owner === 'ours')
    if (!leadsHere) return fine(route.evidence, domain)
    const exim = servers.status === 'known' ? servers.value.find((one) => one.program === 'Exim') : undefined
    const program = classes.status === 'known' ? 'Postfix' : 'Exim'
    const domains = classes.status === 'known' ? classes.value.domains : (exim?.domains ?? [])
    if (classes.status === 'absent' && exim === undefined)
      return notApplicable('neither Postfix nor Exim is here')
    const isListed = domains.some((one) => one.domain === domain)
    const refused = log.value.rejects.filter(
      ({ restriction, recipients }) =>
        restriction === 'relay' && recipients.some((one) => one.toLowerCase().endsWith(`@${domain}`)),
    )
    const until = Math.max(...refused.map(({ lastAt }) => lastAt))
    if (isListed || refused.length === 0 || isOver(log.value, now.value, until, program.toLowerCase()))
      return fine(route.evidence, domain)
    const slip = domains.filter((one) => isMisspelt(one.domain, domain))
    return problem({
      subject: domain,
      confidence: 'certain',
      evidence: [
        ...slip.flatMap(({ evidence }) => evidence),

        ...refused.slice(0, 3).map(({ lastExample }) => lastExample),
        ...route.evidence,
        ...taken.evidence,
      ],
      values: { program, ...commands[program], count: refused.reduce((sum, { count }) => sum + count, 0) },
      marks: [`domain:${domain}`, 'reason:relay-denied'],
      since: Math.min(...refused.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'deliveries-deferred', when: (cause, { subject }) => subject === cause.subject },
    { condition: 'routing-loops-back-to-myself', when: (cause, { subject }) => subject === cause.subject },
    // The misspelt domain stands in the list instead, and the DNS does not know it.
    { condition: 'dns-mx-missing', when: (cause, { subject }) => isMisspelt(subject, cause.subject) },
    { condition: 'dns-domain-missing', when: (cause, { subject }) => isMisspelt(subject, cause.subject) },
  ],
  texts: {
    en: {
      title: 'This server is the MX of {subject}, and refuses its mail',
      because:
        'The DNS sends mail for {subject} here, but {subject} is in none of {program}’s domain lists: senders are told ' +
        'that relaying is denied ({count} times), and their mail comes back.',
      allClear: '{subject} is accepted, or not this server’s',
    },
    zh: {
      title: '本服务器是 {subject} 的 MX，却拒收其邮件',
      because:
        'DNS 将 {subject} 的邮件指向这里，但 {subject} 不在 {program} 的任何域名列表中：发件方被告知不允许中继（{count} 次），邮件被退回。',
      allClear: '{subject} 已被接收，或不属于本服务器',
    },
  },
  fix: [
    {
      do: { en: 'Add {subject} to exactly one of these lists', zh: '将 {subject} 加入且仅加入其中一个列表' },
      command: '{lists}',
      risk: 'none',
    },
    {
      do: {
        en: 'If the list is an indexed table, rebuild it (Postfix: postmap); then reload',
        zh: '若列表是索引表，重新生成它（Postfix：postmap）；然后重新加载',
      },
      command: '{reload}',
      risk: 'reload',
    },
  ],
  verify: ['{test}'],
  references: ['https://www.postfix.org/ADDRESS_CLASS_README.html'],
})

const commands = {
  Postfix: {
    lists: 'postconf virtual_mailbox_domains mydestination virtual_alias_domains relay_domains',
    reload: 'postfix reload',
    test: 'sendmail -bv postmaster@{subject}',
  },
  Exim: {
    lists: 'exim -bP +local_domains +relay_to_domains; grep dc_ /etc/exim4/update-exim4.conf.conf',
    reload: 'update-exim4.conf && systemctl reload exim4',
    test: 'exim -bt postmaster@{subject}',
  },
} as const

/** One or two letters differ. */
function isMisspelt(written: string, meant: string): boolean {
  return written !== meant && editDistance(written, meant, 2) <= 2
}
