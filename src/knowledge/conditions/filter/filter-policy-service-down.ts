import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { deadFilter } from '../../filter-verdict.ts'

/** Answers that let mail pass when a policy service is away: smtpd_policy_service_default_action. */
const passing = /^(?:dunno|ok|permit)\b/i

/**
 * A policy service (postgrey, policyd-spf, iRedAPD …) does not answer: smtpd answers every recipient
 * "451 4.3.5 Server configuration problem". SMTPD_POLICY_README.
 */
export const filterPolicyServiceDown = condition({
  id: 'filter-policy-service-down',
  topic: 'delivery',
  severity: 'critical',
  needs: { filters: postfixFilterEndpoints },
  optional: { log: mailLog, now },
  detect: ({ filters, log, now }) => {
    // Sockets below private/ are spawned by master itself when they are asked.
    const asked = filters.status === 'known' ? filters.value.filter(({ use }) => use === 'policy') : []
    if (asked.length === 0) return notApplicable('no policy service is asked')
    const logged = log.status === 'known' ? log.value : undefined
    return asked.map((service) => {
      const { endpoint, defaultAction, evidence, state, parameter } = service
      const dead = deadFilter(service, logged, now.status === 'known' ? now.value : undefined)
      if (dead === undefined)
        return state.status === 'unknown'
          ? couldNotTell(state.because, endpoint.text)
          : fine(evidence, endpoint.text)
      return problem({
        subject: endpoint.text,
        confidence: dead.certain ? 'certain' : 'likely',
        severity: passing.test(defaultAction) ? 'low' : 'critical',
        evidence: [
          ...(state.status === 'known' ? state.value.evidence : []),
          ...(dead.logged?.evidence ?? []),
          ...evidence,
        ],
        values: { parameter, program: dead.program, action: defaultAction },
        marks: [...dead.marks, 'reason:server-misconfigured'],
        ...dead.since,
      })
    })
  },
  explains: [
    { condition: 'inbound-refused' },
    { condition: 'submissions-refused' },
    { condition: 'service-not-listening' },
  ],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'all milters answer; the reply is 4.3.5, not 4.7.1',
        zh: '所有 milter 都有应答；回复是 4.3.5 而非 4.7.1',
      },
    },
    {
      condition: 'filter-unknown-restriction-name',
      toldApartBy: { en: 'Postfix knows all restriction names', zh: 'Postfix 认识所有限制项名称' },
    },
  ],
  texts: {
    en: {
      title: 'The policy service at {subject} does not answer',
      because:
        '{parameter} has Postfix ask the policy service at {subject} about every recipient. Nobody answers there, so ' +
        'Postfix does what is set for that case ({action}): with 451, all mail is put off with "4.3.5 Server ' +
        'configuration problem".',
      allClear: 'the policy service at {subject} answers',
    },
    zh: {
      title: '策略服务 {subject} 无应答',
      because:
        '{parameter} 要求 Postfix 对每个收件人询问 {subject} 处的策略服务。那里没有应答，Postfix 便按此情形的设置处理（{action}）：若为 451，则所有邮件都会被“4.3.5 Server configuration problem”推迟。',
      allClear: '策略服务 {subject} 有应答',
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
        en: 'Or take check_policy_service out of {parameter}, if the service is gone for good, and reload Postfix',
        zh: '若该服务已永久停用，从 {parameter} 中去掉 check_policy_service 并重新加载 Postfix',
      },
      risk: 'reload',
    },
  ],
  verify: ['postconf {parameter}', 'journalctl -g "problem talking to server" --since -10min'],
  references: ['https://www.postfix.org/SMTPD_POLICY_README.html'],
})
