import { mailRoute } from '../../../collect/dns/mail-route.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { ownDomains } from '../../../collect/mail/own-domains.ts'
import { addressClasses } from '../../../collect/postfix/address-classes.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { mailRouteState, targetsText } from '../../mail-route-state.ts'

/**
 * A domain's mail goes to another server by its MX, and this Postfix still keeps the domain for its own:
 * what its own users write there never leaves, and is refused for recipients that it does not know.
 */
export const routingMovedDomainStillLocal = condition({
  id: 'routing-moved-domain-still-local',
  topic: 'delivery',
  severity: 'high',
  subjects: ownDomains,
  needs: { route: mailRoute, classes: addressClasses, log: mailLog },
  detect: ({ route, classes, log }, domain) => {
    if (route.status === 'absent' || classes.status === 'absent' || log.status === 'absent')
      return notApplicable('no Postfix, no log, or no such domain')
    const own = classes.value.domains.filter((one) => one.domain === domain && one.class !== 'relay')
    // Where some of its mail is delivered here, the other server is a filter or shares the domain.
    const isServed = log.value.accepted.domains.some(({ name, local }) => local && name === domain)
    if (own.length === 0 || isServed || mailRouteState(route.value) !== 'accepted elsewhere')
      return fine(route.evidence)
    const refused = unknownRecipients(log.value, domain)
    if (refused.length === 0) return fine(route.evidence)
    return problem({
      confidence: 'certain',
      evidence: [
        ...refused.slice(0, 3).map(({ lastExample }) => lastExample),
        ...own.flatMap(({ evidence }) => evidence),
        ...route.evidence,
      ],
      values: {
        targets: targetsText(route.value),
        parameter: [...new Set(own.map(({ parameter }) => parameter))].join(', '),
        count: refused.reduce((sum, { count }) => sum + count, 0),
      },
      marks: [`domain:${domain}`, 'reason:recipient-unknown'],
      since: Math.min(...refused.map(({ firstAt }) => firstAt)),
    })
  },
  explains: [
    { condition: 'recipient-unknown-local', when: ({ subject }, effect) => effect.subject.includes(subject) },
    {
      condition: 'dovecot-lmtp-user-unknown',
      when: ({ subject }, effect) => effect.subject.includes(subject),
    },
    {
      condition: 'deliveries-rejected',
      when: ({ subject }, { marks }) => marks.includes(`domain:${subject}`),
    },
    { condition: 'spf-sending-ip-not-listed', when: (cause, effect) => cause.subject === effect.subject },
    { condition: 'dns-mx-stale-after-migration', when: (cause, effect) => cause.subject === effect.subject },
  ],
  mistakenFor: [
    {
      condition: 'recipient-unknown-local',
      toldApartBy: {
        en: 'the domain’s MX is another server, which takes its mail',
        zh: '该域名的 MX 是另一台服务器，由它接收邮件',
      },
    },
  ],
  texts: {
    en: {
      title: 'This server keeps mail for {subject}, which has moved to {targets}',
      because:
        'The DNS sends mail for {subject} to {targets}, which takes it, but {parameter} still names {subject}: mail that users of this server write there does not leave, and was refused {count} times for unknown recipients.',
      allClear: 'mail for {subject} goes where its MX points',
    },
    zh: {
      title: '本服务器仍为已迁至 {targets} 的 {subject} 保留邮件',
      because:
        'DNS 将 {subject} 的邮件指向 {targets}，且对方接收，但 {parameter} 仍包含 {subject}：本机用户写往该域的邮件不会发出，已因收件人未知被拒 {count} 次。',
      allClear: '{subject} 的邮件送往其 MX 所指之处',
    },
  },
  fix: [
    {
      do: {
        en: 'Take {subject} out of {parameter} (and its recipients out of the tables), then reload',
        zh: '从 {parameter} 中删除 {subject}（并从表中删除其收件人），然后重新加载',
      },
      command: 'postconf {parameter}',
      risk: 'reload',
    },
  ],
  verify: ['sendmail -bv postmaster@{subject}'],
  references: ['https://www.postfix.org/ADDRESS_CLASS_README.html'],
})

/** `User unknown in virtual mailbox table` (also relay, alias, local): said at once, without a delivery. */
function unknownRecipients({ rejects }: MailLog, domain: string) {
  return rejects.filter(
    ({ text, recipients }) =>
      /User unknown in /.test(text) && recipients.some((one) => one.toLowerCase().endsWith(`@${domain}`)),
  )
}
