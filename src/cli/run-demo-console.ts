import { join } from 'node:path'
import { systemClock } from '../access/clock.ts'
import { consoleApp } from '../server/app.ts'
import { listen, parseListenAddress } from '../server/listen.ts'
import { trustedProxies } from '../server/requester.ts'
import { Identity } from '../server/sign-in/identity.ts'
import { staticFiles } from '../server/static-files.ts'
import { WatchStatus } from '../server/watch-status.ts'
import { inMemory } from '../store/database.ts'
import { openAccess } from '../store/sqlite-access.ts'
import { InputError, UsageError } from './command-file.ts'
import { DemoConsole } from './demo-console.ts'
import type { Io } from './io.ts'
import { packageFolder } from './package-folder.ts'
import { version } from './version.ts'

export interface DemoToServe {
  readonly folder: string
  readonly names: readonly string[]
  readonly first: string
  /** As `--listen` takes it. */
  readonly address: string
}

/** Serves the console on captures until it is interrupted: without log-in, and nothing can be changed. */
export async function runDemoConsole({ folder, names, first, address }: DemoToServe, io: Io): Promise<void> {
  const where = parseListenAddress(address)
  if (where === undefined)
    throw new UsageError(`--listen ${address}: write it as 127.0.0.1:8025 or [::1]:8025`)
  const files = staticFiles(join(packageFolder, 'dist/console'))
  if (files.size === 0) throw new InputError('the console is not built: npm run build')
  const data = await DemoConsole.open(folder, names, first)
  const access = openAccess(inMemory)
  const app = consoleApp({
    services: { data, identity: new Identity(access, data.clock, true) },
    files,
    trusted: trustedProxies([]),
    // That of the demo stands still: nothing would be refilled.
    rateClock: systemClock,
    failed: (error) => io.warn(`the console: ${error instanceof Error ? error.message : String(error)}`),
  })
  const server = await listen(where, new WatchStatus(data.store, version), data.clock, app).catch(
    (error: unknown) => {
      throw new InputError(`--listen ${address}: ${error instanceof Error ? error.message : String(error)}`)
    },
  )
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : where.port
  const host = where.host.includes(':') ? `[${where.host}]` : where.host
  io.print(`The same as a page, until Ctrl-C: http://${host}:${port}/\n`)
  await untilInterrupted(io.interrupted)
  server.close()
  server.closeAllConnections()
  data.close()
  access.close()
}

function untilInterrupted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
