import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixConfiguration } from '../../../collect/postfix/configuration.ts'
import { now } from '../../../collect/system/now.ts'
import type { RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import { firstFew } from '../../mail-share.ts'
import { mostOfAll } from '../../most-of-all.ts'

const parameters = [
  'header_checks',
  'mime_header_checks',
  'nested_header_checks',
  'body_checks',
  'smtpd_header_checks',
]

/**
 * A pattern in header_checks or body_checks that fits nearly all mail: it is refused, or thrown away
 * without a word to anybody. header_checks(5). A rule that stops some mail is what it is for.
 */
export const filterHeaderBodyCheckFalsePositive = condition({
  id: 'filter-header-body-check-false-positive',
  topic: 'spam-filter',
  severity: 'critical',
  needs: { log: mailLog, now },
  optional: { configuration: postfixConfiguration },
  detect: ({ log, now, configuration }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const hit = log.value.rejects.filter(isCheck)
    if (hit.length === 0) return fine()
    const all = mostOfAll(log.value, hit)
    const { since, until, count } = all
    if (!all.isMost || isOver(log.value, now.value, until, 'postfix'))
      return fine(hit.slice(0, 1).map(({ lastExample }) => lastExample))
    const used =
      configuration.status === 'known'
        ? parameters.filter((name) => configuration.value.explicit(name) !== undefined)
        : []
    const lost = hit.some(({ action }) => action === 'discard')
    return problem({
      subject: used.join(', ') || 'header_checks',
      confidence: 'likely',
      evidence: [
        ...hit.slice(0, 3).map(({ lastExample }) => lastExample),
        ...(configuration.status === 'known'
          ? used.flatMap((name) => configuration.value.evidence(name))
          : []),
      ],
      values: {
        count,
        done: lost ? 'thrown away' : 'refused',
        doneZh: lost ? '丢弃' : '拒收',
        texts: firstFew([...new Set(hit.map(({ text }) => text).filter((text) => text !== ''))]) || '–',
      },
      marks: hit.flatMap(({ text }) => [`reply:${text}`]),
      since,
    })
  },
  explains: [
    { condition: 'inbound-refused', when: (cause, effect) => sharesReply(cause.marks, effect.subject) },
    { condition: 'submissions-refused', when: (cause, effect) => sharesReply(cause.marks, effect.subject) },
  ],
  mistakenFor: [
    {
      condition: 'filter-threshold-misjudged',
      toldApartBy: {
        en: 'cleanup’s own patterns matched, no filter',
        zh: '是 cleanup 自己的模式匹配，而非过滤器',
      },
    },
  ],
  texts: {
    en: {
      title: 'A pattern in {subject} hits nearly all mail: {count} messages {done}',
      because:
        'Postfix’s own checks ({subject}) matched {count} messages, at least half of all mail that came; they were {done} ({texts}). The pattern is wider than it was meant.',
      allClear: 'header and body checks stop little mail',
    },
    zh: {
      title: '{subject} 中的模式命中了几乎所有邮件：{count} 封被{doneZh}',
      because:
        'Postfix 自身的检查（{subject}）命中了 {count} 封邮件，至少占全部来信的一半；这些邮件被{doneZh}（{texts}）。该模式匹配得太宽。',
      allClear: '邮件头与正文检查只拦下少量邮件',
    },
  },
  fix: [
    {
      do: {
        en: 'Find the line that matches: test a header of a refused message',
        zh: '找出匹配的行：用被拒邮件的一行邮件头测试',
      },
      command:
        "postconf header_checks body_checks; postmap -q 'Subject: hello' regexp:/etc/postfix/header_checks",
      risk: 'none',
    },
    {
      do: {
        en: 'Correct or remove it (WARN instead of REJECT shows what it would hit), then reload',
        zh: '更正或删除它（先用 WARN 代替 REJECT 观察命中情况），然后重新加载',
      },
      command: 'postfix reload',
      risk: 'reload',
    },
  ],
  verify: ["journalctl --since -10min --no-pager | grep -cE 'cleanup.*(reject|discard): (header|body)'"],
  references: ['https://www.postfix.org/header_checks.5.html'],
})

function isCheck({ stage, action }: RejectGroup): boolean {
  return (stage === 'header' || stage === 'body') && (action === 'reject' || action === 'discard')
}

function sharesReply(marks: readonly string[], subject: string): boolean {
  return marks.some((mark) => mark !== 'reply:' && subject.includes(mark.slice('reply:'.length).slice(0, 40)))
}
