import type { Withheld } from '../../logs/follow/calm.ts'
import type { FollowEvent, FollowKind } from '../../logs/follow/event.ts'
import type { TallyRow } from '../../logs/follow/tally.ts'
import { escapeForTerminal } from './escape.ts'
import { type Palette, palette } from './palette.ts'

const words: Readonly<Record<FollowKind, string>> = {
  delivered: 'delivered',
  deferred: 'deferred',
  bounced: 'bounced',
  expired: 'given up',
  discarded: 'discarded',
  held: 'held',
  rejected: 'refused',
  'login-failed': 'log-in failed',
  'tls-failed': 'TLS failed',
  'server-changed': 'server',
  warning: 'warning',
  'unknown-line': 'never seen',
}
const longestText = 400
const wordWidth = 13

/** Events of one look at the logs, a line each; recipients of one message with one fate share a line. */
export function followText(events: readonly FollowEvent[], colour: boolean): string {
  const style = palette(colour)
  return sameFate(events)
    .map(({ event, others }) => `${line(event, others, style)}\n`)
    .join('')
}

export function withheldText({ example, count }: Withheld, colour: boolean): string {
  const what = example.reason ?? example.text ?? ''
  const text = `         … ${count} more: ${words[example.kind]}, like ${what.slice(0, longestText)}`
  return `${palette(colour).dim(escapeForTerminal(text))}\n`
}

/** The last words: what came in the time that was followed. */
export function tallyText(rows: readonly TallyRow[], seconds: number, lines: Lines): string {
  const figures = rows.map(({ kind, count, reasons }) => {
    const why = reasons.slice(0, 3).map(({ reason, count: times }) => `${reason} ${times}`)
    return `${count} ${words[kind]}${why.length === 0 ? '' : ` (${why.join(', ')})`}`
  })
  const said = figures.length === 0 ? 'nothing of note' : figures.join(' · ')
  const unknown = lines.unknown === 0 ? '' : `, ${lines.unknown} not understood`
  return `${escapeForTerminal(`Followed for ${timeText(seconds)}, ${lines.total} lines${unknown}: ${said}`)}\n`
}

export interface Lines {
  readonly total: number
  readonly unknown: number
}

interface Fate {
  readonly event: FollowEvent
  others: number
}

function sameFate(events: readonly FollowEvent[]): Fate[] {
  const fates: Fate[] = []
  for (const event of events) {
    const last = fates.at(-1)
    const isSame =
      event.queueId !== undefined &&
      last?.event.queueId === event.queueId &&
      last.event.kind === event.kind &&
      last.event.relay === event.relay &&
      last.event.reason === event.reason
    if (isSame) last.others++
    else fates.push({ event, others: 0 })
  }
  return fates
}

function line(event: FollowEvent, others: number, style: Palette): string {
  const word = words[event.kind].padEnd(wordWidth)
  const isGood = event.kind === 'delivered'
  const isNews = event.kind === 'server-changed' || event.kind === 'unknown-line'
  const shown = isGood ? style.good(word) : isNews ? style.bold(word) : style.bad(word)
  const time = event.time.slice(11, 19)
  const times = event.count > 1 ? ` (${event.count} times)` : ''
  return `${style.dim(time)} ${shown} ${escapeForTerminal(said(event, others) + times)}`
}

function said(event: FollowEvent, others: number): string {
  const { kind, relay, reason, client, user, program } = event
  const text = (event.text ?? '').slice(0, longestText)
  const why = [reason, text].filter((part) => part !== undefined && part !== '').join(': ')
  const way = wayOf(event, others)
  switch (kind) {
    case 'delivered':
      return `${way}${relay === undefined ? '' : ` by ${relay}`}${delayText(event.delaySeconds)}`
    case 'deferred':
      return `${way}, will be tried again: ${why}`
    case 'bounced':
    case 'expired':
      return `${way}, returned to the sender: ${why}`
    case 'rejected':
    case 'held':
    case 'discarded':
      return `${client === undefined ? '' : `${client}: `}${way}: ${why}`
    case 'login-failed':
      return `${client ?? 'unknown client'}${user === undefined ? '' : ` as ${user}`}: ${why}`
    case 'tls-failed':
      return `${client ?? 'unknown client'}: ${why}`
    case 'server-changed':
      return why
    default:
      return `${program}: ${why}`
  }
}

/** `a@b → u@d and 3 others` */
function wayOf({ sender, recipient, user }: FollowEvent, others: number): string {
  const from = sender === undefined ? 'sender not seen' : sender === '' ? '<>' : sender
  const as = user === undefined ? '' : ` (user ${user})`
  const to = recipient === undefined ? '' : ` → ${recipient}`
  return `${from}${as}${to}${others === 0 ? '' : ` and ${others} ${others === 1 ? 'other' : 'others'}`}`
}

function delayText(seconds: number | undefined): string {
  return seconds === undefined || seconds < 1 ? '' : `, after ${timeText(seconds)}`
}

function timeText(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}
