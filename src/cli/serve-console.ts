import type { Server } from 'node:http'
import { join } from 'node:path'
import type { Clock } from '../access/clock.ts'
import { consoleApp } from '../server/app.ts'
import type { ConsoleData } from '../server/console-data.ts'
import { isLoopback, type ListenAddress, listen, parseListenAddress } from '../server/listen.ts'
import { trustedProxies } from '../server/requester.ts'
import { Identity } from '../server/sign-in/identity.ts'
import { invitationPath, invite } from '../server/sign-in/invitations.ts'
import { staticFiles } from '../server/static-files.ts'
import type { WatchStatus } from '../server/watch-status.ts'
import { openAccessState } from './access-state.ts'
import { InputError, type OptionValues, UsageError } from './command-file.ts'
import type { Io } from './io.ts'
import { listOf, textOf } from './options.ts'
import { packageFolder } from './package-folder.ts'

export interface ServedConsole {
  close(): void
}

/** Serves health, metrics, API and console where `--listen` says; nothing where it is not given. */
export async function serveConsole(
  options: OptionValues,
  status: WatchStatus,
  data: ConsoleData,
  io: Io,
): Promise<ServedConsole> {
  const given = textOf(options, 'listen')
  if (given === undefined) return { close: () => undefined }
  const address = parseListenAddress(given)
  if (address === undefined)
    throw new UsageError(`--listen ${given}: write it as 127.0.0.1:9154 or [::1]:9154`)
  if (!isLoopback(address)) io.warn(`whoever can reach ${given} can ask how it is: let a firewall choose who`)
  const store = await openAccessState(options)
  const identity = new Identity(store, data.clock)
  const app = consoleApp({
    services: { data, identity },
    files: staticFiles(join(packageFolder, 'dist/console')),
    trusted: trustedOf(options),
    failed: (error) => io.warn(`the console: ${error instanceof Error ? error.message : String(error)}`),
  })
  const server = await opened(given, address, status, data.clock, app)
  if (store.users.count() === 0) {
    const link = `${(textOf(options, 'url') ?? urlOf(address, server)).replace(/\/+$/, '')}${invitationPath(invite(identity, 'admin'))}`
    io.print(`nobody can sign in yet. Within an hour, this link makes the admin, once:\n  ${link}\n`)
  }
  return {
    close() {
      server.close()
      server.closeAllConnections()
      store.close()
    },
  }
}

function opened(
  given: string,
  address: ListenAddress,
  status: WatchStatus,
  clock: Clock,
  app: ReturnType<typeof consoleApp>,
): Promise<Server> {
  return listen(address, status, clock, app).catch((error: unknown) => {
    throw new InputError(`--listen ${given}: ${error instanceof Error ? error.message : String(error)}`)
  })
}

function trustedOf(options: OptionValues) {
  try {
    return trustedProxies(listOf(options, 'trustedProxy'))
  } catch (error) {
    throw new UsageError(`--trusted-proxy: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function urlOf({ host, port }: ListenAddress, server: Server): string {
  const bound = server.address()
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${typeof bound === 'object' && bound !== null ? bound.port : port}`
}
