import { hostname } from 'node:os'
import { WatchStatus } from '../server/watch-status.ts'
import { Alarm } from '../watch/alarm.ts'
import { FleetWatcher } from '../watch/fleet/fleet-watcher.ts'
import { runFleet } from '../watch/fleet/run-fleet.ts'
import { foresee } from '../watch/foresight/foresee.ts'
import { defaultPolicy } from '../watch/incidents/policy.ts'
import { type ServeEvent, serve } from '../watch/serve.ts'
import { Watcher } from '../watch/watcher.ts'
import { carryFrom } from './carry.ts'
import { centreLink, withCentre } from './centre-link.ts'
import type { OptionValues } from './command-file.ts'
import type { Io } from './io.ts'
import { LiveConsole } from './live-console.ts'
import { openWorld } from './open-world.ts'
import { languageOf, textOf } from './options.ts'
import { reportToManager } from './report-to-manager.ts'
import { serveConsole } from './serve-console.ts'
import { eventJson, eventLine } from './serve-events.ts'
import { openState } from './state.ts'
import { version } from './version.ts'
import { examineAgain } from './watch-host.ts'
import { watchLogs } from './watch-logs.ts'
import { askRegistry, Registrations, watchRegistrations } from './watch-registrations.ts'

/** Watches this host until it is interrupted. */
export async function runServe(options: OptionValues, io: Io): Promise<void> {
  const world = await openWorld({})
  const store = await openState(options)
  const { clock } = world
  const alarm = new Alarm()
  const data = new LiveConsole(store, clock, carryFrom(world))
  const examine = examineAgain(
    () => openWorld({}),
    languageOf(options, io),
    (result) => data.seen(result),
  )
  const link = await centreLink(options, {
    store,
    clock,
    io,
    watcher: () => watcher,
    tell: (text) => io.warn(text),
  })
  const watcher: Watcher = new Watcher({
    store,
    clock,
    examine: link === undefined ? examine : withCentre(examine, link, clock),
    policy: defaultPolicy,
    foresee: (at, isOpen) => foresee(store, at, languageOf(options, io), isOpen),
  })
  if (store.channels.all().length === 0) {
    io.warn('nobody is told yet: say how with "mailmedic alert add", see "mailmedic alert --help"')
  }
  const status = new WatchStatus(store, version)
  const served = await serveConsole(options, status, data, io)
  io.print('watching; end with Ctrl-C\n')
  const signal = io.interrupted
  const manager = reportToManager(store)
  const lineOf = textOf(options, 'logFormat') === 'json' ? eventJson : eventLine
  const tell = (event: ServeEvent) => {
    status.note(event, clock.now())
    data.tell(event)
    manager.note(event)
    if (event.kind !== 'looked') io.print(`${lineOf(event, clock.now())}\n`)
  }
  const fleetWatcher = new FleetWatcher({
    ...{ fleet: data.fleet, store, centre: hostname(), language: languageOf(options, io) },
  })
  const registrations = new Registrations({
    ...{ store, clock, domains: () => data.ownDomains(), ask: askRegistry(() => openWorld({})) },
  })
  const failed = (error: unknown) => tell({ kind: 'failed', error })
  await Promise.all([
    serve({ watcher, alarm, store, clock, carry: carryFrom(world), signal, tell }),
    watchLogs(world, { store, alarm, signal, failed }).catch(failed),
    watchRegistrations(registrations, signal, failed),
    runFleet({ fleet: data.fleet, watcher: fleetWatcher, clock, signal, tell }),
    link?.run(),
  ])
  await manager.stop()
  served.close()
  store.close()
}
