import type { Socket } from 'node:net'
import { connect } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { connect as connectTls } from 'node:tls'

const REPLY_LIMIT_MS = 12_000
const CONNECT_LIMIT_MS = 5_000

/** The other side said something that ends the dialogue. */
export class Refused extends Error {}

/** A text protocol's connection that keeps a transcript of all that passes. */
export class LineConnection {
  readonly transcript: string[] = []
  private socket: Socket | TLSSocket | undefined
  private buffered = ''
  private failure: Error | undefined
  private wake: () => void = () => undefined

  /** Connects to one address. */
  async open(address: string, port: number, localAddress?: string): Promise<void> {
    this.note(`=== connecting to ${address} port ${port}`)
    const socket = connect({ host: address, port, ...(localAddress === undefined ? {} : { localAddress }) })
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('connection timed out')), CONNECT_LIMIT_MS)
      socket.once('connect', () => {
        clearTimeout(timer)
        resolve()
      })
      socket.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
    }).catch((error: Error) => {
      socket.destroy()
      this.note(`=== ${error.message}`)
      throw error
    })
    this.attach(socket)
  }

  /** Begins TLS and checks the certificate like a careful mail program. */
  async secure(name: string, caPem: string): Promise<void> {
    const plain = this.socket
    if (plain === undefined) throw new Error('not connected')
    plain.removeAllListeners('data')
    const secured = connectTls({ socket: plain, servername: name, ca: caPem })
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no TLS in time')), REPLY_LIMIT_MS)
      secured.once('secureConnect', () => {
        clearTimeout(timer)
        resolve()
      })
      secured.once('error', (error) => {
        clearTimeout(timer)
        reject(error)
      })
    }).catch((error: Error) => {
      this.note(`=== TLS failed: ${error.message}`)
      plain.destroy()
      throw error
    })
    this.note(`=== TLS ${secured.getProtocol() ?? ''} ${secured.getCipher().name}`)
    this.attach(secured)
  }

  /** Sends one line; a secret is noted as such. */
  send(line: string, shown = line): void {
    this.note(` -> ${shown}`)
    this.socket?.write(`${line}\r\n`)
  }

  /** Sends many lines at once, noting only how many bytes they were. */
  sendBlock(text: string): void {
    this.note(` -> (${Buffer.byteLength(text)} bytes of message)`)
    this.socket?.write(text)
  }

  /** Reads the next line. */
  async line(): Promise<string> {
    const end = Date.now() + REPLY_LIMIT_MS
    while (!this.buffered.includes('\n')) {
      if (this.failure !== undefined) throw this.noted(this.failure)
      if (Date.now() >= end) throw this.noted(new Error('no reply in time'))
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const at = this.buffered.indexOf('\n')
    const line = this.buffered.slice(0, at).replace(/\r$/, '')
    this.buffered = this.buffered.slice(at + 1)
    this.note(`<-  ${line}`)
    return line
  }

  close(): void {
    this.socket?.end()
    this.socket?.destroySoon()
  }

  private attach(socket: Socket | TLSSocket): void {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.buffered += bytes.toString('latin1')
      this.wake()
    })
    socket.on('error', (error) => {
      this.failure = error
      this.wake()
    })
    socket.on('close', () => {
      this.failure ??= new Error('connection closed by the server')
      this.wake()
    })
  }

  private noted(error: Error): Error {
    this.note(`=== ${error.message}`)
    return error
  }

  private note(line: string): void {
    this.transcript.push(`${new Date().toISOString().slice(11, 23)} ${line}`)
  }
}
