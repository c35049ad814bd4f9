import { connect, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { failedOutcome } from '../connect.ts'
import type { DialogueEnd, DialogueLine } from '../net.ts'
import { tlsErrorText } from '../tls/handshake.ts'

/** Bounds of one dialogue, whatever the peer does. */
const dialogueMilliseconds = 10_000
const connectMilliseconds = 4_000
const goodbyeMilliseconds = 1_500
const mostBytes = 256 << 10
const longestLine = 64 << 10
const mostLinesOfDialogue = 200
const longestShown = 1_000

/** Of one connection, in all. */
export interface ConnectionLimits {
  readonly milliseconds: number
  readonly bytes: number
  readonly lines: number
}

const dialogueLimits: ConnectionLimits = {
  milliseconds: dialogueMilliseconds,
  bytes: mostBytes,
  lines: mostLinesOfDialogue,
}

/** A dialogue that cannot go on: caught where the dialogue is run, never seen outside. */
export class DialogueStopped extends Error {
  readonly end: Exclude<DialogueEnd, 'completed'>

  constructor(end: Exclude<DialogueEnd, 'completed'>, message: string, cause?: unknown) {
    super(message, { cause })
    this.end = end
  }
}

/**
 * A socket read line by line, within bounds: 10 s, 256 KiB, 200 lines in all, unless told otherwise. Every method that
 * waits rejects with `DialogueStopped` once the peer closed, a bound was met or the time is over.
 */
export class LineConnection {
  readonly transcript: DialogueLine[] = []
  /** What is waited for, in words: ends up in the error text. */
  phase = 'the connection'
  /** Goes out in the same packet as the next line, and with no other. */
  stowaway: string | undefined
  readonly #deadline: NodeJS.Timeout
  #expectation: NodeJS.Timeout | undefined
  readonly #limits: ConnectionLimits
  #socket: Socket | TLSSocket
  #lines: string[] = []
  #partial: Buffer[] = []
  #partialBytes = 0
  #bytes = 0
  #stopped: DialogueStopped | Error | undefined
  #wake: (() => void) | undefined
  readonly #onData = (chunk: Buffer) => this.#take(chunk)
  readonly #onError = (error: Error) => this.#stop(stopFor(error))
  readonly #onClose = () => this.#stop(new DialogueStopped('closed', `the peer closed before ${this.phase}`))

  constructor(
    target: { readonly host: string; readonly port: number } | { readonly path: string },
    limits: ConnectionLimits = dialogueLimits,
  ) {
    this.#limits = limits
    this.#deadline = setTimeout(() => this.#stop(timedOut(this.phase)), limits.milliseconds)
    this.#socket = connect(target)
    this.#listen()
  }

  /** Waits until connected, at most 4 s. An error of this machine (no file descriptors) is thrown as it is. */
  async connected(): Promise<void> {
    const stop = () => this.#stop(timedOut('the connection'))
    const timer = setTimeout(stop, connectMilliseconds)
    this.#socket.once('connect', () => this.#wake?.())
    try {
      while (this.#socket.connecting && this.#stopped === undefined) await this.#news()
      if (this.#stopped !== undefined) throw this.#stopped
    } finally {
      clearTimeout(timer)
    }
  }

  /** Stops unless what it gives back is called in time: for what is to come before all else. */
  expectWithin(milliseconds: number): () => void {
    this.#expectation = setTimeout(() => this.#stop(timedOut(this.phase)), milliseconds)
    return () => clearTimeout(this.#expectation)
  }

  /** The next line, without its end. Lines that came before the connection ended are still given. */
  async readLine(): Promise<string> {
    while (this.#lines.length === 0) {
      if (this.#stopped !== undefined) throw this.#stopped
      await this.#news()
    }
    const line = this.#lines.shift() ?? ''
    this.#show('server', line)
    return line
  }

  /** `shown` stands in the transcript for a line with a password. */
  send(line: string, shown = line): void {
    this.#show('client', shown)
    const { stowaway } = this
    this.stowaway = undefined
    if (stowaway !== undefined) this.#show('client', stowaway)
    this.#socket.write(stowaway === undefined ? `${line}\r\n` : `${line}\r\n${stowaway}\r\n`)
  }

  /** A message, its lines ended by CRLF: dots at their beginning are doubled, the last line is a dot (RFC 5321 §4.5.2). */
  sendMessage(message: string): void {
    this.#show('client', `(the message, ${Buffer.byteLength(message)} bytes)`)
    this.#socket.write(`${message.replaceAll(/^\./gm, '..')}\r\n.\r\n`)
  }

  /** Says goodbye and gives the peer a moment to answer; how it answers does not matter. */
  async leave(goodbye: string): Promise<void> {
    if (this.#stopped !== undefined) return
    const timer = setTimeout(() => this.close(), goodbyeMilliseconds)
    try {
      this.send(goodbye)
      while (this.transcript.length < this.#limits.lines) await this.readLine()
    } catch {
      // Closed, as it should be.
    }
    clearTimeout(timer)
    this.close()
  }

  close(): void {
    clearTimeout(this.#deadline)
    clearTimeout(this.#expectation)
    this.#socket.destroy()
    this.#stop(new DialogueStopped('closed', 'closed by us'))
  }

  /** This end of the connection; empty for a local socket. */
  get localAddress(): string {
    return this.#socket.localAddress ?? ''
  }

  /** Hands the socket to a TLS handshake and reads on inside TLS. */
  async upgrade(handshake: (socket: Socket) => Promise<TLSSocket>): Promise<TLSSocket> {
    const secure = await this.handOver(handshake)
    this.#socket = secure
    this.#listen()
    return secure
  }

  /** Gives the socket away, in the state in which TLS begins; nothing is read here any more. */
  async handOver<T>(handshake: (socket: Socket) => Promise<T>): Promise<T> {
    this.phase = 'the TLS handshake'
    this.#discardClearText()
    const plain = this.#socket
    plain
      .off('data', this.#onData)
      .off('end', this.#onClose)
      .off('close', this.#onClose)
      .off('error', this.#onError)
    // Its errors arrive through the TLS socket as well.
    plain.on('error', () => {})
    // The deadline destroys the plain socket; the handshake then fails and we say why.
    const made = await handshake(plain).catch((error: unknown) => {
      throw this.#stopped ?? new DialogueStopped('tls-failed', tlsErrorText(error))
    })
    if (this.#stopped !== undefined) throw this.#stopped
    return made
  }

  // RFC 3207 §4.2, CVE-2011-0411: nothing that came in clear may be taken for an answer inside TLS.
  #discardClearText(): void {
    const bytes = this.#partialBytes + this.#lines.reduce((sum, line) => sum + line.length + 2, 0)
    const first = this.#lines[0] ?? Buffer.concat(this.#partial).toString('utf8')
    if (bytes > 0) this.#show('client', `(discarded ${bytes} bytes that came in clear before TLS: ${first})`)
    this.#lines = []
    this.#partial = []
    this.#partialBytes = 0
  }

  #listen(): void {
    this.#socket
      .on('data', this.#onData)
      .on('end', this.#onClose)
      .on('close', this.#onClose)
      .on('error', this.#onError)
  }

  #take(chunk: Buffer): void {
    if (this.#stopped !== undefined) return
    this.#bytes += chunk.length
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#partial.push(chunk.subarray(start, end))
      const line = Buffer.concat(this.#partial).toString('utf8')
      this.#lines.push(line.endsWith('\r') ? line.slice(0, -1) : line)
      this.#partial = []
      this.#partialBytes = 0
      start = end + 1
      if (this.#lines.length > this.#limits.lines) break
    }
    this.#partial.push(chunk.subarray(start))
    this.#partialBytes += chunk.length - start
    const excess = this.#excess()
    if (excess === undefined) this.#wake?.()
    else this.#stop(new DialogueStopped('garbage', `${excess} while waiting for ${this.phase}`))
  }

  #excess(): string | undefined {
    if (this.#lines.length > this.#limits.lines) return `more than ${this.#limits.lines} lines unasked`
    if (this.#partialBytes > longestLine) return `a line of more than ${longestLine} bytes`
    return this.#bytes > this.#limits.bytes ? `more than ${this.#limits.bytes} bytes in all` : undefined
  }

  #show(from: DialogueLine['from'], text: string): void {
    if (this.transcript.length >= this.#limits.lines) {
      throw new DialogueStopped(
        'garbage',
        `more than ${this.#limits.lines} lines while waiting for ${this.phase}`,
      )
    }
    this.transcript.push({ from, text: text.slice(0, longestShown) })
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #stop(reason: DialogueStopped | Error): void {
    this.#stopped ??= reason
    this.#socket.destroy()
    this.#wake?.()
  }
}

function timedOut(phase: string): DialogueStopped {
  return new DialogueStopped('timeout', `timed out waiting for ${phase}`)
}

function stopFor(error: Error): DialogueStopped | Error {
  const outcome = failedOutcome(error)
  if (outcome !== undefined) return new DialogueStopped(outcome, error.message, error)
  if ('code' in error && (error.code === 'EPIPE' || String(error.code).startsWith('ERR_SSL'))) {
    return new DialogueStopped('closed', tlsErrorText(error))
  }
  return error
}
