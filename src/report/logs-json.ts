import type { Counted, LogTotals } from '../logs/engine/log-totals.ts'
import { groupTime } from '../logs/engine/message-groups.ts'
import type { Comparison } from '../logs/figures/comparison.ts'
import type { DestinationFigures } from '../logs/figures/delays.ts'
import type { Percentiles } from '../logs/figures/histograms.ts'
import type { TlsShare } from '../logs/figures/tls-use.ts'

/** `mailmedic.logs/1`: docs/schema/logs-1.json; fields may be added, never renamed. */
export function logsJson(totals: LogTotals, comparison?: Comparison): string {
  return `${JSON.stringify(logsDocument(totals, comparison), undefined, 2)}\n`
}

export function logsDocument(totals: LogTotals, comparison?: Comparison): Record<string, unknown> {
  const { counters, lines } = totals
  return {
    schema: 'mailmedic.logs/1',
    period: { from: totals.from, to: totals.to },
    lines,
    totals: { ...counters, uniqueSenders: totals.uniqueSenders, uniqueRecipients: totals.uniqueRecipients },
    rejects: named('reason', totals.rejects),
    deferrals: named('reason', totals.deferrals),
    bounces: named('reason', totals.bounces),
    top: {
      senders: named('address', totals.senders),
      recipients: named('address', totals.recipients),
      senderDomains: named('domain', totals.senderDomains),
      recipientDomains: named('domain', totals.recipientDomains),
      saslUsers: named('user', totals.saslUsers),
      clients: named('client', totals.figures.clients),
    },
    perHour: totals.perHour,
    ...figures(totals),
    programs: totals.programs,
    failedLogins: {
      total: totals.failedLogins.total,
      networks: totals.failedLogins.networks.map(({ network, failures, users }) => ({
        network,
        failures,
        users,
      })),
    },
    warnings: groups(totals.warnings),
    filters: totals.filters,
    unknownLines: groups(totals.strangers).map(({ level: _level, ...group }) => group),
    replies: totals.replies.map(({ kind, reason, sample, count }) => ({ kind, reason, sample, count })),
    ...(comparison === undefined
      ? {}
      : { comparison: { ...comparison, newWarnings: groups(comparison.newWarnings) } }),
    notes: totals.notes,
  }
}

function figures({ figures: { delays, destinations, slowDestinations, tls, ...others } }: LogTotals) {
  const { attacks, suddenSenders, policies, queue } = others
  return {
    delays: {
      delivered: rounded(delays.delivered),
      handOffs: rounded(delays.handOffs),
      stages: delays.stages.map(({ stage, seconds, delay }) => ({ stage, seconds, ...rounded(delay) })),
    },
    destinations: destinations.map(destination),
    slowDestinations: slowDestinations.map(destination),
    tls: { inbound: share(tls.inbound), outbound: share(tls.outbound) },
    policies,
    attacks,
    suddenSenders,
    queue: { ...queue, left: rounded(queue.left ?? null) },
  }
}

function rounded(delay: Percentiles | null): Percentiles | null {
  return delay === null ? null : { count: delay.count, p50: delay.p50, p90: delay.p90, p99: delay.p99 }
}

function destination({ destination: domain, stageSeconds, delay, ...rest }: DestinationFigures) {
  const [beforeQueueManager = 0, queueManager = 0, connection = 0, transmission = 0] = stageSeconds
  const seconds = { beforeQueueManager, queueManager, connection, transmission }
  return { domain, ...rest, delay: rounded(delay ?? null), stageSeconds: seconds }
}

function share({ total, encrypted, versions }: TlsShare) {
  return { total, encrypted, versions: named('version', versions) }
}

function groups(list: LogTotals['warnings']) {
  return list.map(({ program, level, example, count, firstSecond, lastSecond }) => {
    const [firstSeen, lastSeen] = [groupTime(firstSecond), groupTime(lastSecond)]
    return { program, level, example, count, firstSeen, lastSeen }
  })
}

function named(key: string, list: readonly Counted[]): Record<string, string | number>[] {
  return list.map(({ name, count }) => ({ [key]: name, count }))
}
