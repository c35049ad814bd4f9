import { clientHash, loopback } from '../engine/addresses.ts'
import { ascii, findByte, matches } from '../engine/bytes.ts'
import type { Line } from '../engine/line.ts'
import type { Counted } from '../engine/log-totals.ts'
import type { EngineMemory } from '../engine/memory.ts'
import * as layout from '../engine/memory-layout.ts'
import { PairCounts } from './pair-counts.ts'

const tlsWord = ascii(' TLS connection ')
const mostVersions = 32
/** Process IDs above it are told apart by their last digits. */
const mostProcessId = 1e8
/** Services whose clients begin with TLS (RFC 8314): there is no STARTTLS to be seen. */
const wrapped = /^(?:smtps|submissions)\b/

/** How much of the traffic of one direction was encrypted. */
export interface TlsShare {
  /** In: sessions that handed in mail from another host (Exim: messages). Out: deliveries to another host. */
  readonly total: number
  /** Null where the log does not tell: smtp_tls_loglevel is 0. */
  readonly encrypted: number | null
  /** TLS connections by protocol version, largest first. */
  readonly versions: readonly Counted[]
}

/** TLS in and out, from what smtpd(8) and smtp(8) say of their connections. */
export class TlsUse {
  readonly #in = new Versions()
  readonly #out = new Versions()
  /** With whom each process of smtp(8) has a TLS connection now. */
  readonly #peers: PairCounts
  #sessions = 0
  #encryptedSessions = 0
  #deliveries = 0
  #encryptedDeliveries = 0

  constructor(memory: EngineMemory) {
    // More processes of smtp(8) are not alive at once.
    this.#peers = new PairCounts(layout.mostProcesses, memory.area(layout.peersAt))
  }

  /** `Trusted TLS connection established to mx.d[198.51.100.7]:25: TLSv1.3 with cipher …` */
  connection({ bytes, body, end, host }: Line): void {
    // Anonymous, Untrusted; Verified; Trusted
    const first = bytes[body]
    let at = body + (first === 84 ? 7 : first === 86 ? 8 : 9)
    if (!matches(bytes, at, end, tlsWord)) return
    at += tlsWord.length
    // `established `, `reused `
    while (at < end && bytes[at] !== 32) at++
    at++
    const isOut = bytes[at] === 116 && bytes[at + 1] === 111
    if (!isOut && bytes[at] !== 102) return
    while (at < end && bytes[at] !== 91) at++
    const open = at + 1
    while (at < end && bytes[at] !== 93) at++
    if (isOut) this.#connected(bytes, body, host, clientHash(bytes, open, end))
    // `]: TLSv1.3` or `]:25: TLSv1.3`
    while (at < end && bytes[at] !== 32) at++
    this.#count(isOut ? this.#out : this.#in, bytes, at + 1, end)
  }

  #connected(bytes: Uint8Array, body: number, host: number, peer: number): void {
    if (this.#peers.size >= layout.mostProcesses) this.#peers.clear()
    this.#peers.set(processOf(bytes, body), host, peer)
  }

