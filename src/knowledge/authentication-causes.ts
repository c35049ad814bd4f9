import type {
  DkimNow,
  DmarcNow,
  MessageAuthentication,
  SpfNow,
} from '../collect/authentication/message-authentication.ts'
import { isSameSite } from '../collect/authentication/message-transfers.ts'
import type { ArcCheck } from '../collect/authentication/signature/arc.ts'
import type { SignatureFault } from '../collect/authentication/signature/signature-check.ts'
import { isPublicAddress } from '../collect/dns/ip-address.ts'
import type { HeaderReading } from '../explain/mail/headers.ts'
import type { Hop } from '../explain/mail/received.ts'

/** Why authentication is as it is, or differs from what a receiver saw: the likeliest reading, in one sentence. */
export type AuthenticationCause =
  | {
      readonly id: 'subject-tagged' | 'footer-added' | 'subject-tagged-and-footer-added'
      readonly tag: string
      readonly bytes: number
      readonly list: string | undefined
    }
  | {
      readonly id:
        | 'body-changed-later'
        | 'header-changed-later'
        | 'key-replaced-since'
        | 'key-withdrawn-since'
      readonly receiver: string
    }
  | { readonly id: 'body-changed-before' | 'header-changed-before'; readonly list: string | undefined }
  | { readonly id: 'key-mismatch' | 'key-missing'; readonly name: string }
  | {
      readonly id:
        | 'header-or-key-changed'
        | 'key-mended-since'
        | 'dns-failed-then'
        | 'expired-since'
        | 'body-not-given'
        | 'could-not-ask'
        | 'key-too-weak'
        | 'malformed'
    }
  | { readonly id: 'spf-mended-since' | 'spf-withdrawn-since' }
  | { readonly id: 'forwarded'; readonly by: string; readonly domain: string }
  | { readonly id: 'address-not-authorised'; readonly address: string; readonly domain: string }
  | { readonly id: 'nothing-aligned'; readonly others: readonly string[]; readonly domain: string }
  | { readonly id: 'policy-changed-since' }
  | { readonly id: 'arc-changed-later'; readonly sealer: string }
  | { readonly id: 'arc-broken-before' | 'arc-rewritten' | 'arc-incomplete'; readonly instance: number }

const keyFaults: readonly (SignatureFault | undefined)[] = ['key-not-found', 'key-revoked', 'key-malformed']

/** The cause of a signature's state; undefined where it holds, then and now. */
export function causeOfDkim(
  { now, alteration, seen }: DkimNow,
  { list }: HeaderReading,
): AuthenticationCause | undefined {
  const passed = seen.findLast(({ result }) => result === 'pass')
  const receiver = passed?.server
  if (now.result === 'pass') return passed === undefined ? causeOfMending(seen) : undefined
  const { subjectTag: tag, footerBytes: bytes } = alteration ?? {}
  if (alteration !== undefined) {
    const id =
      tag === undefined
        ? 'footer-added'
        : bytes === undefined
          ? 'subject-tagged'
          : 'subject-tagged-and-footer-added'
    return { id, tag: tag?.trim() ?? '', bytes: bytes ?? 0, list }
  }
  const key = `${now.selector ?? '?'}._domainkey.${now.domain ?? '?'}`
  if (keyFaults.includes(now.fault))
    return receiver === undefined ? { id: 'key-missing', name: key } : { id: 'key-withdrawn-since', receiver }
  switch (now.fault) {
    case 'body-changed':
      return receiver === undefined
        ? { id: 'body-changed-before', list }
        : { id: 'body-changed-later', receiver }
    case 'header-changed':
      return receiver === undefined
        ? { id: 'header-changed-before', list }
        : { id: 'header-changed-later', receiver }
    case 'key-replaced':
      return receiver === undefined
        ? { id: 'key-mismatch', name: key }
        : { id: 'key-replaced-since', receiver }
    case 'header-or-key-changed':
      return { id: 'header-or-key-changed' }
    case 'expired':
      return { id: 'expired-since' }
    case 'body-not-given':
      return { id: 'body-not-given' }
    case 'dns':
      return { id: 'could-not-ask' }
    case 'algorithm':
    case 'key-too-short':
      return { id: 'key-too-weak' }
    default:
      return { id: 'malformed' }
  }
}

function causeOfMending(seen: readonly { readonly result: string }[]): AuthenticationCause | undefined {
  if (seen.length === 0) return undefined
  return { id: seen.some(({ result }) => result === 'temperror') ? 'dns-failed-then' : 'key-mended-since' }
}

