import { mailLog } from '../../../collect/logs/mail-log.ts'
import { connectionTracking } from '../../../collect/network/connection-tracking.ts'
import { now } from '../../../collect/system/now.ts'
import { condition, fine, notApplicable, over, problem } from '../../condition.ts'
import { loggedTrouble } from '../../logged-trouble.ts'

/** Beyond it, a burst of connections is dropped. */
const nearlyFull = 0.97
const freshMilliseconds = 30 * 60_000

/** The kernel's table of connections is full: it drops new ones, of every service, in both directions. */
export const networkConntrackTableFull = condition({
  id: 'network-conntrack-table-full',
  topic: 'downtime',
  severity: 'high',
  needs: { table: connectionTracking, now },
  optional: { log: mailLog },
  detect: ({ table, now, log }) => {
    if (table.status === 'absent') return notApplicable('no connections are tracked')
    const { entries, maximum, evidence } = table.value
    const isFull = maximum > 0 && entries >= maximum * nearlyFull
    const said =
      log.status === 'known' ? loggedTrouble(log.value, { contains: 'nf_conntrack: table full' }) : undefined
    const lines = said?.evidence ?? []
    if (!isFull && said !== undefined && now.status === 'known' && now.value - said.until > freshMilliseconds)
      return over({ evidence: lines, subject: 'nf_conntrack', since: said.since, until: said.until })
    if (!isFull && said === undefined) return fine(evidence)
    return problem({
      subject: 'nf_conntrack',
      confidence: isFull ? 'certain' : 'likely',
      evidence: [...evidence, ...lines],
      values: { entries, maximum, larger: Math.max(maximum, entries) * 4 },
      marks: ['reason:connection-failed', 'kernel:nf_conntrack'],
      ...(said === undefined ? {} : { since: said.since }),
    })
  },
  explains: [
    {
      condition: 'deliveries-deferred',
      when: (_cause, { marks }) => marks.includes('detail:timeout') || marks.includes('reason:dns-failure'),
    },
    { condition: 'dns-local-resolver-down', when: () => true },
  ],
  texts: {
    en: {
      title: 'The kernel drops new connections: its connection table is full',
      because:
        'The connection tracking table holds {entries} of at most {maximum} entries. When it is full, new connections in ' +
        'and out, DNS questions too, get lost at random: time-outs everywhere, while running ones go on.',
      allClear: 'the connection table has room',
    },
    zh: {
      title: '内核丢弃新连接：连接跟踪表已满',
      because:
        '连接跟踪表已有 {entries} 项，上限 {maximum} 项。表满后，进出的新连接（包括 DNS 查询）会随机丢失，到处超时，而已有连接不受影响。',
      allClear: '连接跟踪表有余量',
    },
  },
  fix: [
    {
      do: { en: 'Make the table larger at once', zh: '立即增大该表' },
      command: 'sysctl -w net.netfilter.nf_conntrack_max={larger}',
      risk: 'none',
    },
    {
      do: {
        en: 'Keep it in /etc/sysctl.d/, and find who makes so many (a flood, a scan, a resolver: exempt DNS from tracking)',
        zh: '写入 /etc/sysctl.d/，并找出连接来源（洪泛、扫描、解析器：可让 DNS 不参与跟踪）',
      },
      command: "conntrack -L 2>/dev/null | grep -o 'src=[^ ]*' | sort | uniq -c | sort -rn | head",
      risk: 'none',
    },
  ],
  verify: ['sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max'],
  references: ['https://docs.kernel.org/networking/nf_conntrack-sysctl.html'],
})
