import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixFilterEndpoints } from '../../../collect/postfix/filter-endpoints.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, couldNotTell, fine, notApplicable, problem } from '../../condition.ts'
import { deadFilter } from '../../filter-verdict.ts'

/**
 * A milter does not answer and milter_default_action = accept lets mail pass all the same: unfiltered,
 * and without a DKIM signature where the milter signs. Nobody notices until receivers complain.
 */
export const queueMilterSilentlyAccepting = condition({
  id: 'queue-milter-silently-accepting',
  topic: 'spam-filter',
  severity: 'high',
  needs: { filters: postfixFilterEndpoints },
  optional: { log: mailLog, now },
  detect: ({ filters, log, now }) => {
    const milters =
      filters.status === 'known'
        ? filters.value.filter(({ use, defaultAction }) => use === 'milter' && defaultAction === 'accept')
        : []
    if (milters.length === 0) return notApplicable('no milter is asked, or mail is refused without it')
    const logged = log.status === 'known' ? log.value : undefined
    return milters.map((milter) => {
      const { endpoint, evidence, state } = milter
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
        values: { program: dead.program },
        marks: [...dead.marks, 'reason:dkim-fail', 'reason:dmarc-fail', 'reason:unauthenticated'],
        ...dead.since,
      })
    })
  },
  explains: [{ condition: 'service-not-listening' }, { condition: 'deliveries-rejected' }],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'milter_default_action is accept: mail passes instead of being refused',
        zh: 'milter_default_action 为 accept：邮件会通过而不是被拒',
      },
    },
  ],
  texts: {
    en: {
      title: 'The mail filter at {subject} does not answer; mail passes unfiltered',
      because:
        'Postfix asks the filter (milter) at {subject} about every message. Nobody answers there, and ' +
        'milter_default_action = accept lets mail pass: spam and viruses come in, and what {program} would have signed ' +
        'with DKIM leaves unsigned.',
      allClear: 'the mail filter at {subject} answers',
    },
    zh: {
      title: '邮件过滤器 {subject} 无应答，邮件未经过滤直接通过',
      because:
        'Postfix 对每封邮件都要询问 {subject} 处的过滤器（milter）。那里没有应答，而 milter_default_action = accept 让邮件直接通过：垃圾邮件和病毒会进来，本应由 {program} 做 DKIM 签名的邮件也会不带签名发出。',
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
  ],
  verify: ['journalctl -g "Milter service" --since -10min'],
  references: ['https://www.postfix.org/postconf.5.html#milter_default_action'],
})
