import type { AuthenticationResult } from '../../explain/mail/authentication-results.ts'
import type { HeaderReading } from '../../explain/mail/headers.ts'
import type { Hop } from '../../explain/mail/received.ts'
import { isDomainName, isWithin, normalName } from '../dns/domain-name.ts'
import { isPublicAddress, sameAddress } from '../dns/ip-address.ts'

/** A hand-over from one organisation to another, which the receiver judged, or should have judged, by SPF. */
export interface MessageTransfer {
  /** Numeric address of the client. */
  readonly address: string
  /** `local@domain` of MAIL FROM; for a bounce (`<>`) postmaster of the HELO name (RFC 7208 §2.4). */
  readonly sender: string
  readonly domain: string
  readonly helo: string
  readonly receiver: string
  /** What the receiver wrote down; undefined: nothing. */
  readonly seen: AuthenticationResult | undefined
}

const mostTransfers = 8

/** The hand-overs that a message's headers tell of, the oldest first. What lacks an address or a sender is left out. */
export function transfersOf(headers: HeaderReading): MessageTransfer[] {
  const judged = headers.results.filter(({ method }) => method === 'spf')
  const told = judged.flatMap((seen) => transferOf(seen, headers) ?? [])
  const transfers = told.length > 0 ? told : lastTransfer(headers)
  return transfers
    .filter((one, index) => transfers.findIndex((other) => isSame(one, other)) === index)
    .slice(-mostTransfers)
}

function isSame(one: MessageTransfer, other: MessageTransfer): boolean {
  return (
    sameAddress(one.address, other.address) && one.domain === other.domain && one.receiver === other.receiver
  )
}

function transferOf(seen: AuthenticationResult, headers: HeaderReading): MessageTransfer | undefined {
  const hop = hopInto(seen.server, headers.hops)
  const address = publicAddress(seen.address) ?? publicAddress(hop?.address)
  if (address === undefined) return undefined
  return transfer(address, seen.mailFrom, seen.helo ?? hop?.helo, seen.server, seen)
}

/** Nobody wrote SPF down: the newest hand-over that came from another organisation, with the Return-Path. */
function lastTransfer(headers: HeaderReading): MessageTransfer[] {
  const hop = headers.hops.findLast((one) => publicAddress(one.address) !== undefined && !isInside(one))
  const address = publicAddress(hop?.address)
  if (hop === undefined || address === undefined) return []
  const sender = /<([^<>]{0,320})>/.exec(headers.returnPath ?? '')?.[1] ?? headers.returnPath
  return [transfer(address, sender, hop.helo, hop.by ?? '?', undefined) ?? []].flat()
}

function transfer(
  address: string,
  mailFrom: string | undefined,
  helo: string | undefined,
  receiver: string,
  seen: AuthenticationResult | undefined,
): MessageTransfer | undefined {
  const given = (mailFrom ?? '').replace(/^<|>$/g, '')
  const name = helo !== undefined && isDomainName(helo) ? helo : ''
  const domain = normalName(given === '' ? name : given.slice(given.lastIndexOf('@') + 1))
  if (!isDomainName(domain)) return undefined
  const sender = given.includes('@') ? given : `postmaster@${domain}`
  return { address, sender, domain, helo: name === '' ? domain : name, receiver, seen }
}

/** The hop by which a mail entered the site of a server: the newest that came from elsewhere. */
function hopInto(server: string, hops: readonly Hop[]): Hop | undefined {
  const into = hops.filter(({ by }) => by !== undefined && isSameSite(by, server))
  return into.findLast((hop) => publicAddress(hop.address) !== undefined && !isInside(hop)) ?? into[0]
}

function isInside({ helo, from, by }: Hop): boolean {
  const client = helo ?? from
  return client !== undefined && by !== undefined && isSameSite(client, by)
}

/** Names of one site share their last two labels: good enough to tell a border from a hop inside. */
export function isSameSite(left: string, right: string): boolean {
  const site = (name: string): string => normalName(name).split('.').slice(-2).join('.')
  return site(left).includes('.') && (site(left) === site(right) || isWithin(left, right))
}

function publicAddress(text: string | undefined): string | undefined {
  return text !== undefined && isPublicAddress(text) ? text : undefined
}
