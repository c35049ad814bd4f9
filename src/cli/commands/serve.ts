import { type CommandFile, exit } from '../command-file.ts'
import { languageOf, languageOption } from '../options.ts'
import { openState, stateOption } from '../state.ts'

export const serve: CommandFile = {
  name: 'serve',
  summary: 'Watch this server: keep incidents, and tell people by a way that works when mail is down',
  options: [stateOption, languageOption],
  examples: [
    ['watch until Ctrl-C', 'sudo mailmedic serve'],
    [
      'first say how to reach you',
      'sudo mailmedic alert add phone --kind ntfy --set url=https://ntfy.sh --set topic=…',
    ],
  ],
  endsItself: true,
  async run(_args, options, io) {
    const [
      { openWorld },
      { examineAgain },
      { carryFrom },
      { Watcher },
      { serve },
      { defaultPolicy },
      { eventLine },
    ] = await Promise.all([
      import('../open-world.ts'),
      import('../watch-host.ts'),
      import('../carry.ts'),
      import('../../watch/watcher.ts'),
      import('../../watch/serve.ts'),
      import('../../watch/incidents/policy.ts'),
      import('../serve-events.ts'),
    ])
    const world = await openWorld({})
    const store = await openState(options)
    const examine = examineAgain(world, languageOf(options, io))
    const watcher = new Watcher({ store, clock: world.clock, examine, policy: defaultPolicy })
    if (store.channels.all().length === 0) {
      io.warn('nobody is told yet: say how with "mailmedic alert add", see "mailmedic alert --help"')
    }
    io.print('watching; end with Ctrl-C\n')
    await serve({
      watcher,
      store,
      clock: world.clock,
      carry: carryFrom(world),
      signal: io.interrupted,
      tell: (event) => io.print(`${eventLine(event, world.clock.now())}\n`),
    })
    store.close()
    return exit.fine
  },
}
