import type { RelayTarget } from '../mail-log.ts'
import { namedAddress } from '../text.ts'

/** One delivery attempt, as smtp(8), lmtp(8), local(8) and the like log it (global/log_adhoc.c). */
export interface DeliveryLine {
  readonly queueId: string
  readonly recipient: string
  readonly relay: string
  readonly dsn: string
  /** `sent`, `deferred`, `bounced`, `SOFTBOUNCE`, `deliverable`, … */
  readonly status: string
  /** Without the outer parentheses; a line that was cut keeps what is there. */
  readonly reply: string
}

/**
 * Reads `to=<t>, orig_to=<o>, relay=R, delay=…, dsn=2.0.0, status=sent (reply)` from `start` on; also `to=t`, as
 * logs have it that were pasted into a page or made anonymous.
 */
export function parseDelivery(text: string, start: number, queueId: string): DeliveryLine | undefined {
  const isBare = text.charCodeAt(start + 3) !== 60
  const recipientStart = isBare ? start + 3 : start + 4
  const recipientEnd = isBare ? text.indexOf(', ', recipientStart) : addressEnd(text, recipientStart)
  if (recipientEnd < 0) return undefined
  const relayAt = text.indexOf('relay=', recipientEnd)
  if (relayAt < 0) return undefined
  const relayEnd = text.indexOf(', ', relayAt)
  const dsnAt = text.indexOf(', dsn=', relayAt)
  if (relayEnd < 0 || dsnAt < 0) return undefined
  const statusAt = text.indexOf(', status=', dsnAt)
  if (statusAt < 0) return undefined
  const blank = text.indexOf(' ', statusAt + 9)
  const statusEnd = blank < 0 ? text.length : blank
  return {
    queueId,
    recipient: text.slice(recipientStart, recipientEnd),
    relay: text.slice(relayAt + 6, relayEnd),
    dsn: text.slice(dsnAt + 6, statusAt),
    status: text.slice(statusAt + 9, statusEnd),
    reply: text.slice(statusEnd + 2, text.endsWith(')') ? text.length - 1 : text.length),
  }
}

/** Where the address that begins at `start` ends: at its `>`, which may also occur inside quotes. */
export function addressEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== 34) return text.indexOf('>', start)
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 92) i++
    else if (code === 34) return text.indexOf('>', i)
  }
  return -1
}

/** The host that a reply names when the relay is `none`: "connect to h[ip]:25: …"; '' if it names none. */
export function replyTarget(reply: string): string {
  return parseConnectFailure(reply)?.target ?? ''
}

/** An attempt to connect, whatever came of the mail. */
export interface ConnectFailure {
  /** `h[192.0.2.1]:25`, `h[private/lmtp]` */
  readonly target: string
  readonly error: string
}

/** Reads `connect to h[192.0.2.1]:25: Connection timed out` and `connect to h[private/lmtp]: …`. */
export function parseConnectFailure(text: string): ConnectFailure | undefined {
  if (!text.startsWith('connect to ')) return undefined
  const host = namedAddress(text, 11)
  if (host === undefined || !text.startsWith(': ', host.end)) return undefined
  return { target: text.slice(11, host.end), error: text.slice(host.end + 2) }
}

/** Takes a relay apart: `h[192.0.2.1]:25`, `h[private/dovecot-lmtp]`, `dovecot`, `none`, ''. */
export function parseRelay(text: string): RelayTarget {
  const host = namedAddress(text, 0)
  if (host === undefined) return { text }
  if (host.address.includes('/')) return { text, host: host.name, socket: host.address }
  const colon = text.lastIndexOf(':')
  const port = colon > text.lastIndexOf(']') ? Number.parseInt(text.slice(colon + 1), 10) : Number.NaN
  const target = { text, host: host.name, address: host.address }
  return Number.isInteger(port) ? { ...target, port } : target
}
