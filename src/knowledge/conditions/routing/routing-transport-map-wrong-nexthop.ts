import { mailLog } from '../../../collect/logs/mail-log.ts'
import { activeServices, postfixServices } from '../../../collect/postfix/services.ts'
import { postfixTransports } from '../../../collect/postfix/transports.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'

/**
 * A transport is named (in transport_maps, virtual_transport …) that master.cf does not have: mail for it
 * stays with "mail transport unavailable". transport(5), master(5).
 */
export const routingTransportMapWrongNexthop = condition({
  id: 'routing-transport-map-wrong-nexthop',
  topic: 'configuration',
  severity: 'high',
  needs: { transports: postfixTransports, services: postfixServices },
  optional: { log: mailLog, now },
  detect: ({ transports, services, log, now }) => {
    if (transports.status === 'absent' || services.status === 'absent')
      return notApplicable('Postfix is not installed')
    const there = new Set(
      activeServices(services.value)
        .filter(({ type }) => type === 'unix' || type === 'fifo' || type === 'unix-dgram')
        .map(({ name }) => name),
    )
    const missing = transports.value.filter(({ transport }) => !there.has(transport))
    if (missing.length === 0) return fine(transports.evidence)
    return [...Map.groupBy(missing, ({ transport }) => transport)].map(([transport, uses]) => {
      const waiting =
        log.status === 'known' && now.status === 'known'
          ? troubledDeliveries(
              log.value,
              now.value,
              ({ reply }) => reply.includes('mail transport unavailable'),
              () => ['all'],
            )[0]
          : undefined
      return problem({
        subject: transport,
        confidence: 'certain',
        severity: waiting === undefined ? 'medium' : 'high',
        evidence: [...uses.flatMap(({ evidence }) => evidence), ...(waiting?.evidence ?? [])],
        values: { used: uses.map(({ pattern }) => pattern).join(', ') },
        marks: [
          `transport:${transport}`,
          `socket:private/${transport}`,
          ...uses.map(({ pattern }) => `domain:${pattern}`),
        ],
        ...(waiting === undefined ? {} : { since: waiting.since, impact: waiting.impact }),
      })
    })
  },
  explains: [{ condition: 'deliveries-deferred' }],
  texts: {
    en: {
      title: 'There is no mail transport "{subject}"',
      because:
        '{used} sends mail through the transport "{subject}", which master.cf does not have (or has commented out): that ' +
        'mail waits with "mail transport unavailable".',
      allClear: 'all transports that are named exist',
    },
    zh: {
      title: '不存在名为“{subject}”的传输通道',
      because:
        '{used} 通过传输通道“{subject}”发信，而 master.cf 中没有它（或已被注释）：这些邮件以“mail transport unavailable”等待。',
      allClear: '所引用的传输通道都存在',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct the name, or add the service to master.cf',
        zh: '更正名称，或在 master.cf 中添加该服务',
      },
      command: 'postconf -M; postconf -n | grep -E "transport"',
      risk: 'none',
    },
    {
      do: { en: 'Then reload, and let the queue run', zh: '然后重新加载并让队列重新投递' },
      command: 'postfix reload && postqueue -f',
      risk: 'reload',
    },
  ],
  verify: ['postqueue -p | tail -1'],
  references: ['https://www.postfix.org/transport.5.html', 'https://www.postfix.org/master.5.html'],
})
