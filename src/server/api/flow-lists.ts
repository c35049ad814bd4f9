import type { z } from 'zod'
import type { Language } from '../../knowledge/condition.ts'
import { replyTexts } from '../../knowledge/reply-texts.ts'
import type { Span } from '../../store/history-store.ts'
import type { CountedMeasure } from '../../watch/history/measures.ts'
import { seriesOf } from '../../watch/history/read-history.ts'
import { settledLargest } from '../../watch/history/settled.ts'
import type { ConsoleData, LogsReport } from '../console-data.ts'
import type { flowSchema } from './flow-schema.ts'

type Flow = z.infer<typeof flowSchema>

/** Of which part of the past, and in which language, lists are asked for. */
export interface FlowSpan {
  readonly data: ConsoleData
  readonly span: Span
  readonly language: Language
}

const longestList = 20
/** What is counted by subject is kept by the hour and coarser. */
const leastStep = 3_600
const daySeconds = 86_400
/** From there on days are told whole: a month of hours is not added up for a list. */
const wholeDaysFrom = 7 * daySeconds

/** By the history of the span; until there is one, by the log of the last day. */
export function destinationsOf(known: FlowSpan, report: LogsReport | undefined): Flow['destinations'] {
  const byDomain = new Map<string, { delivered: number; deferred: number; bounced: number }>()
  for (const kind of ['delivered', 'deferred', 'bounced'] as const)
    for (const { subject, sum } of largest(known, `${kind}-to`)) {
      const row = byDomain.get(subject) ?? { delivered: 0, deferred: 0, bounced: 0 }
      byDomain.set(subject, { ...row, [kind]: sum })
    }
  const slow = new Map(report?.destinations.map(({ domain, delay }) => [domain, delay?.p90]) ?? [])
  const rows =
    byDomain.size > 0
      ? [...byDomain].map(([domain, counts]) => ({ domain, ...counts }))
      : (report?.destinations.map(({ domain, delivered, deferred, bounced }) => ({
          ...{ domain, delivered, deferred, bounced },
        })) ?? [])
  return rows
    .toSorted((one, other) => volumeOf(other) - volumeOf(one))
    .slice(0, longestList)
    .map((row) => {
      const p90 = slow.get(row.domain)
      return p90 === undefined ? row : { ...row, p90 }
    })
}

export function reasonsOf(known: FlowSpan, report: LogsReport | undefined): Flow['reasons'] {
  const kept = (['deferred', 'bounced', 'rejected'] as const).flatMap((kind) =>
    largest(known, `${kind}-because`).map(({ subject, sum }) => ({ kind, reason: subject, count: sum })),
  )
  const logged = [
    ...(report?.deferrals.map((one) => ({ kind: 'deferred' as const, ...one })) ?? []),
    ...(report?.bounces.map((one) => ({ kind: 'bounced' as const, ...one })) ?? []),
    ...(report?.rejects.map((one) => ({ kind: 'rejected' as const, ...one })) ?? []),
  ]
  return (kept.length > 0 ? kept : logged)
    .toSorted((one, other) => other.count - one.count)
    .map((one) => ({ ...one, title: titleOf(one.reason, known.language) }))
}

export function talkersOf(known: FlowSpan, report: LogsReport | undefined): Flow['talkers'] {
  const top = report?.top
  const users = largest(known, 'sent-by').map(({ subject, sum }) => ({ name: subject, count: sum }))
  return {
    senders: listOf(top?.senders, 'address'),
    recipients: listOf(top?.recipients, 'address'),
    senderDomains: listOf(top?.senderDomains, 'domain'),
    recipientDomains: listOf(top?.recipientDomains, 'domain'),
    saslUsers: users.length > 0 ? users : listOf(top?.saslUsers, 'user'),
    clients: listOf(top?.clients, 'client'),
  }
}

/** As the last look counted it; without one as the log shows it. */
export function queueOf({ store }: ConsoleData, report: LogsReport | undefined, now: number): Flow['queue'] {
  const span = { from: now - 2 * leastStep, until: now + leastStep }
  const messages = seriesOf(store, 'queue-messages', '', leastStep, span).at(-1)
  const oldest = seriesOf(store, 'queue-oldest-seconds', '', leastStep, span).at(-1)
  const byAge = report?.queue.openByAge.map(({ age, count }) => ({ age, count })) ?? []
  const waiting = messages === undefined ? report?.queue.open : Math.round(messages.high)
  return {
    ...(waiting === undefined ? {} : { messages: waiting }),
    ...(oldest === undefined ? {} : { oldestSeconds: oldest.high }),
    byAge,
  }
}

function largest({ data, span }: FlowSpan, measure: CountedMeasure) {
  const step = span.until - span.from >= wholeDaysFrom ? daySeconds : leastStep
  const whole = { ...span, from: Math.floor(span.from / step) * step }
  return settledLargest(data.store, measure, step, whole, longestList)
}

function volumeOf({ delivered, deferred, bounced }: Flow['destinations'][number]): number {
  return delivered + deferred + bounced
}

/** The meaning of a reason in words; one that explain does not know stays as it is called. */
function titleOf(reason: string, language: Language): string {
  const known: Readonly<Record<string, { readonly title: Readonly<Record<Language, string>> }>> = replyTexts
  return Object.hasOwn(known, reason) ? (known[reason]?.title[language] ?? reason) : reason
}

function listOf(
  rows: readonly Readonly<Record<string, unknown>>[] | undefined,
  key: string,
): Flow['talkers']['senders'] {
  return (rows ?? []).slice(0, longestList).map((row) => ({
    name: String(row[key] ?? ''),
    count: Number(row['count'] ?? 0),
  }))
}
