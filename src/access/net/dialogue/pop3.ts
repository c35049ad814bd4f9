import type { LineConnection } from './line-connection.ts'
import { type Greeting, type LineProtocol, readReply, verbOf } from './protocol.ts'

/** POP3 (RFC 1939) with CAPA (RFC 2449) and STLS (RFC 2595), not beyond the AUTHORIZATION state. */
export const pop3: LineProtocol = {
  goodbye: 'QUIT',
  startTlsCapability: 'STLS',
  // Not a command before log-in: -ERR, where CAPA is answered with +OK.
  stowaway: { command: 'XNOOP', reply: /^-ERR/i },
  allowedCommands: new Set(['CAPA', 'NOOP']),
  async greet(connection): Promise<Greeting> {
    const text = await statusLine(connection)
    return { text, welcome: isOk(text) }
  },
  async capabilities(connection) {
    const reply = await exchange(connection, 'CAPA')
    return isOk(reply) ? reply.split('\n').slice(1).map(capability) : []
  },
  async startTls(connection) {
    const text = await exchange(connection, 'STLS')
    return isOk(text) ? undefined : text
  },
  exchange,
}

/** The status line; for CAPA its list too, without the dot at the end. */
async function exchange(connection: LineConnection, command: string): Promise<string> {
  connection.send(command)
  connection.phase = `the reply to ${verbOf(command)}`
  const status = await statusLine(connection)
  if (verbOf(command) !== 'CAPA' || !isOk(status)) return status
  const lines = await readReply(connection, (line) => line === '.')
  return [status, ...lines.slice(0, -1)].join('\n')
}

async function statusLine(connection: LineConnection): Promise<string> {
  const lines = await readReply(
    connection,
    () => true,
    (line) => /^(?:\+OK|-ERR)\b/i.test(line),
  )
  return lines.join('\n')
}

function isOk(text: string): boolean {
  return /^\+OK\b/i.test(text)
}

function capability(line: string): string {
  return line.trim().replace(/^[^ ]+/, (keyword) => keyword.toUpperCase())
}
