import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Credentials } from './certificates.ts'

/** A real web server on 127.0.0.1; with TLS if there are credentials. */
export async function startWebServer(
  credentials: Credentials | undefined,
  answer: RequestListener,
): Promise<AsyncDisposable & { readonly port: number }> {
  const server =
    credentials === undefined ? createServer(answer) : createSecureServer({ ...credentials }, answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
