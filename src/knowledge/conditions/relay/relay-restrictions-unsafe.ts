import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { hasProtection } from '../../../collect/postfix/relay-policy.ts'
import {
  activeServices,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { listItems } from '../../../collect/postfix/table-references.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/**
 * Neither smtpd_relay_restrictions nor smtpd_recipient_restrictions stops strangers from relaying: smtpd
 * ends at once with a fatal error, to be on the safe side. smtpd(8), SMTPD_ACCESS_README.
 */
export const relayRestrictionsUnsafe = condition({
  id: 'relay-restrictions-unsafe',
  topic: 'downtime',
  severity: 'critical',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { log: mailLog },
  detect: ({ configuration, services, log }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const classes = new Set(listItems(postfix.value('smtpd_restriction_classes') ?? ''))
    const unsafe = activeServices(services.value).filter((service) => {
      if (service.command !== 'smtpd') return false
      const members = (name: string) => (classes.has(name) ? postfix.valueIn(service, name) : undefined)
      return !['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'].some((parameter) =>
        hasProtection(postfix.valueIn(service, parameter) ?? '', members),
      )
    })
    const evidence = postfix.evidence('smtpd_relay_restrictions', 'smtpd_recipient_restrictions')
    if (unsafe.length === 0) return fine(evidence)
    const fatal =
      log.status === 'known'
        ? loggedTrouble(log.value, { contains: 'specify at least one working instance of' })
        : undefined
    const at = services.evidence[0]?.at ?? ''
    return problem({
      subject: 'smtpd_relay_restrictions',
      confidence: 'certain',
      evidence: [...evidence, ...unsafe.map((one) => serviceEvidence(one, at)), ...(fatal?.evidence ?? [])],
      values: { services: unsafe.map(({ name }) => name).join(', ') },
      marks: [
        ...unsafe.flatMap((one) => (portOf(one) === undefined ? [] : [`port:${portOf(one)}`])),
        'program:smtpd',
      ],
      ...(fatal === undefined ? {} : { since: fatal.since }),
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'service-not-listening' },
    { condition: 'queue-master-throttling' },
  ],
  texts: {
    en: {
      title: 'Postfix refuses to serve: no rule stops strangers from relaying ({subject})',
      because:
        'The lists of {services} hold no reject_unauth_destination (or its like), so Postfix ends smtpd with a fatal ' +
        'error rather than be an open relay. Clients are cut off after they connect.',
      allClear: 'a rule stops strangers from relaying',
    },
    zh: {
      title: 'Postfix 拒绝提供服务：没有规则阻止陌生人中继（{subject}）',
      because:
        '{services} 的限制列表中没有 reject_unauth_destination（或同类规则），Postfix 为避免成为开放中继，以致命错误终止 smtpd。客户端连接后即被断开。',
      allClear: '已有规则阻止陌生人中继',
    },
  },
  fix: [
    {
      do: { en: 'Put the protection back', zh: '恢复保护规则' },
      command:
        "postconf -e 'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, defer_unauth_destination' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['postconf smtpd_relay_restrictions', 'journalctl -g "working instance" --since -10min'],
  references: ['https://www.postfix.org/SMTPD_ACCESS_README.html#relay'],
})
