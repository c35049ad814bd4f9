import type { Socket } from 'node:net'
import type { TlsHello, TlsHelloAnswer } from '../net.ts'
import { clientHello } from './client-hello.ts'
import { ServerHelloReader } from './server-hello.ts'

/**
 * Sends one ClientHello and reads the server's answer to it; no key is ever made. A server that hangs up
 * has refused. Rejects where the answer is no TLS; the caller bounds the time.
 */
export function sayHello(
  socket: Socket,
  hello: TlsHello,
  serverName: string | undefined,
): Promise<TlsHelloAnswer> {
  return new Promise((resolve, reject) => {
    const reader = new ServerHelloReader()
    const hungUp = () => resolve({ taken: false, alert: 'closed' })
    socket.on('end', hungUp).on('close', hungUp).on('error', hungUp)
    socket.on('data', (chunk: Buffer) => {
      const answer = reader.add(chunk)
      if (answer === 'garbage') reject(new Error('the answer to the ClientHello is not TLS'))
      else if (answer !== undefined) resolve(answer)
    })
    socket.write(clientHello(hello, serverName))
  })
}
