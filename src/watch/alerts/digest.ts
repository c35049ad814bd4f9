import type { Language } from '../../knowledge/condition.ts'
import type { Store } from '../../store/store.ts'
import { upcoming } from '../foresight/foresee.ts'
import { type Total, totals } from '../history/measures.ts'
import type { Incident } from '../incidents/incident.ts'
import { latestIncidents } from '../incidents/incident-log.ts'
import type { Alert } from './alert.ts'
import type { Channel } from './channel-settings.ts'
import { minuteOfDay, minutesOf } from './routes.ts'
import { durationOf, fill } from './wording.ts'

const day = 86_400
const mostIncidents = 200
const mostShown = 12

const words = {
  en: {
    title: '{open} open, {over} over since yesterday; {delivered} mails delivered',
    counts:
      'received {received}, delivered {delivered}, deferred {deferred}, bounced {bounced}, refused {rejected}; log-ins {logins}, failed {failed}',
    open: 'open: #{id} {title}',
    over: 'over: #{id} {title} ({duration})',
    soon: 'soon: {title}',
    quiet: 'Nothing happened.',
  },
  zh: {
    title: '{open} 个进行中，昨天以来结束 {over} 个；投递 {delivered} 封',
    counts:
      '收到 {received}，投递 {delivered}，推迟 {deferred}，退回 {bounced}，拒收 {rejected}；登录 {logins}，失败 {failed}',
    open: '进行中：#{id} {title}',
    over: '已结束：#{id} {title}（{duration}）',
    soon: '即将：{title}',
    quiet: '没有事件。',
  },
} as const

/**
 * The summary of the last 24 hours into the queue of each channel that wants one, once a day from its time of
 * day on. A channel that is new waits for its first time.
 */
export function sendDigests(store: Store, host: string, channels: readonly Channel[], at: number): void {
  for (const { name, route, language } of channels) {
    if (route.digestAt === undefined) continue
    const isTime = minuteOfDay(at) >= minutesOf(route.digestAt)
    const today = dayOf(at)
    const noteName = `digest ${name}`
    const last = store.notes.get(noteName)
    if (last === today || (last !== undefined && !isTime)) continue
    store.notes.put(noteName, isTime ? today : 'waits')
    // Without a note, its time may have been long ago today.
    if (last === undefined) continue
    const document = JSON.stringify(digestOf(store, host, language, at))
    store.alerts.add({ incident: undefined, channel: name, createdAt: at, document })
  }
}

function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`
}

/** What happened in the 24 hours before `at` (milliseconds since 1970 UTC), in words. */
export function digestOf(store: Store, host: string, language: Language, at: number): Alert {
  const say = words[language]
  const sums = sumsOf(store, at)
  const recent = latestIncidents(store, mostIncidents).filter(isWorthTelling)
  const open = recent.filter(({ state }) => state === 'open')
  const over = recent.filter(({ overAt }) => overAt !== undefined && overAt >= at - day * 1_000)
  const soon = upcoming(store, at, language)
  const lines = [
    fill(say.counts, { ...sums, failed: sums['logins-failed'] }),
    ...open.slice(0, mostShown).map(({ id, diagnosis: { title } }) => fill(say.open, { id, title })),
    ...over
      .slice(0, mostShown)
      .map(({ id, diagnosis: { title }, overAt = at, suspectedAt }) =>
        fill(say.over, { id, title, duration: durationOf(overAt - suspectedAt, language) }),
      ),
    ...soon.slice(0, mostShown).map(({ title }) => fill(say.soon, { title })),
    ...(open.length + over.length === 0 ? [say.quiet] : []),
  ]
  const counts = { open: open.length, over: over.length, delivered: sums.delivered }
  return {
    id: `${host}-digest-${at}`,
    kind: 'digest',
    at,
    host,
    condition: 'digest',
    topic: 'monitoring',
    severity: 'info',
    title: fill(say.title, counts),
    because: lines.join('\n'),
    impact: '',
  }
}

/** Nobody heard of a suspicion; a part of another incident is told with that one. */
function isWorthTelling({ openedAt, joined }: Incident): boolean {
  return openedAt !== undefined && joined === undefined
}

function sumsOf({ history }: Store, at: number): Record<Total, number> {
  const seconds = Math.floor(at / 1_000)
  const sum = (measure: Total) =>
    history
      .points(measure, '', 3_600, { from: seconds - day, until: seconds + 1 })
      .reduce((total, point) => total + point.sum, 0)
  // The keys are all of `totals`.
  return Object.fromEntries(totals.map((measure) => [measure, sum(measure)])) as Record<Total, number>
}
