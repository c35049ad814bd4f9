import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { DemoConsole } from '../../src/cli/demo-console.ts'
import { consoleApp } from '../../src/server/app.ts'
import type { ConsoleData } from '../../src/server/console-data.ts'
import { listen } from '../../src/server/listen.ts'
import { trustedProxies } from '../../src/server/requester.ts'
import { Identity } from '../../src/server/sign-in/identity.ts'
import { staticFiles } from '../../src/server/static-files.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import type { AccessStore } from '../../src/store/access-store.ts'
import { inMemory } from '../../src/store/database.ts'
import { openAccess } from '../../src/store/sqlite-access.ts'

const builtConsole = fileURLToPath(new URL('../../dist/console/', import.meta.url))
const demoFolder = fileURLToPath(new URL('../../demo/', import.meta.url))

export interface Served {
  readonly base: string
  readonly access: AccessStore
  readonly close: () => void
}

/** The real server over `data`, on a port of its own. `open`: without log-in, as the demo. */
export async function serve(data: ConsoleData, { open }: { readonly open: boolean }): Promise<Served> {
  const access = openAccess(inMemory)
  const app = consoleApp({
    services: { data, identity: new Identity(access, data.clock, open) },
    files: staticFiles(builtConsole),
    trusted: trustedProxies([]),
    failed: (error) => {
      throw error
    },
  })
  const server = await listen(
    { host: '127.0.0.1', port: 0 },
    new WatchStatus(data.store, 'test'),
    data.clock,
    app,
  )
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${port}`,
    access,
    close: () => {
      server.close()
      server.closeAllConnections()
      access.close()
    },
  }
}

export function openDemo(first: string): Promise<DemoConsole> {
  return DemoConsole.open(demoFolder, ['disk-full', 'healthy', 'port-25-blocked'], first)
}
