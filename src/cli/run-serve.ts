import type { Server } from 'node:http'
import type { Clock } from '../access/clock.ts'
import { isLoopback, listen, parseListenAddress } from '../server/listen.ts'
import { WatchStatus } from '../server/watch-status.ts'
import { Alarm } from '../watch/alarm.ts'
import { defaultPolicy } from '../watch/incidents/policy.ts'
import { type ServeEvent, serve } from '../watch/serve.ts'
import { Watcher } from '../watch/watcher.ts'
import { carryFrom } from './carry.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { openWorld } from './open-world.ts'
import { languageOf, textOf } from './options.ts'
import { ringOnTrouble } from './ring-on-trouble.ts'
import { eventLine } from './serve-events.ts'
import { openState } from './state.ts'
import { version } from './version.ts'
import { examineAgain } from './watch-host.ts'

/** Watches this host until it is interrupted. */
export async function runServe(options: OptionValues, io: Io): Promise<void> {
  const world = await openWorld({})
  const store = await openState(options)
  const { clock } = world
  const alarm = new Alarm()
  const examine = examineAgain(() => openWorld({}), languageOf(options, io))
  const watcher = new Watcher({ store, clock, examine, policy: defaultPolicy })
  if (store.channels.all().length === 0) {
    io.warn('nobody is told yet: say how with "mailmedic alert add", see "mailmedic alert --help"')
  }
  const status = new WatchStatus(store, version)
  const server = await listenWhereTold(options, status, clock, io)
  io.print('watching; end with Ctrl-C\n')
  const signal = io.interrupted
  const tell = (event: ServeEvent) => {
    status.note(event, clock.now())
    if (event.kind !== 'looked') io.print(`${eventLine(event, clock.now())}\n`)
  }
  await Promise.all([
    serve({ watcher, alarm, store, clock, carry: carryFrom(world), signal, tell }),
    ringOnTrouble(world, alarm, signal).catch((error: unknown) => tell({ kind: 'failed', error })),
  ])
  server?.close()
  server?.closeAllConnections()
  store.close()
}

/** Where `--listen` says; undefined where it is not given. */
async function listenWhereTold(
  options: OptionValues,
  status: WatchStatus,
  clock: Clock,
  io: Io,
): Promise<Server | undefined> {
  const given = textOf(options, 'listen')
  if (given === undefined) return undefined
  const address = parseListenAddress(given)
  if (address === undefined)
    throw new UsageError(`--listen ${given}: write it as 127.0.0.1:9154 or [::1]:9154`)
  if (!isLoopback(address))
    io.warn(`whoever can reach ${given} can read what is wrong here: let a firewall choose who`)
  return listen(address, status, clock).catch((error: unknown) => {
    throw new InputError(`--listen ${given}: ${error instanceof Error ? error.message : String(error)}`)
  })
}
