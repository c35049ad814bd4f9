import type { SecureContext, TLSSocket } from 'node:tls'
import { type Answer, type Evidence, known, unknown } from '../../answer.ts'
import { type Clock, isoTime } from '../../clock.ts'
import { endpointFault, endpointText, errorCode } from '../connect.ts'
import type { DialogueEnd, DialogueRequest, DialogueSeen, TlsHelloAnswer, TlsSeen } from '../net.ts'
import { describeTls, startTls } from '../tls/handshake.ts'
import { sayHello } from '../tls/say-hello.ts'
import { imap } from './imap.ts'
import { DialogueStopped, LineConnection } from './line-connection.ts'
import { managesieve } from './managesieve.ts'
import { pop3 } from './pop3.ts'
import { type Greeting, type LineProtocol, verbOf } from './protocol.ts'
import { lmtp, smtp } from './smtp.ts'

const longestCommand = 510

/** What a dialogue needs besides its request. */
export interface DialogueSettings {
  readonly clientName: string
  readonly clock: Clock
  readonly secureContext: () => SecureContext
  /** After the connection was there, TLS included where it comes first. */
  readonly greetingMilliseconds: number
}

/** What was seen so far; becomes the answer whatever happens next. */
interface Progress {
  connectMilliseconds?: number
  greetingMilliseconds?: number
  greeting?: string
  capabilities: readonly string[]
  capabilitiesBeforeTls?: readonly string[]
  tls?: TlsSeen
  hello?: TlsHelloAnswer
  injection?: 'answered' | 'not answered'
  replies: { readonly command: string; readonly reply: string }[]
}

/** Where the dialogue is held, for evidence: `192.0.2.1:25` or the path of a local socket. */
export function dialogueWhere({ endpoint }: DialogueRequest): string {
  return 'socketPath' in endpoint ? endpoint.socketPath : endpointText(endpoint)
}

/**
 * Holds one dialogue (see `DialogueRequest`), at most 10 seconds. Known, however it ends: a refusal,
 * a time-out or garbage is an observation. Unknown: `refused` for a command that is not allowed
 * (nothing is sent then), `no-permission` for a local socket that we may not open, `failed` where
 * this machine could not try.
 */
export async function holdDialogue(
  request: DialogueRequest,
  settings: DialogueSettings,
): Promise<Answer<DialogueSeen>> {
  const protocol = protocolOf(request, settings)
  const where = dialogueWhere(request)
  const forbidden = (request.commands ?? []).find((command) => !isAllowed(protocol, command))
  if (forbidden !== undefined)
    return unknown('refused', `${where}: Mailmedic never sends ${verbOf(forbidden)}`)
  const fault = 'socketPath' in request.endpoint ? undefined : endpointFault(request.endpoint)
  if (fault !== undefined) return unknown('malformed', fault)
  const progress: Progress = { capabilities: [], replies: [] }
  const connection = open(request)
  try {
    const failure = await converse(connection, request, protocol, settings, progress)
    return answerOf(failure, connection, progress, where, settings.clock)
  } catch (error) {
    if (!(error instanceof DialogueStopped)) return unknown('failed', `${where}: ${String(error)}`)
    if ('socketPath' in request.endpoint && errorCode(error.cause) === 'EACCES') {
      return unknown('no-permission', error.message, 'run as root')
    }
    return answerOf(error, connection, progress, where, settings.clock)
  } finally {
    connection.close()
  }
}

function protocolOf({ protocol, clientName }: DialogueRequest, settings: DialogueSettings): LineProtocol {
  switch (protocol) {
    case 'smtp':
      return smtp(clientName ?? settings.clientName)
    case 'lmtp':
      return lmtp(clientName ?? settings.clientName)
    case 'imap':
      return imap()
    case 'pop3':
      return pop3
    case 'managesieve':
      return managesieve
  }
}

/** One line, of an allowed verb: a line feed inside would smuggle in a second command. */
function isAllowed(protocol: LineProtocol, command: string): boolean {
  const printable = /^[^\p{Cc}]*$/u.test(command) && Buffer.byteLength(command) <= longestCommand
  return printable && protocol.allowedCommands.has(verbOf(command))
}

function open({ endpoint }: DialogueRequest): LineConnection {
  return new LineConnection(
    'socketPath' in endpoint
      ? { path: endpoint.socketPath }
      : { host: endpoint.address, port: endpoint.port },
  )
}

/** The dialogue itself; what it saw is in `progress` even when it is stopped. Returns a polite early end. */
async function converse(
  connection: LineConnection,
  request: DialogueRequest,
  protocol: LineProtocol,
  settings: DialogueSettings,
  progress: Progress,
): Promise<DialogueStopped | undefined> {
  const startedAt = performance.now()
  const secure = () => upgrade(connection, request, settings, progress)
  await connection.connected()
  progress.connectMilliseconds = Math.round(performance.now() - startedAt)
  const heard = connection.expectWithin(settings.greetingMilliseconds)
  if (request.tls === 'implicit') {
    await secure()
    if (progress.hello !== undefined) return undefined
  }
  connection.phase = 'the greeting'
  const greeting = await protocol.greet(connection)
  heard()
  progress.greetingMilliseconds = Math.round(performance.now() - startedAt)
  progress.greeting = greeting.text
  let end: DialogueStopped | undefined
  if (!greeting.welcome) end = new DialogueStopped('closed', `the server does not serve us: ${greeting.text}`)
  else end = await askAll(connection, request, protocol, greeting, progress, secure)
  if (progress.hello !== undefined) return end
  await connection.leave(protocol.goodbye)
  return end
}

