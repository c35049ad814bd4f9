import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import type { RejectGroup } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'
import { mostOfAll } from '../../most-of-all.ts'

const fewestSenders = 2

/**
 * The spam filter refuses everything, own users' mail too, since some moment: a score limit or a rule
 * was set wrongly. Much spam refused beside mail that passes is a filter at work.
 */
export const filterThresholdMisjudged = condition({
  id: 'filter-threshold-misjudged',
  topic: 'spam-filter',
  severity: 'critical',
  needs: { log: mailLog, now },
  detect: ({ log, now }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const hit = log.value.rejects.filter(isSpamVerdict)
    if (hit.length === 0) return fine()
    const { since, until, count, nothingPassed } = mostOfAll(log.value, hit)
    const senders = new Set(hit.flatMap((group) => group.senders))
    const isOne = senders.size < fewestSenders
    if (!nothingPassed || isOne || isOver(log.value, now.value, until, 'rspamd'))
      return fine(hit.slice(0, 1).map(({ lastExample }) => lastExample))
    return problem({
      subject: 'spam filter',
      confidence: 'likely',
      evidence: hit.slice(0, 4).map(({ lastExample }) => lastExample),
      values: { count, senders: senders.size, reply: hit[0]?.text.slice(0, 120) ?? '' },
      marks: ['parameter:smtpd_milters'],
      since,
    })
  },
  explains: [
    { condition: 'inbound-refused', when: (_, { subject }) => subject.includes('pam') },
    { condition: 'submissions-refused', when: (_, { subject }) => subject.includes('pam') },
  ],
  mistakenFor: [
    {
      condition: 'queue-milter-unreachable',
      toldApartBy: {
        en: 'the filter answers, and says that it is spam',
        zh: '过滤器有应答，并判定为垃圾邮件',
      },
    },
  ],
  texts: {
    en: {
      title: 'The spam filter refuses all mail: {count} messages of {senders} senders',
      because:
        'Since it began, not one message has passed: {count} of {senders} different senders were refused ("{reply}"). A limit of the score is set too low, or one rule gives points to everything.',
      allClear: 'the spam filter lets mail pass',
    },
    zh: {
      title: '垃圾邮件过滤器拒收所有邮件：{senders} 个发件人的 {count} 封',
      because:
        '自开始以来没有一封邮件通过：{senders} 个不同发件人的 {count} 封邮件被拒（“{reply}”）。分数阈值过低，或某条规则给所有邮件加分。',
      allClear: '垃圾邮件过滤器让正常邮件通过',
    },
  },
  fix: [
    {
      do: {
        en: 'See the limits and what the last messages scored (Rspamd’s own log; defaults: reject 15, add header 6, greylist 4)',
        zh: '查看阈值以及最近邮件的得分（Rspamd 日志；默认：reject 15、add header 6、greylist 4）',
      },
      command: 'rspamadm configdump actions; tail -n 20 /var/log/rspamd/rspamd.log',
      risk: 'none',
    },
    {
      do: { en: 'Set them right, and load them', zh: '改正后加载' },
      command: 'rspamadm configtest && systemctl reload rspamd',
      risk: 'reload',
    },
  ],
  verify: ["journalctl --since -10min --no-pager | grep -c 'milter-reject'"],
  references: ['https://docs.rspamd.com/configuration/metrics/', 'https://docs.rspamd.com/faq/'],
})

/** `5.7.1 Spam message rejected` of Rspamd, `Blocked by SpamAssassin`, Amavis's `Rejected, … UBE`. */
function isSpamVerdict({ action, text, restriction, stage }: RejectGroup): boolean {
  // `reject: header Subject: …` is a pattern of Postfix itself: filter-header-body-check-false-positive.
  if (stage === 'header' || stage === 'body') return false
  const byFilter = action === 'milter-reject' || restriction === 'milter' || restriction === 'content'
  return byFilter && /[Ss]pam|\bUBE\b/.test(text)
}
