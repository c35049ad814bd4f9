import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type AddressClass, addressClasses } from '../../../collect/postfix/address-classes.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/** trivial-rewrite warns of these pairs; relay_domains holds $mydestination by old default. */
const allowedPair: readonly AddressClass[] = ['local', 'relay']

/**
 * A domain is in two address classes: the first wins (local before virtual), and mailboxes of the other
 * are "User unknown". ADDRESS_CLASS_README.
 */
export const routingDomainInTwoClasses = condition({
  id: 'routing-domain-in-two-classes',
  topic: 'configuration',
  severity: 'high',
  needs: { classes: addressClasses },
  optional: { log: mailLog },
  detect: ({ classes, log }) => {
    if (classes.status === 'absent') return notApplicable('Postfix is not installed')
    const warned = log.status === 'known' ? loggedTrouble(log.value, { contains: 'in BOTH' }) : undefined
    const found = [...Map.groupBy(classes.value.domains, ({ domain }) => domain)].flatMap(
      ([domain, entries]) => {
        const kinds = new Set(entries.map((entry) => entry.class))
        if (kinds.size < 2 || [...kinds].every((kind) => allowedPair.includes(kind))) return []
        const parameters = [...new Set(entries.map(({ parameter }) => parameter))]
        const lines = warned?.groups.filter(({ text }) => text.includes(` ${domain} `)) ?? []
        return problem({
          subject: domain,
          confidence: 'certain',
          evidence: [
            ...entries.flatMap(({ evidence }) => evidence),
            ...lines.slice(0, 1).map(({ lastExample }) => lastExample),
          ],
          values: {
            parameters: parameters.join(', '),
            first: parameters[0] ?? '',
            last: parameters.at(-1) ?? '',
          },
          marks: [`domain:${domain}`, 'reason:user-unknown'],
          ...(lines.length === 0 ? {} : { since: Math.min(...lines.map(({ firstAt }) => firstAt)) }),
        })
      },
    )
    return found.length === 0 ? fine(classes.evidence) : found
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'deliveries-rejected' },
    {
      condition: 'recipient-unknown-local',
      when: (cause, { subject }) => subject.endsWith(`@${cause.subject}`),
    },
  ],
  texts: {
    en: {
      title: '{subject} is listed twice: in {parameters}',
      because:
        'Postfix takes the first that matches ({first}) and looks for recipients of {subject} there only; those that ' +
        'exist by {last} are refused as "User unknown".',
      allClear: 'each domain is in one list only',
    },
    zh: {
      title: '{subject} 被重复列出：{parameters}',
      because:
        'Postfix 采用第一个匹配的列表（{first}），只在那里查找 {subject} 的收件人；按 {last} 才存在的收件人会被当作“User unknown”拒绝。',
      allClear: '每个域名只在一个列表中',
    },
  },
  fix: [
    {
      do: {
        en: 'Keep {subject} in one of {parameters}; where mailboxes are virtual, take it out of mydestination',
        zh: '{subject} 只保留在 {parameters} 之一；若邮箱是虚拟邮箱，则从 mydestination 中移除',
      },
      command: 'postconf {first} {last}',
      risk: 'none',
    },
    { do: { en: 'Then reload', zh: '然后重新加载' }, command: 'postfix reload', risk: 'reload' },
  ],
  verify: ['sendmail -bv postmaster@{subject}', 'journalctl -g "in BOTH" --since -10min'],
  references: ['https://www.postfix.org/ADDRESS_CLASS_README.html'],
})
