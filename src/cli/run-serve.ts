import { Alarm } from '../watch/alarm.ts'
import { defaultPolicy } from '../watch/incidents/policy.ts'
import { serve } from '../watch/serve.ts'
import { Watcher } from '../watch/watcher.ts'
import { carryFrom } from './carry.ts'
import type { OptionValues } from './command-file.ts'
import type { Io } from './io.ts'
import { openWorld } from './open-world.ts'
import { languageOf } from './options.ts'
import { ringOnTrouble } from './ring-on-trouble.ts'
import { eventLine } from './serve-events.ts'
import { openState } from './state.ts'
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
  io.print('watching; end with Ctrl-C\n')
  const signal = io.interrupted
  const tell = (event: Parameters<typeof eventLine>[0]) => io.print(`${eventLine(event, clock.now())}\n`)
  await Promise.all([
    serve({ watcher, alarm, store, clock, carry: carryFrom(world), signal, tell }),
    ringOnTrouble(world, alarm, signal).catch((error: unknown) => tell({ kind: 'failed', error })),
  ])
  store.close()
}
