import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { deadFilter } from '../../filter-verdict.ts'

const smtpPorts = new Set(['port:25', 'port:465', 'port:587'])

/**
 * A milter that Postfix must ask does not answer, and milter_default_action refuses mail meanwhile:
 * everything, inbound and submission, is answered 451 4.7.1. MILTER_README.
 */
export const queueMilterUnreachable = condition({
  id: 'queue-milter-unreachable',
  topic: 'delivery',
  severity: 'critical',
  needs: { filters: postfixFilterEndpoints },
  optional: { log: mailLog, now },
  detect: ({ filters, log, now }) => {
    const milters =
      filters.status === 'known'
        ? filters.value.filter(({ use, defaultAction }) => use === 'milter' && defaultAction !== 'accept')
        : []
    if (milters.length === 0) return notApplicable('no milter is asked, or mail passes without it')
    const logged = log.status === 'known' ? log.value : undefined
    return milters.map((milter) => {
      const { endpoint, defaultAction, evidence, state, services } = milter
      const dead = deadFilter(milter, logged, now.status === 'known' ? now.value : undefined)
      if (dead === undefined)
        return state.status === 'unknown'
          ? couldNotTell(state.because, endpoint.text)
          : fine(evidence, endpoint.text)
      return problem({
        subject: endpoint.text,
        confidence: dead.certain ? 'certain' : 'likely',
        evidence: [
          ...(state.status === 'known' ? state.value.evidence : []),
          ...(dead.logged?.evidence ?? []),
          ...evidence,
        ],
        values: { action: defaultAction, program: dead.program, services: services.join(', ') },
        marks: [...dead.marks, 'parameter:smtpd_milters'],
        ...dead.since,
      })
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'deliveries-deferred' },
    { condition: 'service-not-listening' },
    // smtpd answers STARTTLS, too, with "454 4.3.0 Try again later".
    { condition: 'service-tls-failing', when: (_, { marks }) => marks.some((mark) => smtpPorts.has(mark)) },
  ],
  mistakenFor: [
    {
      condition: 'filter-policy-service-down',
      toldApartBy: {
        en: 'the reply is 451 4.7.1 "Service unavailable", not 4.3.5, and all policy services answer',
        zh: '回复是 451 4.7.1“Service unavailable”而不是 4.3.5，且所有策略服务都有应答',
      },
    },
    {
      condition: 'filter-unknown-restriction-name',
      toldApartBy: { en: 'Postfix knows all restriction names', zh: 'Postfix 认识所有限制项名称' },
    },
  ],
  texts: {
    en: {
      title: 'The mail filter at {subject} does not answer, so mail is refused',
      because:
        'Postfix asks the filter (milter) at {subject} about every message ({services}). Nobody answers there, and ' +
        'milter_default_action = {action} has Postfix refuse mail until it does. Senders retry; users get an error.',
      allClear: 'the mail filter at {subject} answers',
    },
    zh: {
      title: '邮件过滤器 {subject} 无应答，邮件被拒',
      because:
        'Postfix 对每封邮件都要询问 {subject} 处的过滤器（milter）（{services}）。那里没有应答，而 milter_default_action = {action} 使 Postfix 在此期间拒收邮件。发件方会重试，用户会看到错误。',
      allClear: '邮件过滤器 {subject} 有应答',
    },
  },
  fix: [
    {
      do: { en: 'See why {program} is not running', zh: '查看 {program} 为何未运行' },
      command: 'systemctl status {program} --no-pager -l',
      risk: 'none',
    },
    { do: { en: 'Start it', zh: '启动它' }, command: 'systemctl restart {program}', risk: 'restart' },
    {
      do: {
        en: 'If that takes long: let mail pass unfiltered and unsigned meanwhile, and put it back afterwards',
        zh: '若需较长时间：暂时让邮件不经过滤和签名直接通过，之后务必改回',
      },
      command: "postconf -e 'milter_default_action = accept' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['journalctl -g "Milter service" --since -10min', 'postconf smtpd_milters milter_default_action'],
  references: ['https://www.postfix.org/MILTER_README.html#errors'],
})
