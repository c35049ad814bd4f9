import { mailLog } from '../../../collect/logs/mail-log.ts'
import { activeServices, postfixServices } from '../../../collect/postfix/services.ts'
import { type NamedTransport, postfixTransports } from '../../../collect/postfix/transports.ts'
import { now } from '../../../collect/system/now.ts'
import type { MailLog } from '../../../logs/mail-log.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'
import { troubledDeliveries } from '../../troubled-deliveries.ts'
import type { Verdict } from '../../verdict.ts'

/**
 * A route leads nowhere: transport_maps, virtual_transport or content_filter name a transport that
 * master.cf does not have ("mail transport unavailable"), or a next hop that the DNS does not know.
 * transport(5), master(5).
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
    const lost =
      log.status === 'known' && now.status === 'known' ? lostHops(transports.value, log.value, now.value) : []
    if (missing.length === 0 && lost.length === 0) return fine(transports.evidence)
    const unavailable = [...Map.groupBy(missing, ({ transport }) => transport)].map(([transport, uses]) => {
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
        values: {
          used: uses.map(({ pattern }) => pattern).join(', '),
          fault: `master.cf has no transport "${transport}" (or it is commented out)`,
          faultZh: `master.cf 中没有传输通道“${transport}”（或已被注释）`,
        },
        marks: [
          `transport:${transport}`,
          `socket:private/${transport}`,
          ...uses.map(({ pattern }) => `domain:${pattern}`),
          ...(waiting?.domains ?? []).map((domain) => `domain:${domain}`),
        ],
        ...(waiting === undefined ? {} : { since: waiting.since, impact: waiting.impact }),
      })
    })
    return [...unavailable, ...lost]
  },
  explains: [
    { condition: 'deliveries-deferred' },
    { condition: 'deliveries-rejected' },
    // The recipient's domain is right; the host that its mail is led to is not.
    {
      condition: 'recipient-domain-typo',
      when: ({ marks }, { subject }) => marks.includes(`domain:${subject}`),
    },
  ],
  mistakenFor: [
    {
      condition: 'recipient-domain-typo',
      toldApartBy: {
        en: 'the name that was looked up is the next hop of a route here, not the recipient’s domain',
        zh: '查询的名称是本机路由的下一跳，而不是收件人域名',
      },
    },
  ],
  texts: {
    en: {
      title: 'The route {subject} leads nowhere: {fault}',
      because:
        '{used} sends mail through "{subject}", but {fault}: that mail waits or comes back, though its recipients are right.',
      allClear: 'all transports and next hops that are named exist',
    },
    zh: {
      title: '路由 {subject} 无处可去：{faultZh}',
      because: '{used} 通过“{subject}”发信，但{faultZh}：这些邮件在等待或被退回，尽管收件人地址正确。',
      allClear: '所引用的传输通道和下一跳都存在',
    },
  },
  fix: [
    {
      do: {
        en: 'Correct the name (in a table: rebuild it with postmap), or add the service to master.cf',
        zh: '更正名称（若在表中，用 postmap 重新生成），或在 master.cf 中添加该服务',
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

const unknownHost = /Name service error for name=([^\s=]{1,253}) type=/

/** Next hops that the resolver says do not exist, as failed deliveries name them. */
function lostHops(transports: readonly NamedTransport[], log: MailLog, now: number): Verdict[] {
  const named = transports.flatMap((one) => {
    const host = /^\[?([A-Za-z0-9][A-Za-z0-9.-]{1,252})\]?(?::\d{1,5})?$/.exec(one.nexthop)?.[1]
    return host === undefined ? [] : [{ ...one, host: host.toLowerCase() }]
  })
  return [...Map.groupBy(named, ({ host }) => host)].flatMap(([host, uses]) => {
    const [failed] = troubledDeliveries(
      log,
      now,
      ({ reply }) => unknownHost.exec(reply)?.[1]?.toLowerCase() === host && !reply.includes('try again'),
      () => ['all'],
    )
    if (failed === undefined) return []
    return problem({
      subject: host,
      confidence: 'certain',
      evidence: [...uses.flatMap(({ evidence }) => evidence), ...failed.evidence],
      values: {
        used: uses.map(({ pattern }) => pattern).join(', '),
        fault: `the DNS knows no host ${host}`,
        faultZh: `DNS 中没有主机 ${host}`,
      },
      marks: [`host:${host}`, ...failed.domains.map((domain) => `domain:${domain}`)],
      since: failed.since,
      impact: failed.impact,
    })
  })
}
