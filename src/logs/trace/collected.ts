import { decode } from '../engine/bytes.ts'
import { eximIdLength, eximTextStart } from '../engine/exim-line.ts'
import type { JourneySink } from '../engine/journey-sink.ts'
import type { Line } from '../engine/line.ts'
import { isoStamp } from '../engine/log-totals.ts'
import { reader } from '../engine/programs.ts'
import { queueIdLength } from '../engine/queue-id.ts'
import type { Dialect, Refusal, TraceLine } from './message.ts'
import { eximRefusal, postfixRefusal, sendmailRefusal } from './refusal.ts'

const mostLines = 200_000
const refusalIn: Partial<
  Readonly<Record<Dialect, (text: string) => Omit<Refusal, 'time' | 'second' | 'line' | 'file'> | undefined>>
> = {
  postfix: postfixRefusal,
  exim: eximRefusal,
  sendmail: sendmailRefusal,
}
const mostRefusals = 10_000
const companionMessageId = /(?:msgid=<?|Message-ID: <|\bid: <)([^\s>,]{1,500})/
const ownMessageId = /(?: message-id=<?| id=)([^\s>]{1,500})/
const companionId = /(?:qid: <|Queue-ID: )([0-9A-Za-z]{5,23})/

/** The message-id in a line about a queue file. */
export function messageIdIn(text: string): string | undefined {
  return ownMessageId.exec(text)?.[1]
}

/** Where each dialect writes the ID of its queue file. */
const queueIdIn: Readonly<Record<Dialect, (line: Line, text: string) => string>> = {
  postfix: ({ bytes, body, end }, text) => text.slice(0, queueIdLength(bytes, body, end)),
  exim: (_line, text) => {
    const start = eximTextStart(text)
    return text.slice(start, start + eximIdLength(text, start))
  },
  opensmtpd: (_line, text) =>
    /(?: (?:msgid|evpid)=| for | message )"?([0-9a-f]{8})(?:[0-9a-f]{8})?\b/.exec(text)?.[1] ?? '',
  sendmail: (_line, text) => /^([0-9A-Za-z]{12,20}): /.exec(text)?.[1] ?? '',
}

function dialectOf(kind: number): Dialect {
  if (kind === reader.exim) return 'exim'
  if (kind === reader.opensmtpd) return 'opensmtpd'
  return kind === reader.sendmail ? 'sendmail' : 'postfix'
}

/** The first word behind the time stamp: ` mx1 postfix/smtp[4]: ` */
function hostIn(head: string): string | null {
  return /^ {0,9}([^ ]{1,255}) /.exec(head)?.[1] ?? null
}

/** Second pass: the lines of the wanted queue files, decoded. The engine numbers them as the first time. */
export class Collected implements JourneySink {
  readonly #wanted: ReadonlyMap<number, number>
  readonly #lines: TraceLine[] = []
  readonly #wantsRefusal: ((refusal: Refusal) => boolean) | undefined
  /** Serials by queue ID and by message-id: what filters and mailbox servers name them by. */
  readonly #named = new Map<string, number>()
  readonly refusals: Refusal[] = []
  /** Set by whoever feeds the engine. */
  file = ''
  yearsWrong = 0
  cut = false

  /** `wantsRefusal`: whether a refusal before there was a queue file is told; without it none is. */
  constructor(wanted: ReadonlyMap<number, number>, wantsRefusal?: (refusal: Refusal) => boolean) {
    this.#wanted = wanted
    this.#wantsRefusal = wantsRefusal
  }

  line(serial: number, line: Line): void {
    if (!this.#wanted.has(serial)) return
    if (this.#lines.length >= mostLines) this.cut = true
    else this.#add(this.#decoded(serial, line))
  }

  #add(line: TraceLine): void {
    this.#lines.push(line)
    this.#named.set(line.queueId, line.serial)
    const messageId = messageIdIn(line.text)
    if (messageId !== undefined) this.#named.set(messageId, line.serial)
  }

  /** `lmtp(u)<1><s>: msgid=<x@y>: saved mail`, `task; … qid: <Q1>, …`, `… Queue-ID: Q1, Message-ID: <x@y>` */
  companion(line: Line): void {
    if (this.#named.size === 0 || this.#lines.length >= mostLines) return
    const text = decode(line.bytes, line.body, line.end)
    // Short queue IDs are used again: where the line has a message-id, that alone says whose it is.
    const name = (companionMessageId.exec(text) ?? companionId.exec(text))?.[1] ?? ''
    const serial = this.#named.get(name)
    if (serial !== undefined)
      this.#lines.push({ ...this.#decoded(serial, line), queueId: '', isCompanion: true })
  }

  notAccepted(line: Line): void {
    if (this.#wantsRefusal === undefined || this.refusals.length >= mostRefusals) return
    const { time, second, text, dialect } = this.#decoded(-1, line)
    const said = refusalIn[dialect]?.(text)
    if (said === undefined) return
    const refusal = { ...said, time, second, line: line.number, file: this.file }
    if (this.#wantsRefusal(refusal)) this.refusals.push(refusal)
  }

  joined(): void {}

  #decoded(serial: number, line: Line): TraceLine {
    const { bytes, body, end, stampStart, stampEnd, second } = line
    const text = decode(bytes, body, end)
    const stamp = bytes.toString('latin1', stampStart, stampEnd)
    const fraction = Number(/\d:\d\d(\.\d{1,9})/.exec(stamp)?.[1] ?? 0)
    const dialect = dialectOf(line.program.reader)
    return {
      serial,
      queueId: queueIdIn[dialect](line, text),
      host: line.host === 0 ? null : hostIn(bytes.toString('latin1', stampEnd, body)),
      program: line.program.name,
      dialect,
      isCompanion: false,
      time: isoStamp(stamp, second, this),
      second: second + fraction,
      text,
      line: line.number,
      file: this.file,
    }
  }

  /** The lines of each message, by its first queue file, in the order in which they were read. */
  messages(): TraceLine[][] {
    const messages = new Map<number, TraceLine[]>()
    for (const line of this.#lines) {
      const first = this.#wanted.get(line.serial) ?? line.serial
      const list = messages.get(first)
      if (list === undefined) messages.set(first, [line])
      else list.push(line)
    }
    return [...messages].sort(([a], [b]) => a - b).map(([, lines]) => lines)
  }
}
