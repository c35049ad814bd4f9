import { addressEnd } from '../engine/delivery-line.ts'
import { eximField, eximIdLength, eximTextStart } from '../engine/exim-line.ts'
import type { Line } from '../engine/line.ts'
import { reader } from '../engine/programs.ts'
import { queueIdLength } from '../engine/queue-id.ts'

/** What the lines about one queue file have told so far; texts are Latin-1, as lines are read. */
export interface SeenMessage {
  readonly queueId: string
  /** Written second of its first line. */
  readonly second: number
  sender?: string
  client?: string
  user?: string
}

const mostMessages = 50_000
const longestWord = 320

/**
 * What is known of the messages that are under way, so that a delivery can be told with its sender: by the
 * engine's number of the queue file. Bounded: beyond it those seen first are let go.
 */
export class SeenMessages {
  readonly #messages = new Map<number, SeenMessage>()

  /** Takes what a line tells of its queue file. */
  learn(serial: number, line: Line): SeenMessage {
    const text = line.text()
    const isExim = line.program.reader === reader.exim
    const start = isExim ? eximTextStart(text) : 0
    const length = isExim ? eximIdLength(text, start) : queueIdLength(line.bytes, line.body, line.end)
    const message = this.#known(serial, text.slice(start, start + length), line.second)
    if (isExim) learnExim(message, text, start + length + 1)
    else if (line.program.reader === reader.opensmtpd) learnOpensmtpd(message, text)
    else if (line.program.reader === reader.sendmail) learnSendmail(message, text)
    else learnPostfix(message, text, length + 2)
    return message
  }

  #known(serial: number, queueId: string, second: number): SeenMessage {
    const known = this.#messages.get(serial)
    if (known !== undefined) return known
    const message: SeenMessage = { queueId, second }
    this.#messages.set(serial, message)
    if (this.#messages.size > mostMessages) {
      const [oldest] = this.#messages.keys()
      if (oldest !== undefined) this.#messages.delete(oldest)
    }
    return message
  }

  /** The second queue file is the same message: what is known of the first one holds for it. */
  join(first: number, second: number): void {
    const known = this.#messages.get(first)
    if (known !== undefined) this.#messages.set(second, known)
  }
}

/** `client=h[ip], sasl_method=PLAIN, sasl_username=u`, `from=<f>, size=…` */
function learnPostfix(message: SeenMessage, text: string, at: number): void {
  if (text.startsWith('client=', at)) {
    const end = text.indexOf(', ', at)
    message.client ??= text.slice(at + 7, end < 0 ? at + longestWord : end)
    const user = /, sasl_username=([^,]{1,320})/.exec(text)?.[1]
    if (user !== undefined) message.user ??= user
  } else if (text.startsWith('from=<', at)) {
    const end = addressEnd(text, at + 6)
    if (end >= 0) message.sender ??= text.slice(at + 6, end)
  }
}

/** `<= a@b H=mx.b (helo) [192.0.2.1] P=esmtpsa A=plain:u S=1234` */
function learnExim(message: SeenMessage, text: string, at: number): void {
  if (!text.startsWith('<= ', at)) return
  const sender = /^\S{1,320}/.exec(text.slice(at + 3))?.[0] ?? ''
  message.sender ??= sender === '<>' ? '' : sender
  const host = eximField(text, ' H=', at)
  const address = /\[([0-9a-fA-F.:]{2,45})\]/.exec(text.slice(at))?.[1]
  if (host !== '' && address !== undefined)
    message.client ??= `${/^[([]/.test(host) ? 'unknown' : host}[${address}]`
  const user = /^[^:]*:(.{1,320})$/.exec(eximField(text, ' A=', at))?.[1]
  if (user !== undefined) message.user ??= user
}

/** `S smtp envelope evpid=… from=<a@b> to=<u@d>` */
function learnOpensmtpd(message: SeenMessage, text: string): void {
  const sender = /[ :]from=<([^>]{0,320})>/.exec(text)?.[1]
  if (sender !== undefined) message.sender ??= sender
}

/** `Q: from=<a@b>, size=…, relay=h [192.0.2.1]` */
function learnSendmail(message: SeenMessage, text: string): void {
  const sender = /^\w{12,20}: from=<?([^>,]{0,320})/.exec(text)?.[1]
  if (sender === undefined) return
  message.sender ??= sender
  const relay = /, relay=([^\s,[]{0,255}) ?\[([^\]]{2,50})\]/.exec(text)
  if (relay !== null) message.client ??= `${relay[1] || 'unknown'}[${relay[2]}]`
}