const bad = ['fail', 'softfail', 'permerror']

/** The cause of an SPF result; undefined where it passes, then and now, or where nobody asks for it. */
export function causeOfSpf(
  spf: SpfNow,
  all: MessageAuthentication,
  headers: HeaderReading,
): AuthenticationCause | undefined {
  const { now, seen, address, domain } = spf
  if (now.result === 'temperror') return { id: 'could-not-ask' }
  const saw = seen?.result
  if (now.result === 'pass') {
    if (saw === undefined || saw === 'pass') return undefined
    return { id: saw === 'temperror' ? 'dns-failed-then' : 'spf-mended-since' }
  }
  if (saw === 'pass') return { id: 'spf-withdrawn-since' }
  if (!bad.includes(now.result)) return undefined
  const by = forwarderOf(spf, all, headers)
  return by === undefined
    ? { id: 'address-not-authorised', address, domain }
    : { id: 'forwarded', by, domain }
}

/**
 * Who handed the mail on: the client of a hand-over before which the mail had already come in from elsewhere.
 * A signature or seal that holds, or an earlier hand-over that passed, is the witness that it was real.
 */
function forwarderOf(
  { address, receiver, domain }: SpfNow,
  { spf, dkim, arc }: MessageAuthentication,
  { hops, list }: HeaderReading,
): string | undefined {
  const into = hops.findIndex(
    (hop) => hop.address === address && hop.by !== undefined && isSameSite(hop.by, receiver),
  )
  const client = hops[into]?.helo ?? hops[into]?.from ?? address
  const before = hops.slice(0, Math.max(0, into))
  const cameIn = before.some(
    (hop) => isFromElsewhere(hop) && hop.by !== undefined && isSameSite(hop.by, client),
  )
  const witness =
    dkim.some(({ now }) => now.result === 'pass' || now.header === 'intact') ||
    arc.instances.length > 0 ||
    spf.some(({ now, address: other }) => other !== address && now.result === 'pass')
  // A list's own MAIL FROM that fails is the list's own trouble.
  if (isSameSite(client, domain)) return undefined
  return (cameIn && witness) || list !== undefined ? client : undefined
}

/** Taken from another server on the internet, not from a person who logged in. */
function isFromElsewhere({ by, address, helo, from, protocol }: Hop): boolean {
  const client = helo ?? from
  const loggedIn = /^(?:e?smtps?a|https?|lmtp)$/i.test(protocol ?? '')
  return (
    by !== undefined &&
    client !== undefined &&
    !loggedIn &&
    isPublicAddress(address ?? '') &&
    !isSameSite(by, client)
  )
}

/** The cause of a chain that does not hold; undefined where it does, or where there is none. */
export function causeOfArc({
  result,
  fault,
  brokenAt,
  instances,
}: ArcCheck): AuthenticationCause | undefined {
  if (result === 'pass' || result === 'none') return undefined
  if (result === 'temperror') return { id: 'could-not-ask' }
  if (result === 'unknown') return { id: 'body-not-given' }
  const instance = brokenAt ?? 1
  const last = instances.at(-1)
  switch (fault) {
    case 'chain-said-fail':
      return { id: 'arc-broken-before', instance }
    case 'seal-changed':
      return { id: 'arc-rewritten', instance }
    case 'body-changed':
    case 'header-changed':
      return { id: 'arc-changed-later', sealer: last?.domain ?? '?' }
    case 'key-not-found':
    case 'key-revoked':
    case 'key-malformed':
    case 'key-replaced': {
      const { selector, domain } = instances[instance - 1]?.message ?? {}
      return {
        id: fault === 'key-replaced' ? 'key-mismatch' : 'key-missing',
        name: `${selector ?? '?'}._domainkey.${domain ?? '?'}`,
      }
    }
    default:
      return { id: 'arc-incomplete', instance }
  }
}

/** The cause of a DMARC result that fails, or that differs. */
export function causeOfDmarc({ now, seen, fromDomain }: DmarcNow): AuthenticationCause | undefined {
  const saw = seen.at(-1)?.result
  if (now.result === 'temperror' || now.result === 'unknown') return { id: 'could-not-ask' }
  if (now.result === 'fail')
    return saw === 'pass'
      ? { id: 'policy-changed-since' }
      : { id: 'nothing-aligned', others: now.unaligned.map(({ domain }) => domain), domain: fromDomain }
  if (now.result === 'pass' && saw !== undefined && bad.includes(saw)) return { id: 'policy-changed-since' }
  return undefined
}
