import { dovecotState } from '../../../collect/dovecot/state.ts'
import { mailLog } from '../../../collect/logs/mail-log.ts'
import { postfixRunning } from '../../../collect/postfix/running.ts'
import { serviceUnits } from '../../../collect/system/units.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Mail programs run, and nothing that they say is kept: neither in a file nor in the journal. */
export const osLoggingMissing = condition({
  id: 'os-logging-missing',
  topic: 'monitoring',
  severity: 'medium',
  needs: { log: mailLog },
  optional: { postfix: postfixRunning, dovecot: dovecotState, units: serviceUnits },
  detect: ({ log, postfix, dovecot, units }) => {
    if (log.status === 'known') return fine()
    const running = [
      ...(postfix.status === 'known' && postfix.value.running ? postfix.value.evidence : []),
      ...(dovecot.status === 'known' && dovecot.value.running ? dovecot.value.evidence : []),
    ]
    if (running.length === 0) return notApplicable('no mail program runs, so nobody has anything to say')
    return problem({
      confidence: 'certain',
      // In a container the log may go to standard output, which only the host outside sees.
      severity: units.status === 'known' ? 'medium' : 'low',
      evidence: running,
      marks: ['reason:no-log'],
    })
  },
  texts: {
    en: {
      title: 'There is no mail log',
      because:
        'Mail programs run, but neither /var/log nor the journal holds a line of theirs. When something fails, nobody ' +
        'will be able to say why.',
      allClear: 'there is a mail log',
    },
    zh: {
      title: '没有邮件日志',
      because: '邮件程序在运行，但 /var/log 和 systemd 日志中都没有它们的记录。出现故障时将无从查起。',
      allClear: '邮件日志存在',
    },
  },
  fix: [
    {
      do: { en: 'Install a syslog daemon', zh: '安装 syslog 服务' },
      command: 'apt install rsyslog && systemctl restart postfix dovecot',
      risk: 'restart',
    },
    {
      do: { en: 'Or let Postfix write a file of its own', zh: '或让 Postfix 自己写日志文件' },
      command: 'postconf maillog_file=/var/log/postfix.log && systemctl restart postfix',
      risk: 'restart',
    },
  ],
  verify: ['logger -p mail.info mailmedic-test; tail -1 /var/log/mail.log; journalctl -n 1'],
  references: ['https://www.postfix.org/MAILLOG_README.html'],
})
