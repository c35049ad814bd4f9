import { mailLog } from '../../../collect/logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** So large a part of what was said is missing that counts and journeys cannot be trusted. */
const gravePart = 0.05

/** journald or rsyslog threw lines away because too many came at once. */
export const osLoggingRateLimited = condition({
  id: 'os-logging-rate-limited',
  topic: 'monitoring',
  severity: 'medium',
  needs: { log: mailLog },
  detect: ({ log }) => {
    if (log.status === 'absent') return notApplicable('this host has no mail log')
    const { lost, lines } = log.value.coverage
    if (lost.length === 0) return fine()
    const messages = lost.reduce((sum, { messagesLost }) => sum + messagesLost, 0)
    return problem({
      confidence: 'certain',
      severity: messages > gravePart * (lines + messages) ? 'medium' : 'low',
      evidence: lost.slice(0, 3).map(({ lastExample }) => lastExample),
      values: { messages, lines },
      marks: ['reason:log-lost'],
      since: Math.min(...lost.map(({ firstAt }) => firstAt)),
    })
  },
  texts: {
    en: {
      title: '{messages} log lines were thrown away',
      because:
        'More lines came at once than journald or rsyslog accepts, so {messages} were dropped beside {lines} that were ' +
        'kept. All counts from this log are too low, and some messages cannot be traced.',
      allClear: 'no log lines were thrown away',
    },
    zh: {
      title: '{messages} 行日志被丢弃',
      because:
        '日志瞬时量超过 journald 或 rsyslog 的限制，丢弃了 {messages} 行（保留 {lines} 行）。由此得出的统计都偏低，部分邮件无法追踪。',
      allClear: '没有日志被丢弃',
    },
  },
  fix: [
    {
      do: { en: 'Lift the limit of the journal', zh: '取消 journald 的速率限制' },
      command:
        "mkdir -p /etc/systemd/journald.conf.d && printf '[Journal]\\nRateLimitBurst=0\\n' > /etc/systemd/journald.conf.d/rate.conf && systemctl restart systemd-journald",
      risk: 'restart',
    },
    {
      do: {
        en: 'And that of rsyslog: SysSock.RateLimit.Interval="0" at module(load="imuxsock")',
        zh: '同时取消 rsyslog 的限制：在 module(load="imuxsock") 中设置 SysSock.RateLimit.Interval="0"',
      },
      command: 'systemctl restart rsyslog',
      risk: 'restart',
    },
  ],
  verify: ['journalctl -u systemd-journald --since -1h | grep -c Suppressed'],
  references: ['https://www.postfix.org/MAILLOG_README.html'],
})
