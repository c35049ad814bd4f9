import type { Answer } from '../../access/answer.ts'
import type { Clock } from '../../access/clock.ts'
import type { AlertRow, ChannelRow, Store } from '../../store/store.ts'
import { type Alert, alertSchema } from './alert.ts'
import type { Delivery } from './channel-kind.ts'
import { parseChannel } from './channel-settings.ts'
import { channelKinds } from './channels/all.ts'
import { wordingOf } from './wording.ts'

/** Carries one alert out of this host. `known`: the other side has it. */
export type Carry = (delivery: Delivery) => Promise<Answer<string>>

const atOnce = 20
const second = 1_000
const firstDelay = 5 * second
const longestDelay = 15 * 60 * second
/** What nobody could take for so long is told no more: by then the incident has other news. */
const givenUpAfter = 3 * 24 * 3_600 * second

/**
 * Sends what is due. What fails waits longer each time and outlives a restart; the order within a channel
 * is kept. Sent means: the other side said so. A kill between that and our note makes the alert come a
 * second time, with the same id: better twice than never.
 */
export async function sendDue(store: Store, clock: Clock, carry: Carry): Promise<readonly AlertOutcome[]> {
  const due = store.alerts.due(clock.now(), atOnce)
  const byChannel = Map.groupBy(due, ({ channel }) => channel)
  const outcomes = await Promise.all(
    [...byChannel.values()].map((rows) => sendInOrder(rows, store, clock, carry)),
  )
  return outcomes.flat()
}

export interface AlertOutcome {
  readonly channel: string
  readonly alert: number
  /** Missing: it was taken. */
  readonly error?: string
  readonly givenUp?: true
}

async function sendInOrder(
  rows: readonly AlertRow[],
  store: Store,
  clock: Clock,
  carry: Carry,
): Promise<AlertOutcome[]> {
  const outcomes: AlertOutcome[] = []
  for (const row of rows) {
    const error = await send(row, store, carry)
    outcomes.push(note(row, error, store, clock))
    if (error !== undefined) break
  }
  return outcomes
}

function note(row: AlertRow, error: string | undefined, store: Store, clock: Clock): AlertOutcome {
  const about = { channel: row.channel, alert: row.id }
  if (error === undefined) {
    store.alerts.sent(row.id)
    return about
  }
  if (clock.now() - row.createdAt > givenUpAfter) {
    store.alerts.sent(row.id)
    return { ...about, error, givenUp: true }
  }
  store.alerts.failed(row.id, error, clock.now() + delayAfter(row.tries))
  return { ...about, error }
}

/** 5 s, 10 s, 20 s … at most a quarter of an hour. */
export function delayAfter(tries: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** Math.min(tries, 20))
}

async function send(row: AlertRow, store: Store, carry: Carry): Promise<string | undefined> {
  const channel = store.channels.get(row.channel)
  // Taken away since: nobody waits for it.
  if (channel === undefined) return undefined
  return hand(alertSchema.parse(JSON.parse(row.document)), channel, carry)
}

/** Sends a test at once, past the queue. Undefined: the other side took it; else what went wrong. */
export function sendTest(
  channel: ChannelRow,
  host: string,
  at: number,
  carry: Carry,
): Promise<string | undefined> {
  const alert: Alert = {
    id: `${host}-test-${at}`,
    kind: 'test',
    at,
    host,
    condition: 'test',
    topic: 'monitoring',
    severity: 'info',
    title: '',
    because: '',
    impact: '',
  }
  return hand(alert, channel, carry)
}

async function hand(alert: Alert, channel: ChannelRow, carry: Carry): Promise<string | undefined> {
  const kind = channelKinds.find((one) => one.kind === channel.kind)
  if (kind === undefined) return `this Mailmedic knows no channel of kind ${channel.kind}`
  const { settings, language } = parseChannel(channel)
  const given = { settings, secret: channel.secret }
  const answer = await carry(kind.deliver(given, alert, wordingOf(alert, language)))
  if (answer.status === 'known') return undefined
  return withoutSecret(answer.status === 'unknown' ? answer.because.text : 'refused', channel.secret)
}

/** An error may quote the address that was asked, and with some kinds that is the secret. */
function withoutSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[secret]')
}
