import { loggedCondition } from '../../logged-condition.ts'

/** The limits do not add up for the greatest possible load. A warning at start, not a fault. */
export const dovecotServiceLimitsInconsistent = loggedCondition({
  id: 'dovecot-service-limits-inconsistent',
  topic: 'resources',
  severity: 'info',
  query: { contains: ['is lower than required under max. load'] },
  subject: 'dovecot',
  confidence: 'certain',
  mistakenFor: [
    {
      condition: 'dovecot-login-process-limit',
      toldApartBy: { en: 'no limit was reached; it is only possible', zh: '并没有达到限制，只是有可能' },
    },
  ],
  texts: {
    en: {
      title: 'Dovecot’s limits do not add up',
      because:
        'At its start Dovecot said that a client or file limit is lower than its other settings could need ({count} times). Nothing fails by that as long as the load stays below.',
      allClear: 'Dovecot’s limits add up',
    },
    zh: {
      title: 'Dovecot 的限制互相不一致',
      because:
        'Dovecot 启动时提示某个客户端或文件数限制低于其他设置可能需要的数量（{count} 次）。只要负载不高就不会有影响。',
      allClear: 'Dovecot 的各项限制一致',
    },
  },
  fix: [
    {
      do: {
        en: 'Raise the limit that the message names to the number that it names',
        zh: '把消息中提到的限制提高到其给出的数值',
      },
      command: 'journalctl -u dovecot --no-pager | grep "max. load"',
      risk: 'none',
    },
  ],
  verify: ['journalctl -u dovecot --since -10min --no-pager | grep -c "max. load"'],
  references: ['https://doc.dovecot.org/main/core/config/service.html'],
})
