import { mailLog } from '../../../collect/logs/mail-log.ts'
import { type MailServerState, mailServerStates } from '../../../collect/mail/server-states.ts'
import { configuredServices } from '../../../collect/services/configured-services.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

interface Program {
  /** What `systemctl start` wants. */
  readonly unit: string
  /** Says whether the configuration is sound, and changes nothing. */
  readonly test: string
  /** The units that may carry it, as others name them in their marks. */
  readonly units: readonly string[]
  /** Its tag in the log, at the beginning. */
  readonly tag: RegExp
}

const programs: Readonly<Record<MailServerState['program'], Program>> = {
  Postfix: {
    unit: 'postfix',
    test: 'postfix check; postconf -n >/dev/null',
    units: ['postfix.service', 'postfix@-.service', 'postfix'],
    tag: /^postfix\b.*\/(?:master|postfix-script)$/,
  },
  Exim: { unit: 'exim4', test: 'exim -bV', units: ['exim4.service', 'exim.service'], tag: /^exim/ },
  OpenSMTPD: {
    unit: 'opensmtpd',
    test: 'smtpd -n',
    units: ['opensmtpd.service', 'smtpd.service'],
    tag: /^smtpd$/,
  },
}

/**
 * A mail server is installed and its main process does not run: nothing is taken, nothing leaves.
 * Debian 12's postfix.service is `active (exited)` all the same: master is in postfix@-.service.
 */
export const queueMailSystemStopped = condition({
  id: 'queue-mail-system-stopped',
  topic: 'downtime',
  severity: 'critical',
  needs: { states: mailServerStates },
  optional: { services: configuredServices, log: mailLog },
  detect: ({ states, services, log }) => {
    if (states.status === 'absent') return notApplicable('no mail server is installed')
    return states.value.map((state) => {
      const { program, running, enabled, evidence } = state
      const { unit: service, test, units, tag } = programs[program]
      const unit = state.unit ?? service
      if (running) return fine(evidence, unit)
      const last = log.status === 'known' ? lastWords(log.value, service, tag) : { evidence: [] }
      const ports =
        services.status === 'known'
          ? services.value.filter((one) => one.program === program).map(({ port }) => port)
          : []
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
        values: { reason: last.evidence[0]?.text ?? evidence[0]?.text ?? '', program, service, test },
        marks: [
          `program:${program.toLowerCase()}`,
          ...[unit, ...units].map((name) => `unit:${name}`),
          ...(ports.length === 0 ? [25] : ports).map((port) => `port:${port}`),
        ],
        ...(last.since === undefined ? {} : { since: last.since }),
      })
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
      title: '{program} is not running',
      because:
        'The main process of {program} does not run ({subject}), so the server neither takes mail nor sends any. ' +
        'Other servers keep their mail for some days and retry. Last known: {reason}',
      allClear: '{subject} is running',
    },
    zh: {
      title: '{program} 未运行',
      because:
        '{program} 主进程未运行（{subject}），服务器既不收信也不发信。其他服务器会保留邮件数天并重试。最后的记录：{reason}',
      allClear: '{subject} 正在运行',
    },
  },
  fix: [
    {
      do: { en: 'See whether the configuration is sound', zh: '检查配置是否正确' },
      command: '{test}',
      risk: 'none',
    },
    {
      do: { en: 'Start {program}', zh: '启动 {program}' },
      command: 'systemctl start {service}',
      risk: 'restart',
    },
    {
      do: { en: 'Have it start with the machine', zh: '设为开机启动' },
      command: 'systemctl enable {service}',
      risk: 'none',
    },
  ],
  verify: ['systemctl status {subject} --no-pager', 'ss -ltn sport = :25'],
  references: [
    'https://www.postfix.org/postfix.1.html',
    'https://www.postfix.org/master.8.html',
    'https://www.exim.org/exim-html-current/doc/html/spec_html/ch-the_exim_command_line.html',
    'https://man.openbsd.org/smtpd.8',
  ],
})

/** The last stop or fatal message of a program, whichever came later. */
function lastWords(log: MailLog, name: string, tag: RegExp) {
  const stops = log.timeline
    .filter(({ kind, subject }) => (kind === 'stopped' || kind === 'failed') && subject.includes(name))
    .map(({ at, evidence }) => ({ at, evidence }))
  const deaths = log.messages
    .filter(({ program, level }) => (level === 'fatal' || level === 'panic') && tag.test(program))
    .map(({ lastAt, lastExample }) => ({ at: lastAt, evidence: lastExample }))
  const [last] = [...stops, ...deaths].sort((a, b) => b.at - a.at)
  return last === undefined ? { evidence: [] } : { since: last.at, evidence: [last.evidence] }
}
