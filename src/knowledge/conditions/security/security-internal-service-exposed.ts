import { firewall } from '../../../collect/network/firewall/firewall.ts'
import { type ListeningSocket, listeningSockets } from '../../../collect/system/listening-sockets.ts'
import { condition, fine, notApplicable, problem } from '../../condition.ts'

/** Ports of programs that trust whoever connects: they ask for no password, or for one only if told so. */
const internal: ReadonlyMap<number, string> = new Map([
  [24, 'LMTP'],
  [783, 'SpamAssassin'],
  [3310, 'ClamAV'],
  [6379, 'Redis'],
  [8891, 'OpenDKIM'],
  [8893, 'OpenDMARC'],
  [10023, 'postgrey'],
  [10024, 'Amavis'],
  [11211, 'memcached'],
  [11332, 'Rspamd (milter)'],
  [11333, 'Rspamd (scanner)'],
  [11334, 'Rspamd (controller)'],
  [12340, 'Dovecot (quota policy)'],
])

const loopback = /^127\.|^::1$/

/** A helper of the mail system listens for the whole world, where only this host should talk to it. */
export const securityInternalServiceExposed = condition({
  id: 'security-internal-service-exposed',
  topic: 'security',
  severity: 'low',
  needs: { sockets: listeningSockets },
  optional: { firewall },
  detect: ({ sockets, firewall }) => {
    if (sockets.status === 'absent') return notApplicable('nothing listens here')
    const wide = sockets.value.filter(({ port, address }) => internal.has(port) && !loopback.test(address))
    const byPort = Map.groupBy(wide, ({ port }) => port)
    if (byPort.size === 0) return fine()
    return [...byPort].map(([port, held]) => {
      const subject = `${port}/tcp`
      const evidence = held.flatMap((one) => one.evidence)
      const judged = firewall.status === 'known' ? firewall.value.incoming(port) : []
      const shut = judged.length > 0 && judged.every(({ fate }) => fate === 'dropped' || fate === 'rejected')
      if (shut) return fine([...evidence, ...judged.flatMap((one) => one.evidence)], subject)
      return problem({
        subject,
        // A firewall may stand before the machine: only a view from outside could tell for sure.
        confidence: 'possible',
        evidence,
        values: { port, program: internal.get(port) ?? '', addresses: addressesOf(held) },
        marks: [`port:${port}`],
      })
    })
  },
  texts: {
    en: {
      title: '{program} on port {port} listens on {addresses}',
      because:
        '{program} is a helper of the mail system and trusts whoever connects. It listens on {addresses}, so unless a ' +
        'firewall forbids it, others can read, change or misuse it.',
      allClear: 'helpers of the mail system listen on this host only',
    },
    zh: {
      title: '端口 {port} 上的 {program} 监听在 {addresses}',
      because:
        '{program} 是邮件系统的辅助服务，信任所有连接者。它监听在 {addresses}，除非防火墙禁止，他人可能读取、修改或滥用它。',
      allClear: '邮件系统的辅助服务只在本机监听',
    },
  },
  fix: [
    {
      do: {
        en: 'Bind it to 127.0.0.1 and ::1 in its own configuration, or forbid the port in the firewall',
        zh: '在其配置中绑定到 127.0.0.1 和 ::1，或在防火墙中禁止该端口',
      },
      command: "ss -ltnp 'sport = :{port}'",
      risk: 'none',
    },
  ],
  verify: ["ss -ltn 'sport = :{port}'"],
  references: [
    'https://rspamd.com/doc/workers/controller.html',
    'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
  ],
})

function addressesOf(held: readonly ListeningSocket[]): string {
  return [...new Set(held.map(({ address }) => address))].join(', ')
}
