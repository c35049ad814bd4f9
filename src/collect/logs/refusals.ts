import { type Evidence, known } from '../../access/answer.ts'
import { classifyReply, type ReplyReading } from '../../explain/reply-reason.ts'
import type { ClientCount, RejectedAttempt, RejectGroup } from '../../logs/mail-log.ts'
import { type Fact, fact } from '../fact.ts'
import { mailLog } from './mail-log.ts'

/** Mail that this host's own smtpd refused, for one reason, on one kind of port. */
export interface Refusal {
  /** Who is served there: other servers (25), or own users (587, 465, any that logged in). */
  readonly from: 'servers' | 'users'
  /** `smtpd`, `submission/smtpd`, …; several where the same reason came on several. */
  readonly services: readonly string[]
  readonly reading: ReplyReading
  readonly restriction: RejectGroup['restriction']
  readonly code: number
  readonly dsn: string
  /** Reply text of the most frequent of them, verbatim. */
  readonly text: string
  readonly count: number
  readonly authenticated: number
  readonly clients: readonly ClientCount[]
  readonly senders: readonly string[]
  readonly recipients: readonly string[]
  readonly users: readonly string[]
  readonly attempts: readonly RejectedAttempt[]
  readonly firstAt: number
  readonly lastAt: number
  readonly evidence: readonly Evidence[]
}

const shownLines = 4
const listed = 2_000

/** Refusals of the last day by reason, most frequent first. Absent: no log. */
export const refusals = fact({
  id: 'logs.refusals',
  summary: 'Mail that this host itself refused in the last 24 hours, by kind of port and reason.',
  needs: { log: mailLog },
  collect: (_world, { log }): Fact<readonly Refusal[]> => {
    if (log.status === 'absent') return log
    const readings = log.value.rejects
      .filter(({ action }) => action.endsWith('reject'))
      .map((group) => ({ group, reading: readReject(group) }))
    const merged = Map.groupBy(readings, ({ group, reading }) =>
      [servedBy(group), reading.reason, reading.detail, group.restriction].join('\n'),
    )
    const found = [...merged.values()].flatMap((same) => {
      const [first] = same.toSorted((a, b) => b.group.count - a.group.count)
      return first === undefined
        ? []
        : [
            merge(
              first.group,
              first.reading,
              same.map(({ group }) => group),
            ),
          ]
    })
    return known(found.toSorted((a, b) => b.count - a.count))
  },
})

function readReject({ code, dsn, text }: RejectGroup): ReplyReading {
  // cleanup(8) logs no three-digit code; the class of the enhanced code says as much.
  const digits = code > 0 ? String(code) : `${dsn.slice(0, 1) || '5'}50`
  return classifyReply(`${digits} ${dsn} ${text}`)
}

/** Named after the service, as master.cf of Postfix calls it; or the client has logged in. */
function servedBy({ service, authenticated }: RejectGroup): Refusal['from'] {
  return /^(submission|submissions|smtps)\//.test(service) || authenticated > 0 ? 'users' : 'servers'
}

function merge(group: RejectGroup, reading: ReplyReading, groups: readonly RejectGroup[]): Refusal {
  const all = (name: 'senders' | 'recipients' | 'users') =>
    [...new Set(groups.flatMap((one) => one[name]))].slice(0, listed)
  return {
    from: servedBy(group),
    services: [...new Set(groups.map(({ service }) => service))].sort(),
    reading,
    restriction: group.restriction,
    code: group.code,
    dsn: group.dsn,
    text: group.text,
    count: groups.reduce((sum, { count }) => sum + count, 0),
    authenticated: groups.reduce((sum, { authenticated }) => sum + authenticated, 0),
    clients: groups.flatMap(({ clients }) => clients),
    senders: all('senders'),
    recipients: all('recipients'),
    users: all('users'),
    attempts: groups.flatMap(({ attempts }) => attempts),
    firstAt: Math.min(...groups.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...groups.map(({ lastAt }) => lastAt)),
    evidence: groups.slice(0, shownLines).map(({ lastExample }) => lastExample),
  }
}