async function askAll(
  connection: LineConnection,
  request: DialogueRequest,
  protocol: LineProtocol,
  greeting: Greeting,
  progress: Progress,
  secure: () => Promise<void>,
): Promise<DialogueStopped | undefined> {
  progress.capabilities = greeting.capabilities ?? (await protocol.capabilities(connection, false))
  if (request.tls === 'starttls') {
    progress.capabilitiesBeforeTls = progress.capabilities
    if (!offers(progress.capabilities, protocol.startTlsCapability)) {
      return new DialogueStopped(
        'tls-not-offered',
        `${protocol.startTlsCapability} is not among the capabilities`,
      )
    }
    if (request.injection) connection.stowaway = protocol.stowaway.command
    const refusal = await protocol.startTls(connection)
    if (refusal !== undefined) return new DialogueStopped('tls-failed', refusal)
    progress.capabilities = []
    await secure()
    if (progress.hello !== undefined) return undefined
    if (request.injection) return lookForStowaway(connection, protocol, progress)
    connection.phase = 'the capabilities after TLS'
    progress.capabilities = await protocol.capabilities(connection, true)
  }
  for (const command of request.commands ?? []) {
    progress.replies.push({ command, reply: await protocol.exchange(connection, command) })
  }
  return undefined
}

/** Talks on after TLS; an answer to the command that came in clear is among what the server says then. */
async function lookForStowaway(
  connection: LineConnection,
  protocol: LineProtocol,
  progress: Progress,
): Promise<DialogueStopped | undefined> {
  const before = connection.transcript.length
  let end: DialogueStopped | undefined
  try {
    progress.capabilities = await protocol.capabilities(connection, true)
  } catch (error) {
    // A reply too many looks like garbage; what matters is in the transcript.
    if (!(error instanceof DialogueStopped) || error.end !== 'garbage') throw error
    end = error
  }
  await connection.leave(protocol.goodbye)
  const said = connection.transcript.slice(before).filter(({ from }) => from === 'server')
  const answered = said.some(({ text }) => protocol.stowaway.reply.test(text))
  progress.injection = answered ? 'answered' : 'not answered'
  return answered ? undefined : end
}

async function upgrade(
  connection: LineConnection,
  { serverName, endpoint, hello }: DialogueRequest,
  settings: DialogueSettings,
  progress: Progress,
): Promise<void> {
  if (hello !== undefined) {
    progress.hello = await connection.handOver((plain) => sayHello(plain, hello, serverName))
    return
  }
  const context = settings.secureContext()
  const socket: TLSSocket = await connection.upgrade((plain) => startTls(plain, serverName, context))
  progress.tls = describeTls(socket, serverName ?? ('address' in endpoint ? endpoint.address : undefined))
}

function offers(capabilities: readonly string[], keyword: string): boolean {
  return capabilities.some((capability) => capability.split(' ', 1)[0] === keyword)
}

function answerOf(
  stopped: DialogueStopped | undefined,
  { transcript }: LineConnection,
  progress: Progress,
  where: string,
  clock: Clock,
): Answer<DialogueSeen> {
  const end: DialogueEnd = stopped?.end ?? 'completed'
  const error = stopped === undefined ? {} : { error: stopped.message }
  const at = isoTime(clock.now())
  const told =
    stopped?.message ?? helloText(progress.hello) ?? progress.replies.at(-1)?.reply ?? progress.greeting ?? ''
  const evidence: Evidence[] = [{ kind: 'dialogue', where, text: told, at }]
  if (progress.tls !== undefined) evidence.push({ kind: 'tls', where, text: tlsText(progress.tls), at })
  return known({ end, ...error, transcript, ...progress }, ...evidence)
}

/** `TLSv1, TLS_RSA_WITH_RC4_128_SHA accepted`, `refused: handshake_failure`. */
function helloText(hello: TlsHelloAnswer | undefined): string | undefined {
  if (hello === undefined) return undefined
  return hello.taken ? `${hello.protocol}, ${hello.cipher} accepted` : `refused: ${hello.alert}`
}

/** `TLSv1.3, CN=mail.example.org, valid until 2026-08-01T00:00:00Z, CERT_HAS_EXPIRED`. */
function tlsText({ protocol, chain, verified, verifyError, nameMatches }: TlsSeen): string {
  const [leaf] = chain
  const certificate =
    leaf === undefined ? 'no certificate' : `${leaf.subject}, valid until ${isoTime(leaf.notAfter)}`
  const verdict = verified ? 'verified' : (verifyError ?? 'not verified')
  return [protocol, certificate, verdict, ...(nameMatches ? [] : ['name does not match'])].join(', ')
}
