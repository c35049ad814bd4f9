import type { SecureContext } from 'node:tls'
import { imap } from '../dialogue/imap.ts'
import { DialogueStopped, LineConnection } from '../dialogue/line-connection.ts'
import type { Endpoint } from '../net.ts'
import { describeTls, startTls } from '../tls/handshake.ts'
import type { Login } from './send-message.ts'

/** Where a mailbox is, and with which log-in. */
export interface MailboxRequest {
  readonly endpoint: Endpoint
  readonly serverName: string
  readonly tls: 'starttls' | 'implicit'
  readonly login: Login
  /** A word that only the awaited mail, or a bounce of it, contains. */
  readonly token: string
  readonly waitMilliseconds: number
}

export type MailboxSeen =
  | {
      readonly outcome: 'found'
      readonly folder: string
      readonly message: string
      readonly milliseconds: number
    }
  | { readonly outcome: 'not found'; readonly milliseconds: number }
  | { readonly outcome: 'failed'; readonly said: string }

/** Between two looks: a server is not asked more often than a mail program does. */
const pauseMilliseconds = 2_000
/** Headers and the beginning are enough, also of a bounce. */
const mostMessageBytes = 64 << 10
const foldersLimit = 3

/**
 * Waits in a mailbox, read only, for a mail with the token, in INBOX and where spam is put. The password
 * goes out inside verified TLS only. Never throws.
 */
export async function waitInMailbox(request: MailboxRequest, context: SecureContext): Promise<MailboxSeen> {
  const { endpoint, waitMilliseconds } = request
  const limits = { milliseconds: waitMilliseconds + 20_000, bytes: 4 << 20, lines: 20_000 }
  const connection = new LineConnection({ host: endpoint.address, port: endpoint.port }, limits)
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  try {
    const mailbox = new Mailbox(connection)
    await mailbox.open(request, context)
    for (;;) {
      const found = await mailbox.find(request.token)
      if (found !== undefined) {
        await connection.leave('z1 LOGOUT')
        return { outcome: 'found', ...found, milliseconds: elapsed() }
      }
      if (elapsed() + pauseMilliseconds > waitMilliseconds) break
      await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds))
    }
    await connection.leave('z1 LOGOUT')
    return { outcome: 'not found', milliseconds: elapsed() }
  } catch (error) {
    return { outcome: 'failed', said: error instanceof Error ? error.message : String(error) }
  } finally {
    connection.close()
  }
}

class Mailbox {
  readonly #connection: LineConnection
  #number = 0
  #folders: readonly string[] = ['INBOX']

  constructor(connection: LineConnection) {
    this.#connection = connection
  }

  async open({ serverName, tls, login, endpoint }: MailboxRequest, context: SecureContext): Promise<void> {
    const connection = this.#connection
    const protocol = imap()
    let seen: ReturnType<typeof describeTls> | undefined
    const secure = async () => {
      const socket = await connection.upgrade((plain) => startTls(plain, serverName, context))
      seen = describeTls(socket, serverName)
    }
    await connection.connected()
    if (tls === 'implicit') await secure()
    const greeting = await protocol.greet(connection)
    if (!greeting.welcome) throw new DialogueStopped('closed', greeting.text)
    if (tls === 'starttls') {
      const refusal = await protocol.startTls(connection)
      if (refusal !== undefined) throw new DialogueStopped('tls-failed', refusal)
      await secure()
    }
    const isLocal = /^127\.|^::1$/.test(endpoint.address)
    if (!isLocal && !(seen?.verified && seen.nameMatches))
      throw new DialogueStopped('tls-failed', 'the password is not sent: the certificate does not hold')
    await this.#ask(`LOGIN ${quoted(login.user)} ${quoted(login.password)}`, 'LOGIN (hidden)')
    this.#folders = ['INBOX', ...(await this.#spamFolders())].slice(0, foldersLimit)
  }

  /** The newest mail with the token in its header or text. */
  async find(token: string): Promise<{ readonly folder: string; readonly message: string } | undefined> {
    for (const folder of this.#folders) {
      await this.#ask(`EXAMINE ${quoted(folder)}`)
      const found = await this.#ask(`UID SEARCH TEXT ${quoted(token)}`)
      const list = found.find((line) => /^\* SEARCH/i.test(line)) ?? ''
      const last = list
        .split(' ')
        .slice(2)
        .findLast((word) => /^\d+$/.test(word))
      if (last === undefined) continue
      const lines = await this.#ask(`UID FETCH ${last} (BODY.PEEK[]<0.${mostMessageBytes}>)`)
      return { folder, message: literalIn(lines) }
    }
    return undefined
  }

  /** RFC 6154: the folder that has the attribute \Junk. */
  async #spamFolders(): Promise<string[]> {
    const lines = await this.#ask('LIST "" "*"')
    return lines.flatMap((line) => {
      const match = /^\* LIST \(([^)]*)\) (?:"[^"]*"|NIL) (?:"([^"]+)"|(\S+))$/i.exec(line)
      const isJunk = /\\Junk/i.test(match?.[1] ?? '')
      return isJunk ? [match?.[2] ?? match?.[3] ?? ''] : []
    })
  }

  /** The lines of a reply; throws the server's words where it is not OK. */
  async #ask(command: string, shown = command): Promise<readonly string[]> {
    this.#number += 1
    const tag = `m${this.#number}`
    this.#connection.send(`${tag} ${command}`, `${tag} ${shown}`)
    this.#connection.phase = `the reply to ${command.split(' ', 1)[0]}`
    const lines: string[] = []
    let literalBytes = 0
    for (;;) {
      const line = await this.#connection.readLine()
      lines.push(line)
      if (literalBytes > 0) {
        literalBytes -= Buffer.byteLength(line) + 2
        continue
      }
      literalBytes = Number(/\{(\d{1,9})\}$/.exec(line)?.[1] ?? 0)
      if (!line.startsWith(`${tag} `)) continue
      if (!/^\S+ OK\b/i.test(line)) throw new DialogueStopped('refused', line.slice(tag.length + 1))
      return lines
    }
  }
}

/** A quoted string (RFC 9051 §4.3); what cannot stand in one is not sent. */
function quoted(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new DialogueStopped('garbage', 'a log-in cannot contain a line end')
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

/** The literal of a FETCH reply: as many bytes as `{n}` says, from the next line on. */
function literalIn(lines: readonly string[]): string {
  const start = lines.findIndex((line) => /\{\d+\}$/.test(line))
  const bytes = Number(/\{(\d+)\}$/.exec(lines[start] ?? '')?.[1] ?? 0)
  const rest = Buffer.from(lines.slice(start + 1).join('\r\n'), 'utf8')
  return rest.subarray(0, bytes).toString('utf8')
}
