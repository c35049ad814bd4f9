import type { LineConnection } from './line-connection.ts'
import { type Greeting, type LineProtocol, readReply, verbOf } from './protocol.ts'

const completion = /^(?:OK|NO|BYE)\b/i

/** ManageSieve (RFC 5804), not beyond the non-authenticated state. The greeting lists the capabilities. */
export const managesieve: LineProtocol = {
  goodbye: 'LOGOUT',
  startTlsCapability: 'STARTTLS',
  // RFC 5804 §2.13: the word comes back in the reply.
  stowaway: { command: 'NOOP "stowaway"', reply: /stowaway/i },
  allowedCommands: new Set(['CAPABILITY', 'NOOP']),
  async greet(connection): Promise<Greeting> {
    const text = await reply(connection)
    return { text, welcome: isOk(text), capabilities: capabilities(text) }
  },
  // RFC 5804 §2.2: after STARTTLS the server sends them unasked.
  capabilities: async (connection, afterTls) =>
    capabilities(afterTls ? await reply(connection) : await exchange(connection, 'CAPABILITY')),
  async startTls(connection) {
    const text = await exchange(connection, 'STARTTLS')
    return isOk(text) ? undefined : text
  },
  exchange,
}

async function exchange(connection: LineConnection, command: string): Promise<string> {
  connection.send(command)
  connection.phase = `the reply to ${verbOf(command)}`
  return reply(connection)
}

async function reply(connection: LineConnection): Promise<string> {
  const belongs = (line: string) => line.startsWith('"') || line.startsWith('{') || completion.test(line)
  const lines = await readReply(connection, (line) => completion.test(line), belongs)
  return lines.join('\n')
}

function isOk(text: string): boolean {
  return /^OK\b/i.test(text.slice(text.lastIndexOf('\n') + 1))
}

/** `"SIEVE" "fileinto reject"` → `SIEVE fileinto reject`. */
function capabilities(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('"'))
    .map((line) => [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '').join(' '))
    .map((line) => line.replace(/^[^ ]+/, (keyword) => keyword.toUpperCase()))
}
