import { DialogueStopped, type LineConnection } from './line-connection.ts'

/** What a server said first. */
export interface Greeting {
  readonly text: string
  /** It serves us: 220, `* OK`, `+OK`, `OK`. */
  readonly welcome: boolean
  /** Where the greeting itself lists them (ManageSieve). */
  readonly capabilities?: readonly string[]
}

/** How one line protocol does the few things that a dialogue needs. One file implements one. */
export interface LineProtocol {
  readonly goodbye: string
  /** The capability that offers TLS, upper case. */
  readonly startTlsCapability: string
  /**
   * What a caller may send. A list of what is allowed, not of what is forbidden: nothing that logs
   * in, uploads or delivers is in any of them.
   */
  readonly allowedCommands: ReadonlySet<string>
  greet(connection: LineConnection): Promise<Greeting>
  /** Asks for capabilities, in clear or after TLS; `afterTls` where the server may give them unasked. */
  capabilities(connection: LineConnection, afterTls: boolean): Promise<readonly string[]>
  /** A harmless command, and how its reply differs from those to the commands that come after TLS. */
  readonly stowaway: { readonly command: string; readonly reply: RegExp }
  /** Asks for TLS; the reply where it was refused. */
  startTls(connection: LineConnection): Promise<string | undefined>
  exchange(connection: LineConnection, command: string): Promise<string>
}

const mostReplyLines = 100

/** Reads lines until `isLast` says so; a line that `belongs` refuses is garbage. */
export async function readReply(
  connection: LineConnection,
  isLast: (line: string) => boolean,
  belongs: (line: string) => boolean = () => true,
): Promise<readonly string[]> {
  const lines: string[] = []
  while (lines.length < mostReplyLines) {
    const line = await connection.readLine()
    if (!belongs(line)) {
      throw new DialogueStopped(
        'garbage',
        `not a reply while waiting for ${connection.phase}: ${line.slice(0, 200)}`,
      )
    }
    lines.push(line)
    if (isLast(line)) return lines
  }
  throw new DialogueStopped('garbage', `a reply of more than ${mostReplyLines} lines to ${connection.phase}`)
}

/** The first word of a command, upper case. */
export function verbOf(command: string): string {
  return (command.split(' ', 1)[0] ?? '').toUpperCase()
}
