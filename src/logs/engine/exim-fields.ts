import { isLoopbackAt } from './addresses.ts'
import { ascii, find, matches } from './bytes.ts'

const defer = ascii(' defer (')
const idWord = ascii('id=')
const blackhole = ascii(':blackhole:')

/**
 * Where the fields of a line with a message ID stand (Exim specification, chapter "Log files"), found in one
 * pass over its bytes. −1: it has none. One object serves all lines.
 */
export class EximFields {
  host = -1
  size = -1
  messageId = -1
  login = -1
  tls = -1
  router = -1
  transport = -1
  confirmation = -1
  /** Behind the first `: `. */
  reply = -1
  /** The address in `H=name (helo) [192.0.2.1]:25`; empty range: local. */
  peerStart = 0
  peerEnd = 0
  isLoopback = false

  read(bytes: Uint8Array, from: number, end: number): void {
    this.host = -1
    this.size = -1
    this.messageId = -1
    this.login = -1
    this.tls = -1
    this.router = -1
    this.transport = -1
    this.confirmation = -1
    this.reply = -1
    for (let at = from; at < end; at++) {
      if (bytes[at] !== 32) continue
      if (bytes[at + 2] === 61) this.#field(bytes[at + 1] as number, at + 3)
      else if (bytes[at + 3] === 61 && bytes[at + 1] === 105 && bytes[at + 2] === 100) {
        if (this.messageId < 0) this.messageId = at + 4
      }
      if (this.reply < 0 && bytes[at - 1] === 58) this.reply = at + 1
    }
    this.#peer(bytes, end)
  }

  /** The first of a name counts. */
  #field(letter: number, start: number): void {
    if (letter === 72 && this.host < 0) this.host = start
    else if (letter === 83 && this.size < 0) this.size = start
    else if (letter === 88 && this.tls < 0) this.tls = start
    else if (letter === 82 && this.router < 0) this.router = start
    else if (letter === 84 && this.transport < 0) this.transport = start
    else if (letter === 65 && this.login < 0) this.login = start
    else if (letter === 67 && this.confirmation < 0) this.confirmation = start
  }

  #peer(bytes: Uint8Array, end: number): void {
    this.peerStart = 0
    this.peerEnd = 0
    this.isLoopback = false
    if (this.host < 0) return
    let open = this.host
    while (open < end && bytes[open] !== 91) open++
    let close = open
    while (close < end && bytes[close] !== 93) close++
    if (close >= end) return
    this.peerStart = open + 1
    this.peerEnd = close
    this.isLoopback = isLoopbackAt(bytes, open + 1, close)
  }

  /** Neither from nor to another host. */
  get isLocal(): boolean {
    return this.peerEnd === this.peerStart || this.isLoopback
  }

  /** The message ID of the next Exim in `C="250 OK id=1xVYBZ-00000z-2F"`, or −1. */
  confirmedId(bytes: Uint8Array, end: number): number {
    if (this.confirmation < 0 || bytes[this.confirmation] !== 34) return -1
    const at = find(bytes, this.confirmation, end, idWord)
    return at < 0 ? -1 : at + idWord.length
  }

  /** Where the reply of a `==` line begins: behind the first `: ` after ` defer (`. */
  deferralReply(bytes: Uint8Array, from: number, end: number): number {
    const word = find(bytes, from, end, defer)
    const start = word < 0 ? from : word
    for (let at = start; at < end - 1; at++) if (bytes[at] === 58 && bytes[at + 1] === 32) return at + 2
    return end
  }
}

/** Where the final address of a delivery stands: `u <u@d>`, `a@b`, `:blackhole: <u@d>`, `/path <u@d>`. One object serves all. */
export class EximRecipient {
  start = 0
  end = 0
  isDropped = false

  read(bytes: Uint8Array, from: number, { router, reply }: EximFields, lineEnd: number): void {
    const end = router >= 0 ? router - 3 : reply >= 0 ? reply - 2 : lineEnd
    let nameEnd = from
    let hasAt = false
    while (nameEnd < end && bytes[nameEnd] !== 32) if (bytes[nameEnd++] === 64) hasAt = true
    this.isDropped = matches(bytes, from, lineEnd, blackhole)
    this.start = from
    this.end = nameEnd
    const first = bytes[from]
    if (hasAt && first !== 47 && first !== 124) return
    let open = nameEnd
    while (open < end && bytes[open] !== 60) open++
    if (open >= end) return
    this.start = open + 1
    this.end = open + 1
    while (this.end < end && bytes[this.end] !== 62) this.end++
  }
}
