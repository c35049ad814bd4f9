import type { AddressInfo } from 'node:net'
import { examineCapture } from '../../src/cli/examine-capture.ts'
import { explainForConsole } from '../../src/cli/explain-for-console.ts'
import { ApiError } from '../../src/server/api-error.ts'
import { consoleApp } from '../../src/server/app.ts'
import type { ConsoleData, HostQuestions, OwnSetupDesk } from '../../src/server/console-data.ts'
import type { ConsoleEvent } from '../../src/server/console-event.ts'
import { EventHub } from '../../src/server/event-hub.ts'
import { listen } from '../../src/server/listen.ts'
import type { Role } from '../../src/server/permissions.ts'
import { trustedProxies } from '../../src/server/requester.ts'
import { Identity } from '../../src/server/sign-in/identity.ts'
import { hashPassword } from '../../src/server/sign-in/passwords.ts'
import { staticFiles } from '../../src/server/static-files.ts'
import { WatchStatus } from '../../src/server/watch-status.ts'
import { openAccess } from '../../src/store/sqlite-access.ts'
import { watchedHost } from '../watch/watched-host.ts'

export const password = 'a long enough password'
const hashOfPassword = hashPassword(password)

const noQuestions: HostQuestions = {
  trace: async () => ({ messages: [], refusals: [], notes: [] }),
  explain: explainForConsole,
  examine: examineCapture,
  logs: async () => {
    throw new ApiError('could-not-tell', 'there is no log')
  },
}

export interface ServeOptions {
  readonly open?: boolean
  readonly folder?: string
  readonly trusted?: readonly string[]
  readonly users?: Readonly<Record<string, Role>>
  readonly questions?: HostQuestions
  readonly ownSetup?: OwnSetupDesk
}

/** A real server with a real store, and users whose password is `password`. */
export async function servedConsole({
  open = false,
  folder = '',
  trusted = [],
  users = {},
  questions = noQuestions,
  ownSetup,
}: ServeOptions = {}) {
  const host = watchedHost()
  const access = openAccess(':memory:')
  const identity = new Identity(access, host.clock, open)
  const events = new EventHub<ConsoleEvent>()
  const failures: unknown[] = []
  const data: ConsoleData = {
    kind: open ? 'demo' : 'live',
    version: '1.2.3',
    clock: host.clock,
    store: host.store,
    events,
    latest: () => host.watcher.latest,
    forecasts: () => [],
    ownDomains: () => ['example.org'],
    questions,
    ...(ownSetup === undefined ? {} : { ownSetup }),
  }
  const app = consoleApp({
    services: { data, identity },
    files: staticFiles(folder),
    trusted: trustedProxies(trusted),
    rateClock: host.clock,
    failed: (error) => failures.push(error),
  })
  const server = await listen(
    { host: '127.0.0.1', port: 0 },
    new WatchStatus(host.store, '1'),
    host.clock,
    app,
  )
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const passwordHash = await hashOfPassword
  for (const [name, role] of Object.entries(users)) {
    access.users.put({
      ...{ name, role, passwordHash, totpSecret: undefined, totpStep: 0 },
      ...{ createdAt: host.clock.now(), signedInAt: undefined },
    })
  }
  const call = (path: string, init: RequestInit = {}) => fetch(`${url}/api/v1${path}`, init)
  return {
    ...{ host, identity, access, events, failures, server, port, url, call, data },
    /** JSON, as the console posts it. */
    send: (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      call(path, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    /** The headers with which a browser of that user calls. */
    async signedIn(name: string): Promise<Record<string, string>> {
      const token = identity.beginSession(name, '127.0.0.1')
      const headers = { cookie: `mailmedic=${token}` }
      const answer = (await (await call('/session', { headers })).json()) as { readonly csrf: string }
      return { ...headers, 'x-mailmedic-csrf': answer.csrf }
    },
    close() {
      server.close()
      server.closeAllConnections()
      host.store.close()
      access.close()
    },
  }
}
