import type { Server } from 'node:http'
import { Server as TlsServer } from 'node:https'
import { join } from 'node:path'
import { systemClock } from '../access/clock.ts'
import { consoleApp } from '../server/app.ts'
import type { ConsoleData } from '../server/console-data.ts'
import { isLoopback, type ListenAddress, listen, parseListenAddress } from '../server/listen.ts'
import { trustedProxies } from '../server/requester.ts'
import { Identity } from '../server/sign-in/identity.ts'
import { invitationPath, invite } from '../server/sign-in/invitations.ts'
import { staticFiles } from '../server/static-files.ts'
import { followTlsFiles, readTlsFiles, type TlsFiles, type TlsPair } from '../server/tls-files.ts'
import type { WatchStatus } from '../server/watch-status.ts'
import { saidOnce } from '../watch/failures.ts'
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
  const [files, trusted] = [tlsFilesOf(options), trustedOf(options)]
  if (!isLoopback(address)) warnOfReach(given, files !== undefined, io)
  const store = await openAccessState(options)
  const identity = new Identity(store, data.clock)
  const app = consoleApp({
    services: { data, identity },
    files: staticFiles(join(packageFolder, 'dist/console')),
    trusted,
    rateClock: systemClock,
    failed: saidOnce((error) => io.warn(`the console: ${messageOf(error)}`)),
  })
  const server = await opened(given, files, (tls) => listen(address, status, data.clock, app, tls))
  const unfollow =
    files !== undefined && server instanceof TlsServer ? followTlsFiles(server, files, io.warn) : undefined
  if (store.users.count() === 0) {
    const base = textOf(options, 'url') ?? urlOf(address, server)
    const link = `${base.replace(/\/+$/, '')}${invitationPath(invite(identity, 'admin'))}`
    io.print(`nobody can sign in yet. Within an hour, this link makes the admin, once:\n  ${link}\n`)
  }
  return {
    close() {
      unfollow?.()
      server.close()
      server.closeAllConnections()
      store.close()
    },
  }
}

function warnOfReach(given: string, isEncrypted: boolean, io: Io): void {
  io.warn(`whoever can reach ${given} can ask how it is: let a firewall choose who`)
  if (!isEncrypted)
    io.warn(
      'passwords go there in the clear: give --tls-cert and --tls-key, or put a proxy with TLS before it',
    )
}

async function opened(
  given: string,
  files: TlsFiles | undefined,
  open: (tls: TlsPair | undefined) => Promise<Server>,
): Promise<Server> {
  try {
    return await open(files === undefined ? undefined : readTlsFiles(files))
  } catch (error) {
    throw new InputError(`--listen ${given}: ${messageOf(error)}`)
  }
}

function tlsFilesOf(options: OptionValues): TlsFiles | undefined {
  const [cert, key] = [textOf(options, 'tlsCert'), textOf(options, 'tlsKey')]
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new UsageError('--tls-cert and --tls-key belong together')
  return { cert, key }
}

function trustedOf(options: OptionValues) {
  try {
    return trustedProxies(listOf(options, 'trustedProxy'))
  } catch (error) {
    throw new UsageError(`--trusted-proxy: ${messageOf(error)}`)
  }
}

function urlOf({ host, port }: ListenAddress, server: Server): string {
  const bound = server.address()
  const name = host.includes(':') ? `[${host}]` : host
  const scheme = server instanceof TlsServer ? 'https' : 'http'
  return `${scheme}://${name}:${typeof bound === 'object' && bound !== null ? bound.port : port}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
