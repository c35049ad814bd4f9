import { systemClock } from '../access/clock.ts'
import { topics } from '../knowledge/verdict.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import type { MuteRow, Store } from '../store/store.ts'
import { nextWindow, repetitionOf } from '../watch/alerts/maintenance.ts'
import { isConditionOfIncidents } from '../watch/incidents/condition-names.ts'
import { minuteOf } from '../watch/incidents/incident-lines.ts'
import { incidentById } from '../watch/incidents/incident-log.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { mutePeriodOf } from './mute-period.ts'
import { textOf } from './options.ts'
import { personOf } from './person.ts'
import { openState } from './state.ts'

/** Adds, lists or ends mutes. Throws `UsageError`, `InputError`. */
export async function runMute(args: readonly string[], options: OptionValues, io: Io): Promise<void> {
  const [what = '', id] = args
  const store = await openState(options)
  try {
    if (what === 'list') listMutes(store, options, io)
    else if (what === 'end') endMute(store, id, io)
    else addMute(store, what, options, io)
  } finally {
    store.close()
  }
}

function addMute(store: Store, given: string, options: OptionValues, io: Io): void {
  const now = systemClock.now()
  const period = mutePeriodOf(options, now)
  const reason = textOf(options, 'reason')?.trim()
  if (reason === undefined || reason === '')
    throw new UsageError('why? Give --reason "…": whoever wonders about the silence reads it')
  const { scope, incident } = scopeOf(given, store)
  const who = personOf()
  const id = store.transaction(() => {
    const added = store.mutes.add({ scope, ...period, who, reason })
    if (incident !== undefined)
      store.incidents.addEvent(incident, { at: now, kind: 'muted', who, text: reason })
    return added
  })
  io.print(`${escapeForTerminal(lineOf({ id, scope, ...period, who, reason }, now))}\n`)
  io.print(`incidents are kept as ever. End it early: mailmedic mute end ${id}\n`)
}

/** What a person writes → what the store keeps; an incident stands for what is wrong, with what. */
function scopeOf(given: string, store: Store): { readonly scope: string; readonly incident?: number } {
  if (given === 'all') return { scope: '*' }
  const [, kind, name = ''] = /^(topic|condition|host):(.+)$/.exec(given) ?? []
  if (kind === 'host') return { scope: given }
  if (kind === 'topic') {
    if (!topics.some((topic) => topic === name))
      throw new UsageError(`there is no topic ${name}; topics are ${topics.join(', ')}`)
    return { scope: given }
  }
  if (kind === 'condition') {
    if (!isConditionOfIncidents(name))
      throw new UsageError(`there is no condition ${name}; see: mailmedic conditions`)
    return { scope: given }
  }
  const number = /^#?(\d{1,15})$/.exec(given)?.[1]
  if (number === undefined)
    throw new UsageError(
      `${given}: mute all, topic:…, condition:…, host:… (of a fleet) or the number of an incident`,
    )
  const incident = incidentById(store, Number(number))
  if (incident === undefined)
    throw new InputError(`there is no incident ${number}; see: mailmedic incidents --all`)
  return { scope: incident.key, incident: incident.id }
}

function listMutes(store: Store, options: OptionValues, io: Io): void {
  const now = systemClock.now()
  const mutes = store.mutes.all().filter(({ untilAt }) => untilAt === undefined || untilAt > now)
  if (options['format'] === 'json') {
    io.print(`${JSON.stringify({ schema: 'mailmedic.mutes/1', mutes })}\n`)
    return
  }
  if (mutes.length === 0) io.print('nothing is muted\n')
  for (const mute of mutes) io.print(`${escapeForTerminal(lineOf(mute, now))}\n`)
}

function endMute(store: Store, given: string | undefined, io: Io): void {
  const id = Number(given)
  if (!Number.isSafeInteger(id) || id < 1) throw new UsageError('which one? mailmedic mute end ID')
  if (!store.mutes.remove(id)) throw new InputError(`there is no mute ${id}; see: mailmedic mute list`)
  io.print(`ended mute ${id}\n`)
}

function lineOf(mute: MuteRow, now: number): string {
  const { id, scope, fromAt, untilAt, who, reason } = mute
  const from = fromAt > now ? `from ${minuteOf(fromAt)} UTC ` : ''
  const until = untilAt === undefined ? 'until it is ended' : `until ${minuteOf(untilAt)} UTC`
  return `${id}  ${scope === '*' ? 'all' : scope}  ${windowsOf(mute, now)}${from}${until}  ${who}: ${reason}`
}

/** `02:00-04:00 Europe/Berlin, next 2026-03-10 01:00 UTC, `; empty: it holds once. */
function windowsOf(mute: MuteRow, now: number): string {
  const repetition = repetitionOf(mute)
  if (repetition === undefined) return ''
  const { on, from, until, zone } = repetition
  const days =
    on.every === 'day' ? 'each day' : on.every === 'week' ? on.days.join(' ') : `${on.nth} ${on.day}`
  const next = nextWindow(repetition, Math.max(now, mute.fromAt))
  const told = next === undefined ? '' : `, next ${minuteOf(next.from)} UTC`
  return `${days} ${from}-${until} ${zone}${told}, `
}
