import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixRunning } from '../../../collect/postfix/running.ts'
import { activeServices, portOf, postfixServices } from '../../../collect/postfix/services.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/**
 * Postfix is installed and its master process does not run: nothing is taken, nothing leaves.
 * Debian 12's postfix.service is `active (exited)` all the same: master is in postfix@-.service.
 */
export const queueMailSystemStopped = condition({
  id: 'queue-mail-system-stopped',
  topic: 'downtime',
  severity: 'critical',
  needs: { state: postfixRunning },
  optional: { services: postfixServices, log: mailLog },
  detect: ({ state, services, log }) => {
    if (state.status === 'absent') return notApplicable('Postfix is not installed')
    const { running, enabled, evidence } = state.value
    const unit = state.value.unit ?? 'postfix'
    if (running) return fine(evidence, unit)
    const last = log.status === 'known' ? lastWords(log.value) : { evidence: [] }
    const ports =
      services.status === 'known' ? activeServices(services.value).flatMap((one) => portOf(one) ?? []) : []
    // Switched off for good, and nothing was asked of it lately: somebody may well have meant it.
    const meant =
      enabled === false &&
      log.status === 'known' &&
      log.value.traffic.received + log.value.traffic.submitted === 0
    return problem({
      subject: unit,
      confidence: 'certain',
      severity: meant ? 'low' : 'critical',
      evidence: [...evidence, ...last.evidence],
      values: { reason: last.evidence[0]?.text ?? evidence[0]?.text ?? '' },
      marks: [
        'program:postfix',
        ...[unit, 'postfix.service', 'postfix@-.service', 'postfix'].map((name) => `unit:${name}`),
        ...(ports.length === 0 ? [25] : ports).map((port) => `port:${port}`),
      ],
      ...(last.since === undefined ? {} : { since: last.since }),
    })
  },
  explains: [
    { condition: 'service-not-listening' },
    { condition: 'submissions-refused' },
    { condition: 'inbound-refused' },
    { condition: 'service-mx-unreachable', when: () => true },
  ],
  texts: {
    en: {
      title: 'Postfix is not running',
      because:
        'The Postfix master process does not run ({subject}), so the server neither takes mail nor sends any. ' +
        'Other servers keep their mail for some days and retry. Last known: {reason}',
      allClear: 'Postfix is running',
    },
    zh: {
      title: 'Postfix 未运行',
      because:
        'Postfix 主进程未运行（{subject}），服务器既不收信也不发信。其他服务器会保留邮件数天并重试。最后的记录：{reason}',
      allClear: 'Postfix 正在运行',
    },
  },
  fix: [
    {
      do: { en: 'See whether the configuration is sound', zh: '检查配置是否正确' },
      command: 'postfix check; postconf -n >/dev/null',
      risk: 'none',
    },
    { do: { en: 'Start Postfix', zh: '启动 Postfix' }, command: 'systemctl start postfix', risk: 'restart' },
    {
      do: { en: 'Have it start with the machine', zh: '设为开机启动' },
      command: 'systemctl enable postfix',
      risk: 'none',
    },
  ],
  verify: ['systemctl status {subject} --no-pager', 'ss -ltn sport = :25'],
  references: ['https://www.postfix.org/postfix.1.html', 'https://www.postfix.org/master.8.html'],
})

/** The last stop or fatal message of Postfix, whichever came later. */
function lastWords(log: MailLog) {
  const stops = log.timeline
    .filter(({ kind, subject }) => (kind === 'stopped' || kind === 'failed') && subject.includes('postfix'))
    .map(({ at, evidence }) => ({ at, evidence }))
  const deaths = log.messages
    .filter(
      ({ program, level }) => level === 'fatal' && /^postfix\b.*\/(?:master|postfix-script)$/.test(program),
    )
    .map(({ lastAt, lastExample }) => ({ at: lastAt, evidence: lastExample }))
  const [last] = [...stops, ...deaths].sort((a, b) => b.at - a.at)
  return last === undefined ? { evidence: [] } : { since: last.at, evidence: [last.evidence] }
}