  /** `TLSv1.3` is told by its last digit; others, which are rare, by their text. */
  #count(counts: Versions, bytes: Buffer, start: number, end: number): void {
    const digit = (bytes[start + 6] ?? 0) - 48
    const isUsual = bytes[start + 3] === 118 && bytes[start + 5] === 46 && bytes[start + 7] === 32
    if (isUsual && digit > 0 && digit < 10) counts.minor[digit] = (counts.minor[digit] as number) + 1
    else
      countName(
        counts.names,
        bytes.toString('latin1', start, findByte(bytes, start, Math.min(end, start + 12), 32)),
      )
  }

  /**
   * `disconnect from h[ip] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7` (Postfix 3.0 and later).
   * Read backwards, by the letters before each `=`; `data=0/1` was refused.
   */
  disconnected({ bytes, body, end, program }: Line): void {
    let hasData = false
    let hasTls = false
    let at = end - 1
    for (let byte = bytes[at]; at > body && byte !== 93; byte = bytes[--at]) {
      if (byte !== 61 || bytes[at + 1] === 48) continue
      const [before, last] = [bytes[at - 2], bytes[at - 1]]
      // da_ta_, bd_at_; start_tls_
      if ((last === 97 && before === 116) || (last === 116 && before === 97)) hasData = true
      else if (last === 115 && before === 108) hasTls = true
    }
    if (!hasData) return
    const open = findByte(bytes, body, at, 91)
    if (clientHash(bytes, open + 1, at) === loopback) return
    this.#sessions++
    if (hasTls || isWrapped(program.name)) this.#encryptedSessions++
  }

  /** A recipient was delivered by smtp(8); `relay`: behind the `[` of its address. */
  delivered({ bytes, body, end, host }: Line, relay: number): void {
    const peer = clientHash(bytes, relay, end)
    if (peer === loopback) return
    this.#deliveries++
    if (this.#peers.get(processOf(bytes, body), host) === peer) this.#encryptedDeliveries++
  }

  /** Exim: a message came from, or went to, another host; `tls`: behind `X=`, −1 where it was plain text. */
  eximMail(isOut: boolean, { bytes, end }: Line, tls: number): void {
    // `TLS1.3:TLS_AES_256_GCM_SHA384:256`
    const versionEnd = tls < 0 ? tls : findByte(bytes, tls, Math.min(end, tls + 16), 58)
    const isEncrypted = versionEnd > tls && bytes[versionEnd] === 58
    if (isOut) {
      this.#deliveries++
      if (isEncrypted) this.#encryptedDeliveries++
    } else {
      this.#sessions++
      if (isEncrypted) this.#encryptedSessions++
    }
    if (!isEncrypted) return
    const counts = isOut ? this.#out : this.#in
    const digit = (bytes[tls + 5] ?? 0) - 48
    const isUsual =
      versionEnd - tls === 6 && bytes[tls + 3] === 49 && bytes[tls + 4] === 46 && digit > 0 && digit < 10
    if (isUsual) counts.minor[digit] = (counts.minor[digit] as number) + 1
    else countName(counts.names, bytes.toString('latin1', tls, versionEnd).replace(/^TLS(?=\d)/, 'TLSv'))
  }

  /** Takes over what the pass has counted: `take` gives a total and begins it anew. */
  settle(take: (total: number) => number): void {
    this.#sessions += take(layout.sessionsTotal)
    this.#encryptedSessions += take(layout.encryptedSessionsTotal)
    this.#deliveries += take(layout.deliveriesTotal)
    this.#encryptedDeliveries += take(layout.encryptedDeliveriesTotal)
    for (let minor = 0; minor < 10; minor++) {
      this.#in.minor[minor] = (this.#in.minor[minor] as number) + take(layout.versionsInTotal + minor)
      this.#out.minor[minor] = (this.#out.minor[minor] as number) + take(layout.versionsOutTotal + minor)
    }
  }

  inbound(): TlsShare {
    return { total: this.#sessions, encrypted: this.#encryptedSessions, versions: this.#in.list() }
  }

  outbound(): TlsShare {
    const versions = this.#out.list()
    const encrypted = versions.length > 0 ? this.#encryptedDeliveries : null
    return { total: this.#deliveries, encrypted, versions }
  }
}

/** The process ID before `]: `; 0 where there is none. */
function processOf(bytes: Uint8Array, body: number): number {
  let at = body - 4
  let value = 0
  for (let scale = 1; scale < mostProcessId; scale *= 10, at--) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    value += digit * scale
  }
  return value
}

/** Whether the clients of a program begin with TLS: `postfix/submissions/smtpd`. */
export function isWrapped(program: string): boolean {
  return wrapped.test(program.slice(program.indexOf('/') + 1))
}

/** Connections by protocol version. */
class Versions {
  /** Of TLS 1.x, by x. */
  readonly minor = new Float64Array(10)
  readonly names = new Map<string, number>()

  list(): Counted[] {
    const names = new Map(this.names)
    for (const [digit, count] of this.minor.entries()) {
      const name = `TLSv1.${digit}`
      if (count > 0) names.set(name, (names.get(name) ?? 0) + count)
    }
    return [...names]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  }
}

function countName(names: Map<string, number>, name: string): void {
  if (name !== '' && (names.size < mostVersions || names.has(name)))
    names.set(name, (names.get(name) ?? 0) + 1)
}
