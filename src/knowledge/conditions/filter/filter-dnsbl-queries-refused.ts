import { type QueriedBlockList, queriedBlockLists } from '../../../collect/filters/queried-block-lists.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { MailLog, RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import type { Verdict } from '../../verdict.ts'

/** What lists and Postfix write when the asker is refused and Postfix takes that for a listing. */
const refusals = ['Error: open resolver', 'returnc/pub', 'Query Refused', 'query refused', '127.255.255.']

/**
 * A block list answers "you may not ask" (127.255.255.x), because the questions come from a public
 * resolver, and Postfix takes that for "listed": it refuses everybody, Gmail included.
 */
export const filterDnsblQueriesRefused = condition({
  id: 'filter-dnsbl-queries-refused',
  topic: 'spam-filter',
  severity: 'critical',
  needs: { lists: queriedBlockLists },
  optional: { log: mailLog, now },
  detect: ({ lists, log, now }) => {
    const time = now.status === 'known' ? now.value : undefined
    const refused = log.status === 'known' && time !== undefined ? refusedMail(log.value, time) : new Map()
    if (lists.status === 'absent') return notApplicable('Postfix asks no block lists')
    return lists.value.map((list): Verdict => {
      const groups: readonly RejectGroup[] = refused.get(list.zone) ?? []
      const counts = list.answer === 'refuses' && !list.filtered
      if (list.answer !== 'refuses' && (groups.length === 0 || list.answer === 'works'))
        return fine(list.evidence, list.zone)
      return problem({
        subject: list.zone,
        confidence: list.answer === 'refuses' ? 'certain' : 'likely',
        severity: severityOf(list, counts || groups.length > 0),
        evidence: [...list.evidence, ...groups.slice(0, 3).map(({ lastExample }) => lastExample)],
        values: {
          refused: groups.reduce((sum, { count }) => sum + count, 0),
          effect: counts || groups.length > 0 ? 'refuses' : 'does not count',
        },
        marks: [`list:${list.zone}`, 'reason:dnsbl-query-refused'],
        ...(groups[0] === undefined ? {} : { since: Math.min(...groups.map(({ firstAt }) => firstAt)) }),
      })
    })
  },
  explains: [{ condition: 'inbound-refused' }],
  mistakenFor: [
    {
      condition: 'filter-dnsbl-defunct',
      toldApartBy: {
        en: 'the list lives and answers with its code for refused askers',
        zh: '该列表仍在运行，返回的是“拒绝查询”的代码',
      },
    },
  ],
  texts: {
    en: {
      title: 'The block list {subject} refuses to answer this server',
      because:
        '{subject} answers 127.255.255.x: "you may not ask", since the questions reach it through a public or busy ' +
        'resolver. Postfix {effect} mail because of that answer ({refused} mails so far), whoever sent it.',
      allClear: 'the block list {subject} answers properly',
    },
    zh: {
      title: '黑名单 {subject} 拒绝回答本服务器',
      because:
        '{subject} 返回 127.255.255.x，意为“不允许查询”，因为查询经由公共或过于繁忙的解析器。Postfix 对此的处理：{effect}（目前 {refused} 封），与发件人是谁无关。',
      allClear: '黑名单 {subject} 应答正常',
    },
  },
  fix: [
    {
      do: { en: 'Let only real listings count (at once)', zh: '立即生效：只计入真正的列名' },
      command: 'postconf -n | grep -F {subject}',
      risk: 'none',
    },
    {
      do: {
        en: 'In that setting write {subject}=127.0.0.[2..11] instead of {subject}, then',
        zh: '在该设置中把 {subject} 改为 {subject}=127.0.0.[2..11]，然后',
      },
      command: 'postfix reload',
      risk: 'reload',
    },
    {
      do: {
        en: 'Then ask by a resolver of your own, without forwarders',
        zh: '然后使用自己的解析器，且不设转发',
      },
      command: 'apt-get install unbound && echo nameserver 127.0.0.1 > /etc/resolv.conf',
      risk: 'restart',
    },
  ],
  verify: ['dig +short 2.0.0.127.{subject}'],
  references: [
    'https://www.spamhaus.org/faqs/dnsbl-usage/',
    'https://www.rfc-editor.org/rfc/rfc5782#section-5',
  ],
})

function severityOf(list: QueriedBlockList, counts: boolean) {
  if (!counts) return 'low'
  return list.use === 'reject' ? 'critical' : 'medium'
}

/** Mail that was refused of late with a text of such an answer, by list. */
function refusedMail(log: MailLog, now: number): ReadonlyMap<string, readonly RejectGroup[]> {
  const groups = log.rejects.filter(
    ({ text, lastAt }) => refusals.some((words) => text.includes(words)) && !isOver(log, now, lastAt),
  )
  return Map.groupBy(
    groups,
    ({ text }) => /blocked using ([A-Za-z0-9._-]{4,200}?)[;\s]/.exec(text)?.[1] ?? '',
  )
}
