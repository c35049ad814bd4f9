import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { parseRestrictions } from '../../../collect/postfix/restrictions.ts'
import {
  activeServices,
  portOf,
  postfixServices,
  serviceEvidence,
} from '../../../collect/postfix/services.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/** Checks that hosts of home and mobile users fail by nature. */
const forServersOnly =
  /^(?:reject_rbl_client|reject_rhsbl_(?:client|helo|reverse_client)|reject_unknown_(?:client_hostname|reverse_client_hostname|client|helo_hostname)|reject_non_fqdn_helo_hostname|reject_invalid_helo_hostname)$/
const lists = [
  'smtpd_client_restrictions',
  'smtpd_helo_restrictions',
  'smtpd_sender_restrictions',
  'smtpd_relay_restrictions',
  'smtpd_recipient_restrictions',
] as const

/**
 * The submission service checks users like foreign servers (block lists, HELO, reverse DNS) before it asks
 * whether they logged in: people at home and on the road are refused. SMTPD_ACCESS_README.
 */
export const submissionRblOnClients = condition({
  id: 'submission-rbl-on-clients',
  topic: 'client',
  severity: 'high',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { log: mailLog, now },
  detect: ({ configuration, services, log, now }) => {
    if (configuration.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const postfix = configuration.value
    const at = services.evidence[0]?.at ?? ''
    const submission = activeServices(services.value).filter((one) => [587, 465].includes(portOf(one) ?? 0))
    const found = submission.flatMap((service) => {
      const hits = lists.flatMap((list) => {
        const name = tooEarly(postfix.valueIn(service, list) ?? '')
        return name === undefined ? [] : [{ list, name }]
      })
      return hits.length === 0 ? [] : [{ service, hits }]
    })
    if (submission.length === 0) return notApplicable('no submission service is offered')
    if (found.length === 0) return fine(submission.map((one) => serviceEvidence(one, at)))
    const refused =
      log.status === 'known' && now.status === 'known'
        ? log.value.rejects.filter(
            ({ service, restriction, lastAt, authenticated }) =>
              service.startsWith('submission') &&
              authenticated === 0 &&
              ['blocklist', 'helo', 'client'].includes(restriction) &&
              !isOver(log.value, now.value, lastAt, 'postfix'),
          )
        : []
    return found.map(({ service, hits }) => {
      const [first] = hits
      return problem({
        subject: first?.list ?? '',
        confidence: refused.length > 0 ? 'likely' : 'possible',
        severity: refused.length > 0 ? 'high' : 'low',
        evidence: [
          serviceEvidence(service, at),
          ...postfix.evidence(...hits.map(({ list }) => list).filter((list) => !service.overrides.has(list))),
          ...refused.slice(0, 3).map(({ lastExample }) => lastExample),
        ],
        values: {
          service: service.name,
          check: first?.name ?? '',
          count: refused.reduce((sum, { count }) => sum + count, 0),
        },
        marks: [
          'service:submission',
          'reason:ip-blocklisted',
          'reason:dynamic-ip',
          'reason:missing-ptr',
          'reason:bad-helo',
        ],
        ...(refused.length === 0 ? {} : { since: Math.min(...refused.map(({ firstAt }) => firstAt)) }),
      })
    })
  },
  explains: [
    {
      condition: 'submissions-refused',
      when: (_, { marks }) =>
        ['reason:ip-blocklisted', 'reason:dynamic-ip', 'reason:missing-ptr', 'reason:bad-helo'].some((mark) =>
          marks.includes(mark),
        ),
    },
  ],
  texts: {
    en: {
      title: 'Users are checked like foreign servers: {check} in {subject}',
      because:
        'The service "{service}" goes through {subject}, where {check} stands before permit_sasl_authenticated. Users at ' +
        'home and on the road, whose addresses are on block lists and have no proper names by nature, are refused ' +
        'although they log in ({count} times in the log).',
      allClear: 'users who log in are not checked like foreign servers',
    },
    zh: {
      title: '用户被当作外部服务器检查：{subject} 中的 {check}',
      because:
        '服务“{service}”会经过 {subject}，其中 {check} 位于 permit_sasl_authenticated 之前。在家或移动中的用户，其地址通常就在黑名单中且没有规范的主机名，即使登录也会被拒（日志中 {count} 次）。',
      allClear: '已登录的用户不会被当作外部服务器检查',
    },
  },
  fix: [
    {
      do: { en: 'Give the submission service lists of its own', zh: '为 submission 服务设置独立的限制列表' },
      command: 'postconf -P {service}/inet/{subject}=permit_sasl_authenticated,reject && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['postconf -P | grep restrictions'],
  references: ['https://www.postfix.org/SMTPD_ACCESS_README.html'],
})

/** The first check for servers that stands before users who logged in are let pass. */
function tooEarly(value: string): string | undefined {
  for (const { name, onlyWarns } of parseRestrictions(value)) {
    if (name === 'permit_sasl_authenticated' || name === 'permit') return undefined
    if (!onlyWarns && forServersOnly.test(name)) return name
  }
  return undefined
}
