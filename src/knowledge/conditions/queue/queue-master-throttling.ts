import { mailLog } from '../../../collect/logs/mail-log.ts'
import { serviceProbes } from '../../../collect/services/probes.ts'
import { now } from '../../../collect/system/now.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { isOver, loggedTrouble } from '../../logged-trouble.ts'
import { postfixGreets } from '../../smtp-answers.ts'

/**
 * A Postfix daemon dies as soon as it is started, again and again. It says why in its last fatal line:
 * that is the cause, this is the fever. master(8), DEBUG_README.
 */
export const queueMasterThrottling = condition({
  id: 'queue-master-throttling',
  topic: 'downtime',
  severity: 'critical',
  symptom: true,
  needs: { log: mailLog, now },
  optional: { probes: serviceProbes },
  detect: ({ log, now, probes }) => {
    if (log.status === 'absent' || now.status === 'absent') return notApplicable('this host has no mail log')
    const trouble = loggedTrouble(log.value, { contains: 'bad command startup -- throttling' })
    if (trouble === undefined) return fine()
    const programs = Map.groupBy(
      trouble.groups,
      ({ text }) => /([^/\s:]{1,64}): bad command startup/.exec(text)?.[1] ?? 'daemon',
    )
    return [...programs].map(([program, groups]) => {
      const since = Math.min(...groups.map(({ firstAt }) => firstAt))
      const until = Math.max(...groups.map(({ lastAt }) => lastAt))
      const evidence = groups.slice(0, 2).map(({ lastExample }) => lastExample)
      const works = program === 'smtpd' && (tookMail(log.value, until) || postfixGreets(probes))
      if (works || isOver(log.value, now.value, until, 'postfix'))
        return over({ subject: program, evidence, since, until })
      const death = lastFatal(log.value, program)
      return problem({
        subject: program,
        confidence: 'certain',
        evidence: [...(death === undefined ? [] : [death.lastExample]), ...evidence],
        values: { reason: death?.text ?? '?' },
        marks: [
          `program:${program}`,
          ...(program === 'smtpd' ? ['port:25', 'port:587', 'port:465'] : []),
          ...(/no space left on device/i.test(death?.text ?? '') ? ['reason:disk-full'] : []),
        ],
        since,
      })
    })
  },
  explains: [{ condition: 'service-not-listening' }, { condition: 'submissions-refused' }],
  texts: {
    en: {
      title: 'The Postfix daemon {subject} dies at every start',
      because: 'master starts {subject} again and again, and it ends at once. Its last words: {reason}',
      allClear: 'no Postfix daemon dies at its start',
    },
    zh: {
      title: 'Postfix 守护进程 {subject} 一启动就退出',
      because: 'master 反复启动 {subject}，但它立即退出。它最后的话：{reason}',
      allClear: '没有 Postfix 守护进程在启动时退出',
    },
  },
  fix: [
    {
      do: { en: 'Read what it says when it dies', zh: '查看它退出时的信息' },
      command: 'journalctl -g "fatal:|panic:" --since -1h | grep postfix | tail',
      risk: 'none',
    },
    {
      do: { en: 'Mend that, then reload', zh: '修复后重新加载' },
      command: 'postfix check && postfix reload',
      risk: 'reload',
    },
  ],
  verify: ['journalctl -g "bad command startup" --since -5min'],
  references: ['https://www.postfix.org/DEBUG_README.html'],
})

function lastFatal(log: MailLog, program: string) {
  return log.messages
    .filter(
      ({ level, service, program: tag }) =>
        (level === 'fatal' || level === 'panic') && (service === program || tag.endsWith(`/${program}`)),
    )
    .toSorted((a, b) => b.lastAt - a.lastAt)[0]
}

/** smtpd took mail after its last death. */
function tookMail(log: MailLog, until: number): boolean {
  return (log.traffic.lastReceivedAt ?? 0) > until
}
