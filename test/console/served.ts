import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/access/clock.ts'
import { DemoConsole } from '../../src/cli/demo-console.ts'
import { consoleApp } from '../../src/server/app.ts'
import type { ConsoleData } from '../../src/server/console-data.ts'
import { listen } from '../../src/server/listen.ts'
import { trustedProxies } from '../../src/server/requester.ts'
import { Identity } from '../../src/server/sign-in/identity.ts'
import { staticFiles } from '../../src/server/static-files.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { inMemory } from '../../src/store/database.ts'
import { openAccess } from '../../src/store/sqlite-access.ts'
import { buildConsole } from '../../tools/build-console.ts'

export const demoFolder = fileURLToPath(new URL('../../demo/', import.meta.url))

export interface Served {
  readonly base: string
  readonly identity: Identity
  readonly close: () => void
}

/** The real server over `data`, with the console as it is now. `open`: without log-in, as the demo. */
export async function serve(data: ConsoleData, { open }: { readonly open: boolean }): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-console-'))
  await buildConsole(folder)
  const files = staticFiles(folder)
  rmSync(folder, { recursive: true, force: true })
  const access = openAccess(inMemory)
  const identity = new Identity(access, data.clock, open)
  const app = consoleApp({
    ...{ services: { data, identity }, files, trusted: trustedProxies([]), rateClock: systemClock },
    failed: (error) => process.stderr.write(`the server failed: ${String(error)}\n`),
  })
  const where = { host: '127.0.0.1', port: 0 }
  const server = await listen(where, new WatchStatus(data.store, 'test'), data.clock, app)
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${port}`,
    identity,
    close() {
      server.close()
      server.closeAllConnections()
      access.close()
    },
  }
}

export function openDemo(first: string): Promise<DemoConsole> {
  return DemoConsole.open(demoFolder, ['disk-full', 'healthy', 'port-25-blocked'], first)
}
