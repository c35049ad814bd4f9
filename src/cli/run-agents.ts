import { systemClock } from '../access/clock.ts'
import { columnsOf } from '../report/terminal/columns.ts'
import { escapeForTerminal } from '../report/terminal/escape.ts'
import { addToken } from '../server/sign-in/tokens.ts'
import type { Store } from '../store/store.ts'
import { Fleet, type FleetHost } from '../watch/fleet/fleet.ts'
import { minuteOf } from '../watch/incidents/incident-lines.ts'
import { openAccessState } from './access-state.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { personOf } from './person.ts'
import { openState } from './state.ts'

/** Lists, lets in, forgets hosts that report here. Throws `UsageError`, `InputError`. */
export async function runAgents(args: readonly string[], options: OptionValues, io: Io): Promise<void> {
  const [what = 'list', name] = args
  if (what === 'add') return addAgent(name, options, io)
  if (what !== 'list' && what !== 'forget') throw new UsageError(`${what}: list, add or forget`)
  const store = await openState(options)
  try {
    if (what === 'list') listAgents(store, options, io)
    else forgetAgent(store, name, io)
  } finally {
    store.close()
  }
}

async function addAgent(name: string | undefined, options: OptionValues, io: Io): Promise<void> {
  if (name === undefined || !/^[\w.-]{1,64}$/.test(name))
    throw new UsageError('name the host: letters, digits, dots, hyphens')
  const store = await openAccessState(options)
  try {
    const createdBy = personOf()
    const token = addToken(
      { store, clock: systemClock },
      { name: `agent-${name}`, scopes: ['agent'], days: undefined, createdBy },
    )
    if (token === undefined)
      throw new InputError(
        `there is a token agent-${name} already: take another name, or remove it in the console`,
      )
    io.print(`${token}\n`)
    io.warn(`shown this once. On that host: mailmedic watch --to URL --token-file FILE`)
  } finally {
    store.close()
  }
}

function listAgents(store: Store, options: OptionValues, io: Io): void {
  // Nobody could report before the rows were written: whoever is late is silent.
  const hosts = new Fleet(store, 0).hosts(systemClock.now())
  if (options['format'] === 'json') {
    const agents = hosts.map(({ incidents, ...host }) => ({ ...host, open: openOf(incidents) }))
    io.print(`${JSON.stringify({ schema: 'mailmedic.agents/1', agents })}\n`)
    return
  }
  if (hosts.length === 0) io.print('no host reports here yet: mailmedic agents add NAME\n')
  const rows = hosts.map(({ host, isSilent, reportedAt, status, incidents }) => [
    escapeForTerminal(host),
    isSilent ? 'SILENT' : (status.verdict ?? 'has not looked yet'),
    `${openOf(incidents)} open`,
    `${minuteOf(reportedAt)} UTC`,
  ])
  for (const line of columnsOf(rows, io.width)) io.print(`${line}\n`)
}

function openOf(incidents: FleetHost['incidents']): number {
  return incidents.filter(({ state }) => state === 'open').length
}

function forgetAgent(store: Store, name: string | undefined, io: Io): void {
  if (name === undefined) throw new UsageError('which one? mailmedic agents forget HOST')
  const named = store.fleet.agents().filter(({ host, id }) => host === name || id === name)
  if (named.length === 0) throw new InputError(`no host ${name} reports here; see: mailmedic agents`)
  store.transaction(() => {
    for (const { id } of named) store.fleet.removeAgent(id)
  })
  io.print(`forgot ${name}; its token still works until it is removed\n`)
}
