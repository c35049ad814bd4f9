import { isIP } from 'node:net'
import type { SecureContext } from 'node:tls'
import { DialogueStopped, LineConnection } from '../dialogue/line-connection.ts'
import { smtp } from '../dialogue/smtp.ts'
import type { Endpoint, TlsSeen } from '../net.ts'
import { describeTls, startTls } from '../tls/handshake.ts'

/** A log-in; the password goes out inside verified TLS only, and is in nothing that is given back. */
export interface Login {
  readonly user: string
  readonly password: string
}

/** One message to one server. This is the only code that sends mail, and only `send-test` calls it. */
export interface SendRequest {
  readonly endpoint: Endpoint
  /** Sent as SNI and checked against the certificate. */
  readonly serverName: string
  /** `opportunistic`: STARTTLS if it is offered, whatever the certificate, as between servers. */
  readonly tls: 'opportunistic' | 'starttls' | 'implicit'
  readonly clientName: string
  readonly from: string
  readonly to: string
  /** Whole, with CRLF. */
  readonly message: string
  readonly login?: Login
}

export interface SendStep {
  /** What was sent: `EHLO probe.example.org`, `RCPT TO:<…>`, `(the message)`. */
  readonly what: string
  readonly reply: string
  /** Milliseconds until the reply was there. */
  readonly milliseconds: number
}

export interface SendSeen {
  readonly outcome: 'accepted' | 'refused' | 'not reached'
  readonly steps: readonly SendStep[]
  /** The reply that ended it, or in words what happened. */
  readonly said: string
  readonly tls?: TlsSeen
}

/** RFC 5321 §4.5.3.2 would wait ten minutes after the dot; nobody at a keyboard does. */
const limits = { milliseconds: 90_000, bytes: 256 << 10, lines: 400 }

interface Sending {
  readonly request: SendRequest
  readonly connection: LineConnection
  readonly context: SecureContext
  readonly steps: SendStep[]
  tls?: TlsSeen
}

/** Hands one message to a server, within 90 seconds. Never throws: what went wrong is told. */
export async function sendMessage(request: SendRequest, context: SecureContext): Promise<SendSeen> {
  const { endpoint } = request
  const connection = new LineConnection({ host: endpoint.address, port: endpoint.port }, limits)
  const sending: Sending = { request, connection, context, steps: [] }
  try {
    const refusal = await converse(sending)
    await connection.leave('QUIT')
    const said = refusal ?? sending.steps.at(-1)?.reply ?? ''
    return seen(sending, refusal === undefined ? 'accepted' : 'refused', said)
  } catch (error) {
    return seen(sending, 'not reached', error instanceof Error ? error.message : String(error))
  } finally {
    connection.close()
  }
}

function seen({ steps, tls }: Sending, outcome: SendSeen['outcome'], said: string): SendSeen {
  return { outcome, steps, said, ...(tls === undefined ? {} : { tls }) }
}

/** The reply that refused, if one did. */
async function converse(sending: Sending): Promise<string | undefined> {
  const { request, connection } = sending
  const { login, from, to } = request
  const protocol = smtp(request.clientName)
  await timed(sending, `connect to ${request.serverName}:${request.endpoint.port}`, async () => {
    await connection.connected()
    if (request.tls === 'implicit') await secure(sending)
    const greeting = await protocol.greet(connection)
    return greeting.text
  })
  if (!(sending.steps.at(-1)?.reply ?? '').startsWith('220')) return sending.steps.at(-1)?.reply
  const hello = async () => {
    let offered: readonly string[] = []
    await timed(sending, 'EHLO', async () => {
      offered = await protocol.capabilities(connection, false)
      return offered.join(', ')
    })
    return offered
  }
  let offered = await hello()
  if (request.tls !== 'implicit' && offered.some((one) => one.startsWith('STARTTLS'))) {
    await timed(sending, 'STARTTLS', async () => {
      const refusal = await protocol.startTls(connection)
      if (refusal !== undefined) throw new DialogueStopped('tls-failed', refusal)
      await secure(sending)
      return sending.tls?.protocol ?? ''
    })
    offered = await hello()
  } else if (request.tls === 'starttls')
    throw new DialogueStopped('tls-not-offered', 'the server offers no STARTTLS')
  if (login !== undefined) {
    const refusal = await logIn(sending, login, offered)
    if (refusal !== undefined) return refusal
  }
  const say = async (command: string) => {
    await timed(sending, command, () => protocol.exchange(connection, command))
    const reply = sending.steps.at(-1)?.reply ?? ''
    return /^[23]/.test(reply) ? undefined : reply
  }
  const refusal = (await say(`MAIL FROM:<${from}>`)) ?? (await say(`RCPT TO:<${to}>`)) ?? (await say('DATA'))
  if (refusal !== undefined) return refusal
  await timed(sending, '(the message)', () => {
    connection.sendMessage(request.message)
    connection.phase = 'the reply to the message'
    return protocol.reply(connection)
  })
  const reply = sending.steps.at(-1)?.reply ?? ''
  return reply.startsWith('2') ? undefined : reply
}

async function timed(sending: Sending, what: string, ask: () => Promise<string>): Promise<void> {
  const startedAt = performance.now()
  const reply = await ask()
  sending.steps.push({ what, reply, milliseconds: Math.round(performance.now() - startedAt) })
}

async function secure(sending: Sending): Promise<void> {
  const { connection, context, request } = sending
  const socket = await connection.upgrade((plain) => startTls(plain, request.serverName, context))
  sending.tls = describeTls(socket, request.serverName)
}

/** AUTH PLAIN or LOGIN (RFC 4954, RFC 4616), only where nobody can listen. */
async function logIn(
  sending: Sending,
  { user, password }: Login,
  offered: readonly string[],
): Promise<string | undefined> {
  const { connection, tls, request } = sending
  const isLocal = /^127\.|^::1$/.test(request.endpoint.address) && isIP(request.endpoint.address) !== 0
  if (!isLocal && (tls === undefined || !tls.verified || !tls.nameMatches))
    throw new DialogueStopped(
      'tls-failed',
      'the password is not sent: TLS is missing or its certificate does not hold',
    )
  const mechanisms = offered.find((one) => /^AUTH[ =]/.test(one)) ?? ''
  const protocol = smtp(request.clientName)
  const send = async (line: string, shown: string) => {
    connection.send(line, shown)
    connection.phase = 'the reply to AUTH'
    return protocol.reply(connection)
  }
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
  await timed(sending, `AUTH for ${user}`, async () => {
    if (/\bPLAIN\b/.test(mechanisms) || !/\bLOGIN\b/.test(mechanisms))
      return send(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, 'AUTH PLAIN (hidden)')
    await send('AUTH LOGIN', 'AUTH LOGIN')
    await send(base64(user), '(user name)')
    return send(base64(password), '(hidden)')
  })
  const reply = sending.steps.at(-1)?.reply ?? ''
  return reply.startsWith('235') ? undefined : reply
}
