import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'

/** A mail that came to our own receiving end. */
export interface ReceivedMail {
  readonly peer: string
  readonly from: string
  /** As it came, with a Received field of ours in front. */
  readonly message: string
  readonly milliseconds: number
}

export interface Receiver extends AsyncDisposable {
  readonly port: number
  /** The mail with the token; undefined: it did not come in time. */
  wait(milliseconds: number): Promise<ReceivedMail | undefined>
}

const mostBytes = 1 << 20
const mostConnections = 20
const idleMilliseconds = 60_000

interface Session {
  from: string
  recipient: string
  /** Undefined: not in DATA. */
  data: string | undefined
}

/**
 * A small SMTP server that takes one mail: the one for that recipient which contains the token. Everything
 * else is refused, so it is no use to anybody else. Rejects with the system's error where the port is taken.
 */
export async function receive({
  port,
  token,
  recipient,
  name,
}: {
  port: number
  token: string
  recipient: string
  name: string
}): Promise<Receiver> {
  const startedAt = performance.now()
  const { promise, resolve } = Promise.withResolvers<ReceivedMail>()
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    if (open.size >= mostConnections) return void socket.end('421 too many connections\r\n')
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    const take = (from: string, message: string) => {
      const peer = socket.remoteAddress ?? ''
      const at = new Date().toUTCString()
      const trace = `Received: from [${peer}] by ${name} (mailmedic send-test) with ESMTP; ${at}\r\n`
      resolve({
        peer,
        from,
        message: trace + message,
        milliseconds: Math.round(performance.now() - startedAt),
      })
    }
    return serve(socket, { token, recipient: recipient.toLowerCase(), name, take })
  })
  server.listen(port)
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async wait(milliseconds) {
      const timer = Promise.withResolvers<undefined>()
      const timeout = setTimeout(() => timer.resolve(undefined), milliseconds)
      const mail = await Promise.race([promise, timer.promise])
      clearTimeout(timeout)
      return mail
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

interface Service {
  readonly token: string
  readonly recipient: string
  readonly name: string
  take(from: string, message: string): void
}

function serve(socket: Socket, service: Service): void {
  const session: Session = { from: '', recipient: '', data: undefined }
  let text = ''
  let bytes = 0
  socket.setTimeout(idleMilliseconds, () => socket.destroy())
  socket.on('error', () => {})
  socket.write(`220 ${service.name} ESMTP mailmedic send-test\r\n`)
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostBytes) return void socket.end('552 5.3.4 too big\r\n')
    text += chunk.toString('latin1')
    for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 2)
      const reply =
        session.data === undefined ? answer(line, session, service) : collect(line, session, service)
      if (reply !== undefined) socket.write(`${reply}\r\n`)
      if (reply?.startsWith('221')) socket.end()
    }
    return undefined
  })
}

function collect(line: string, session: Session, service: Service): string | undefined {
  if (line !== '.') {
    session.data += `${line.startsWith('..') ? line.slice(1) : line}\r\n`
    return undefined
  }
  const message = session.data ?? ''
  session.data = undefined
  if (!message.includes(service.token)) return '550 5.7.1 only the test mail is taken here'
  service.take(session.from, message)
  return '250 2.0.0 the test has arrived'
}

function answer(line: string, session: Session, { recipient, name }: Service): string {
  const verb = line.split(' ', 1)[0]?.toUpperCase() ?? ''
  const path = /<([^>]*)>/.exec(line)?.[1]?.toLowerCase()
  switch (verb) {
    case 'EHLO':
      return `250-${name}\r\n250-8BITMIME\r\n250 SIZE ${mostBytes}`
    case 'HELO':
      return `250 ${name}`
    case 'MAIL':
      session.from = path ?? ''
      return '250 2.1.0 Ok'
    case 'RCPT':
      session.recipient = path === recipient ? path : ''
      return path === recipient ? '250 2.1.5 Ok' : '550 5.7.1 relay access denied: this is a test receiver'
    case 'DATA':
      if (session.recipient === '') return '503 5.5.1 no recipient'
      session.data = ''
      return '354 go on, end with a dot'
    case 'RSET':
      session.recipient = ''
      return '250 2.0.0 Ok'
    case 'NOOP':
      return '250 2.0.0 Ok'
    case 'QUIT':
      return '221 2.0.0 Bye'
    default:
      return '502 5.5.1 not here'
  }
}
