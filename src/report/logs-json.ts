import type { Counted, LogTotals } from '../logs/engine/log-totals.ts'

/** `mailmedic.logs/1`: the contract is docs/log-engine.md; fields may be added, never renamed. */
export function logsJson(totals: LogTotals): string {
  const { counters, lines } = totals
  const document = {
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
    },
    perHour: totals.perHour,
    programs: totals.programs,
    failedLogins: {
      total: totals.failedLogins.total,
      networks: totals.failedLogins.networks.map(({ network, failures, users }) => ({
        network,
        failures,
        users,
      })),
    },
    warnings: totals.warnings.map(({ program, level, example, count }) => ({
      program,
      level,
      example,
      count,
    })),
    unknownLines: totals.strangers.map(({ program, example, count }) => ({ program, example, count })),
    replies: totals.replies,
    notes: totals.notes,
  }
  return `${JSON.stringify(document, undefined, 2)}\n`
}

function named(key: string, list: readonly Counted[]): Record<string, string | number>[] {
  return list.map(({ name, count }) => ({ [key]: name, count }))
}
