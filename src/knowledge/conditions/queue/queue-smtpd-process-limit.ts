import { loggedCondition } from '../../logged-condition.ts'

/**
 * All processes of an SMTP service are busy: new clients wait for the greeting, and some give up. Either
 * something makes each of them slow (DNS, milter, policy service), or bots hold them. STRESS_README.
 */
export const queueSmtpdProcessLimit = loggedCondition({
  id: 'queue-smtpd-process-limit',
  topic: 'slow',
  severity: 'high',
  query: {
    contains: 'has reached its process limit',
    program: 'master',
    levels: ['warning'],
    endedByStartOf: 'postfix',
  },
  subject: ({ text }) => /service "([^"]{1,100})"/.exec(text)?.[1],
  confidence: 'certain',
  // Once in a burst is what the limit is for.
  severityOf: ({ count }) => (count < 3 ? 'low' : 'high'),
  values: ({ groups }) => ({ limit: /process limit "(\d{1,6})"/.exec(groups[0]?.text ?? '')?.[1] ?? '100' }),
  marks: ({ subject }) => [`service:${subject}`, 'reason:connection-failed'],
  explains: [{ condition: 'inbound-refused' }, { condition: 'submissions-refused' }],
  texts: {
    en: {
      title: 'All processes of the service "{subject}" are busy',
      because:
        'Postfix reached the limit of {limit} processes for "{subject}" ({count} times). New clients wait for a ' +
        'greeting and may give up. Usually each process is held up by something slow: reverse DNS, a block list, a ' +
        'milter or a policy service; or by bots.',
      allClear: 'no service is at its process limit',
    },
    zh: {
      title: '服务“{subject}”的所有进程均繁忙',
      because:
        'Postfix 的“{subject}”服务达到 {limit} 个进程的上限（{count} 次）。新的客户端要等待问候语，可能放弃。通常是每个进程被某个慢环节拖住：反向 DNS、黑名单查询、milter 或策略服务；也可能是机器人占用。',
      allClear: '没有服务达到进程上限',
    },
  },
  fix: [
    {
      do: { en: 'See who holds the connections', zh: '查看是谁占用连接' },
      command:
        "ss -tnH state established '( sport = :25 or sport = :587 or sport = :465 )' | awk '{print $4}' | sort | uniq -c | sort -rn | head",
      risk: 'none',
    },
    {
      do: {
        en: 'See what is slow: the time between connect and the first answer',
        zh: '查看慢在哪里：从连接到首个应答的时间',
      },
      command: 'time (printf "QUIT\\r\\n" | nc -w60 localhost 25)',
      risk: 'none',
    },
    {
      do: { en: 'If it is honest load: allow more processes', zh: '若确属正常负载：提高进程上限' },
      command: "postconf -e 'default_process_limit = 200' && postfix reload",
      risk: 'reload',
    },
  ],
  verify: ['journalctl -g "process limit" --since -10min'],
  references: ['https://www.postfix.org/STRESS_README.html'],
})
