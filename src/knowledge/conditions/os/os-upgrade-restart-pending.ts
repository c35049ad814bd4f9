import { findMessages } from '../../../collect/logs/find-messages.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { now } from '../../../collect/system/now.ts'
import { packageHistory } from '../../../collect/system/package-history.ts'
import { programStarts } from '../../../collect/system/program-starts.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { isOver } from '../../logged-trouble.ts'

/** Packages whose code a running program keeps until it is restarted. */
const codeOf = {
  postfix: /^(?:postfix|postfix-[a-z0-9]+|libssl3(?:t64)?|libc6|libsasl2-2)$/,
  dovecot: /^(?:dovecot-[a-z0-9]+|libssl3(?:t64)?|libc6)$/,
} as const
const mismatch = ['incompatible library', 'version mismatch', 'versions of']

/** Packages were upgraded and the programs still run the old code: fixes have no effect yet. */
export const osUpgradeRestartPending = condition({
  id: 'os-upgrade-restart-pending',
  topic: 'updates',
  severity: 'low',
  needs: { starts: programStarts, history: packageHistory },
  optional: { log: mailLog, now },
  detect: ({ starts, history, log, now }) => {
    if (starts.status === 'absent' || history.status === 'absent')
      return notApplicable('nothing runs, or there is no history of packages')
    return starts.value.map(({ program, at }) => {
      const newer = history.value.filter(
        (change) => change.action === 'upgraded' && change.at > at && codeOf[program].test(change.name),
      )
      const complaints =
        log.status === 'known' && now.status === 'known'
          ? findMessages(log.value, { contains: mismatch }).filter(
              (one) => one.program.startsWith(program) && !isOver(log.value, now.value, one.lastAt, program),
            )
          : []
      const [first] = newer
      if (first === undefined) return fine([], program)
      return problem({
        subject: program,
        confidence: 'certain',
        // Programs of two versions that talk to each other fail; old fixes only wait.
        severity: complaints.length > 0 ? 'medium' : 'low',
        evidence: [
          ...newer.slice(-3).map(({ evidence }) => evidence),
          ...complaints.slice(0, 2).map(({ lastExample }) => lastExample),
        ],
        values: { packages: [...new Set(newer.map(({ name }) => name))].slice(0, 6).join(', ') },
        marks: [`program:${program}`, `unit:${program}.service`],
        since: first.at,
      })
    })
  },
  texts: {
    en: {
      title: '{subject} was not restarted after an upgrade',
      because:
        '{packages} were upgraded after {subject} was started: it still runs the old code, and security fixes have no ' +
        'effect until it is restarted.',
      allClear: '{subject} runs what is installed',
    },
    zh: {
      title: '{subject} 在升级后未重启',
      because: '{packages} 在 {subject} 启动之后升级：它仍在运行旧代码，重启前安全修复不会生效。',
      allClear: '{subject} 运行的是已安装的版本',
    },
  },
  fix: [
    {
      do: { en: 'Restart it (a reload keeps the old code)', zh: '重启服务（重新加载不会换用新代码）' },
      command: 'systemctl restart {subject}',
      risk: 'restart',
    },
  ],
  verify: ['systemctl show {subject} -p ActiveEnterTimestamp', 'needrestart -b | grep KSTA'],
  references: ['https://manpages.debian.org/bookworm/needrestart/needrestart.1.en.html'],
})
