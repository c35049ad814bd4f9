import type { LineConnection } from './line-connection.ts'
import { type Greeting, type LineProtocol, readReply, verbOf } from './protocol.ts'

/** IMAP (RFC 9051), not beyond the not-authenticated state. Tags are a1, a2, …; replies are given whole. */
export function imap(): LineProtocol {
  let number = 0
  const exchange = async (connection: LineConnection, command: string) => {
    number += 1
    const tag = `a${number} `
    connection.send(`${tag}${command}`)
    connection.phase = `the reply to ${verbOf(command)}`
    const lines = await readReply(
      connection,
      (line) => line.startsWith(tag),
      (line) => /^(?:[*+] |a\d+ )/.test(line),
    )
    return lines.join('\n')
  }
  return {
    goodbye: 'z1 LOGOUT',
    startTlsCapability: 'STARTTLS',
    stowaway: { command: 'i1 NOOP', reply: /^i1 /i },
    allowedCommands: new Set(['NOOP', 'CAPABILITY', 'ID']),
    greet,
    capabilities: async (connection) => words(await exchange(connection, 'CAPABILITY')),
    async startTls(connection) {
      const text = await exchange(connection, 'STARTTLS')
      return / OK\b/i.test(lastLine(text)) ? undefined : text
    },
    exchange,
  }
}

async function greet(connection: LineConnection): Promise<Greeting> {
  const anything = () => true
  const lines = await readReply(connection, anything, (line) => /^\* (?:OK|PREAUTH|BYE)\b/i.test(line))
  const text = lines.join('\n')
  return { text, welcome: !/^\* BYE\b/i.test(text) }
}

function words(reply: string): readonly string[] {
  const line = reply.split('\n').find((candidate) => /^\* CAPABILITY /i.test(candidate)) ?? ''
  const upper = line
    .split(' ')
    .slice(2)
    .map((word) => word.toUpperCase())
  return upper.filter((word) => word !== '')
}

function lastLine(reply: string): string {
  return reply.slice(reply.lastIndexOf('\n') + 1)
}
