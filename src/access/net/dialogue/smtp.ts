import type { LineConnection } from './line-connection.ts'
import { type Greeting, type LineProtocol, readReply } from './protocol.ts'

const allowedCommands = new Set(['MAIL', 'RCPT', 'RSET', 'NOOP', 'HELP', 'VRFY', 'EXPN'])

/** SMTP (RFC 5321), up to but not including DATA. `clientName` goes into EHLO, or HELO where that is refused. */
export function smtp(clientName: string): LineProtocol & { readonly reply: typeof reply } {
  return { ...common, reply, capabilities: (connection) => helloWithFallback(connection, clientName) }
}

/** LMTP (RFC 2033): the same with LHLO, which has no fallback. */
export function lmtp(clientName: string): LineProtocol {
  return {
    ...common,
    capabilities: async (connection) =>
      keywords(await exchange(connection, `LHLO ${heloName(connection, clientName)}`)),
  }
}

const common = {
  goodbye: 'QUIT',
  startTlsCapability: 'STARTTLS',
  // No server knows it: 5xx, where EHLO is answered with 250.
  stowaway: { command: 'XNOOP', reply: /^5/ },
  allowedCommands,
  async greet(connection: LineConnection): Promise<Greeting> {
    const text = await reply(connection)
    return { text, welcome: text.startsWith('220') }
  },
  async startTls(connection: LineConnection): Promise<string | undefined> {
    const text = await exchange(connection, 'STARTTLS')
    return text.startsWith('220') ? undefined : text
  },
  exchange,
}

/** RFC 5321 §4.1.4: who has no name that others could look up gives his address. */
function heloName({ localAddress }: LineConnection, clientName: string): string {
  if (clientName.includes('.') || localAddress === '') return clientName
  return localAddress.includes(':') ? `[IPv6:${localAddress}]` : `[${localAddress}]`
}

async function helloWithFallback(connection: LineConnection, clientName: string): Promise<readonly string[]> {
  const name = heloName(connection, clientName)
  const text = await exchange(connection, `EHLO ${name}`)
  // RFC 5321 §3.2: only a server that does not know EHLO is greeted again.
  if (!/^50[0-4]/.test(text)) return keywords(text)
  await exchange(connection, `HELO ${name}`)
  return []
}

async function exchange(connection: LineConnection, command: string): Promise<string> {
  connection.send(command)
  connection.phase = `the reply to ${command.split(' ', 1)[0]}`
  return reply(connection)
}

/** A reply, its lines with their codes joined by line feeds (RFC 5321 §4.2.1). */
async function reply(connection: LineConnection): Promise<string> {
  const lines = await readReply(
    connection,
    (line) => line[3] !== '-',
    (line) => /^[2-5]\d\d(?:[ -]|$)/.test(line),
  )
  return lines.join('\n')
}

/** `250-SIZE 1000` → `SIZE 1000`; the first line is the server's name. None unless 250. */
function keywords(reply: string): readonly string[] {
  if (!reply.startsWith('250')) return []
  return reply
    .split('\n')
    .slice(1)
    .map((line) => line.slice(4).trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(/^[^ ]+/, (keyword) => keyword.toUpperCase()))
}
