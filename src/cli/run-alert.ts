import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { text } from 'node:stream/consumers'
import { systemClock } from '../access/clock.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { palette } from '../report/terminal/palette.ts'
import type { Store } from '../store/store.ts'
import type { ChannelKind } from '../watch/alerts/channel-kind.ts'
import { parseChannel } from '../watch/alerts/channel-settings.ts'
import { channelKinds } from '../watch/alerts/channels/all.ts'
import { sendTest } from '../watch/alerts/outbox.ts'
import { type Route, routeSchema } from '../watch/alerts/routes.ts'
import { carryFrom } from './carry.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { openWorld } from './open-world.ts'
import { languageOf, listOf, textOf } from './options.ts'
import { openState } from './state.ts'

const actions = ['kinds', 'add', 'list', 'test', 'remove'] as const
type Action = (typeof actions)[number]

/** False: a test did not reach somebody. */
export async function runAlert(args: readonly string[], options: OptionValues, io: Io): Promise<boolean> {
  const [action, name] = args
  if (!isAction(action)) throw new UsageError(`what to do is one of ${actions.join(', ')}`)
  if (action === 'kinds') return printKinds(io)
  const store = await openState(options)
  try {
    if (action === 'list') return printChannels(store, io)
    if (action === 'test') return await testChannels(store, name, io)
    if (name === undefined) throw new UsageError(`alert ${action}: which channel? Give its name.`)
    if (action === 'remove') return removeChannel(store, name, io)
    return await addChannel(store, name, options, io)
  } finally {
    store.close()
  }
}

function isAction(action: string | undefined): action is Action {
  return actions.some((one) => one === action)
}

function printKinds(io: Io): true {
  const { bold, dim } = palette(io.colour)
  for (const { kind, summary, settings, secret } of channelKinds) {
    io.print(`${bold(kind)}  ${summary}\n`)
    const needs = Object.entries(settings).map(
      ([name, { about, optional }]) => [`--set ${name}=…`, about, optional] as const,
    )
    const all =
      secret === undefined ? needs : [...needs, ['--secret-file …', secret.about, secret.optional] as const]
    for (const [how, about, optional] of all) {
      io.print(`    ${how.padEnd(18)} ${about}${optional === true ? dim(' (may be left out)') : ''}\n`)
    }
  }
  return true
}

function printChannels(store: Store, io: Io): true {
  const channels = store.channels.all().map(parseChannel)
  if (channels.length === 0) io.print('no channel: nobody is told. Add one: mailmedic alert add --help\n')
  for (const { name, kind, route, settings } of channels) {
    const shown = Object.entries(settings).map(([key, value]) => `${key}=${value}`)
    const topics = route.topics.length === 0 ? '' : `, only ${route.topics.join(', ')}`
    io.print(
      escapeForTerminal(
        `${name}  ${kind}  from ${route.severity}${topics}${timesOf(route)}  ${shown.join(' ')}`,
      ),
    )
    io.print('\n')
  }
  const waiting = store.alerts.waiting()
  if (waiting > 0) io.print(`${waiting} alerts wait to be sent\n`)
  return true
}

/** When a channel is told, where that is not always and at once. */
function timesOf({ afterMinutes, quiet, digestAt }: Route): string {
  return [
    afterMinutes === undefined ? '' : `, if not acknowledged for ${afterMinutes} min`,
    quiet === undefined ? '' : `, quiet ${quiet.from}-${quiet.until} below ${quiet.except}`,
    digestAt === undefined ? '' : `, summary at ${digestAt}`,
  ].join('')
}

function removeChannel(store: Store, name: string, io: Io): true {
  if (!store.channels.remove(name))
    throw new InputError(`there is no channel ${name}; see: mailmedic alert list`)
  io.print(`removed ${escapeForTerminal(name)}\n`)
  return true
}

async function addChannel(store: Store, name: string, options: OptionValues, io: Io): Promise<true> {
  const kind = channelKinds.find((one) => one.kind === textOf(options, 'kind'))
  if (kind === undefined)
    throw new UsageError(`--kind is one of ${channelKinds.map((one) => one.kind).join(', ')}`)
  const settings = settingsOf(kind, listOf(options, 'set'))
  const secret = await secretOf(kind, textOf(options, 'secretFile'))
  const route = routeOf(kind, options)
  const document = JSON.stringify({ route, settings, language: languageOf(options, io) })
  store.channels.put({ name, kind: kind.kind, document, secret })
  io.print(
    `added ${escapeForTerminal(name)}. Does it reach you? mailmedic alert test ${escapeForTerminal(name)}\n`,
  )
  return true
}

/** Kinds whose other side waits for the end of each alert: a summary has none. */
const withoutDigest = ['pagerduty', 'alertmanager']

function routeOf({ kind }: ChannelKind, options: OptionValues): Route {
  const [, from, until] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(textOf(options, 'quiet') ?? '') ?? []
  if (textOf(options, 'quiet') !== undefined && until === undefined)
    throw new UsageError('--quiet: write it as 22:00-07:00')
  const after = textOf(options, 'after')
  const digestAt = textOf(options, 'digest')
  if (digestAt !== undefined && withoutDigest.includes(kind))
    throw new UsageError(`--digest: ${kind} is no place for a summary`)
  const parsed = routeSchema.safeParse({
    severity: textOf(options, 'severity'),
    topics: listOf(options, 'topic'),
    ...(after === undefined ? {} : { afterMinutes: Number(/^(\d{1,5})m?$/.exec(after)?.[1] ?? Number.NaN) }),
    ...(until === undefined ? {} : { quiet: { from, until } }),
    ...(digestAt === undefined ? {} : { digestAt }),
  })
  if (parsed.success) return parsed.data
  throw new UsageError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  )
}

function settingsOf(kind: ChannelKind, given: readonly string[]): Readonly<Record<string, string>> {
  const pairs = given.map((pair) => {
    const at = pair.indexOf('=')
    if (at < 1) throw new UsageError(`--set ${pair}: write it as name=value`)
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  const parsed = kind.schema.safeParse(Object.fromEntries(pairs))
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || kind.kind}: ${message}`)
  throw new UsageError(
    `${kind.kind} needs ${Object.keys(kind.settings).join(', ') || 'no settings'}; ${wrong.join('; ')}`,
  )
}

async function secretOf({ kind, secret }: ChannelKind, file: string | undefined): Promise<string> {
  if (secret === undefined || (file === undefined && secret.optional === true)) return ''
  if (file === undefined) throw new UsageError(`${kind} needs --secret-file: ${secret.about}`)
  const read = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(() => undefined)
  if (read === undefined || read.trim() === '')
    throw new InputError(`--secret-file ${file}: it is empty or cannot be read`)
  return read.trim()
}

async function testChannels(store: Store, name: string | undefined, io: Io): Promise<boolean> {
  const world = await openWorld({})
  const names = name === undefined ? store.channels.all().map((one) => one.name) : [name]
  if (names.length === 0) throw new InputError('no channel to test; add one: mailmedic alert add --help')
  let reached = true
  for (const one of names) {
    io.progress(`testing ${one} …`)
    const channel = store.channels.get(one)
    if (channel === undefined) throw new InputError(`there is no channel ${one}; see: mailmedic alert list`)
    const error = await sendTest(channel, hostname(), systemClock.now(), carryFrom(world))
    io.progress('')
    io.print(escapeForTerminal(error === undefined ? `${one}: taken by the other side` : `${one}: ${error}`))
    io.print('\n')
    reached &&= error === undefined
  }
  return reached
}
