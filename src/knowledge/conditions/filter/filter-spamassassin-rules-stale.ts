import { spamassassinRules } from '../../../collect/filters/rule-updates.ts'
import { now } from '../../../collect/system/now.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

const staleDays = 60
const dayMilliseconds = 86_400_000
const programs = new Set(['spamd.service', 'spamassassin.service', 'amavis.service', 'spampd.service'])

/** SpamAssassin runs with rules that nobody has updated for months. */
export const filterSpamassassinRulesStale = condition({
  id: 'filter-spamassassin-rules-stale',
  topic: 'updates',
  severity: 'medium',
  needs: { rules: spamassassinRules, units: serviceUnits, now },
  detect: ({ rules, units, now }) => {
    if (units.status === 'absent' || now.status === 'absent') return notApplicable('there is no systemd here')
    const running = units.value.find(
      ({ name, activeState }) => programs.has(name) && activeState === 'active',
    )
    if (running === undefined) return notApplicable('SpamAssassin does not run here')
    // Never updated: the rules of the package are in use, mostly on a fresh host.
    if (rules.status === 'absent') return fine(running.evidence)
    const { path, updatedAt, evidence } = rules.value
    const days = Math.floor((now.value - updatedAt) / dayMilliseconds)
    if (days < staleDays) return fine(evidence)
    return problem({
      subject: path,
      confidence: 'certain',
      evidence: [...evidence, ...running.evidence],
      values: { days },
      since: updatedAt,
    })
  },
  texts: {
    en: {
      title: 'SpamAssassin’s rules are {days} days old',
      because:
        'sa-update has brought no rules for {days} days ({subject}): the job is off or fails. New spam is not recognised.',
      allClear: 'SpamAssassin’s rules are updated',
    },
    zh: {
      title: 'SpamAssassin 的规则已有 {days} 天未更新',
      because: 'sa-update 已有 {days} 天没有更新规则（{subject}）：任务被关闭或失败。新的垃圾邮件无法识别。',
      allClear: 'SpamAssassin 的规则已更新',
    },
  },
  fix: [
    {
      do: { en: 'Try it by hand and read why it fails', zh: '手工执行并查看失败原因' },
      command: 'sa-update -D 2>&1 | tail -20',
      risk: 'none',
    },
    {
      do: { en: 'Switch the daily job on', zh: '启用每日任务' },
      command: 'systemctl enable --now spamassassin-maintenance.timer',
      risk: 'none',
    },
  ],
  verify: ['ls -l {subject}'],
  references: ['https://spamassassin.apache.org/full/4.0.x/doc/sa-update.html'],
})
