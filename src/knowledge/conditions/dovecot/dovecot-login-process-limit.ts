import { loggedCondition } from '../../logged-condition.ts'
import { isPasswordCheck } from '../../login-effects.ts'

/** All log-in processes are taken: new clients are dropped before they can log in. */
export const dovecotLoginProcessLimit = loggedCondition({
  id: 'dovecot-login-process-limit',
  topic: 'client',
  severity: 'high',
  query: { contains: ['reached, client connections are being dropped'], endedByStartOf: 'dovecot' },
  subject: ({ text }) => /service\(([^()]{1,64})\)/.exec(text)?.[1] ?? 'dovecot',
  confidence: 'certain',
  marks: ({ subject }) => [`service:${subject}`],
  explains: [{ condition: 'logins-failing', when: isPasswordCheck }],
  mistakenFor: [
    {
      condition: 'dovecot-userip-connection-limit',
      toldApartBy: { en: 'everybody is hit, not one user', zh: '所有人都受影响，而不是某一个用户' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot’s {subject} is full: clients are dropped',
      because:
        'The service {subject} has as many processes or clients as it may have ({count} warnings); further connections are dropped. Many clients, or an attack that holds connections.',
      allClear: 'the log-in services have room',
    },
    zh: {
      title: 'Dovecot 的 {subject} 已满：客户端被断开',
      because:
        '{subject} 服务的进程或客户端数已达上限（{count} 条警告），新的连接会被丢弃。原因是客户端多，或有攻击占用连接。',
      allClear: '登录服务仍有余量',
    },
  },
  fix: [
    {
      do: { en: 'See whether one address holds the connections', zh: '查看是否某个地址占用了连接' },
      command:
        'ss -tn state established "( sport = :993 or sport = :143 )" | awk "{print \\$4}" | sort | uniq -c | sort -rn | head',
      risk: 'none',
    },
    {
      do: {
        en: 'Give it room: service imap-login { service_count = 0, process_min_avail = 2, client_limit = 1000 } (2.4: restart_request_count = unlimited), each on its own line',
        zh: '增加容量：service imap-login { service_count = 0, process_min_avail = 2, client_limit = 1000 }（2.4：restart_request_count = unlimited），分行书写',
      },
      command: 'doveadm reload',
      risk: 'reload',
    },
  ],
  verify: ['doveadm -f tab service status'],
  references: ['https://doc.dovecot.org/main/core/admin/login_processes.html'],
})
