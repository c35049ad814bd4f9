import type { World } from '../access/world.ts'
import { evaluateSpf } from '../collect/authentication/spf/evaluate.ts'
import type { SpfEvaluation } from '../collect/authentication/spf/outcome.ts'
import { spfLookUp } from '../collect/authentication/spf-lookups.ts'
import { Collector } from '../collect/collector.ts'
import { isDomainName } from '../collect/dns/domain-name.ts'
import { isPublicAddress } from '../collect/dns/ip-address.ts'
import { type ReverseName, reverseNamesOf } from '../collect/dns/reverse-names.ts'
import { visibleAddresses } from '../collect/dns/visible-addresses.ts'
import { mailboxFillOf } from '../collect/dovecot/mailbox-fill.ts'
import type { MailboxQuota } from '../collect/dovecot/quota.ts'
import type { Fact } from '../collect/fact.ts'
import { ownDomains } from '../collect/mail/own-domains.ts'
import { addressListings, domainListings, type Listing } from '../collect/reputation/listings.ts'
import type { ReplyReason } from '../explain/reasons.ts'
import type { ReplyMeaning } from '../explain/reply.ts'
import { namedList, quotedAddress } from '../explain/reply-reason.ts'
import type { ExplainAnswer } from './explain-answer.ts'

/** What was seen here and now that belongs to a reply. */
export type Observation =
  | { readonly kind: 'listing'; readonly subject: string; readonly listing: Listing }
  | {
      readonly kind: 'spf'
      readonly domain: string
      readonly address: string
      readonly evaluation: SpfEvaluation
    }
  | { readonly kind: 'reverse-name'; readonly address: string; readonly names: Fact<readonly ReverseName[]> }
  | { readonly kind: 'mailbox'; readonly mailbox: string; readonly quotas: Fact<readonly MailboxQuota[]> }
  | { readonly kind: 'mailbox-elsewhere'; readonly mailbox: string }
  | { readonly kind: 'no-address' }

const about = {
  listing: ['ip-blocklisted', 'dynamic-ip', 'poor-reputation', 'dnsbl-query-refused'],
  domainListing: ['domain-blocklisted'],
  spf: ['spf-fail', 'dmarc-fail', 'unauthenticated'],
  reverseName: ['missing-ptr'],
  mailbox: ['mailbox-full'],
} satisfies Readonly<Record<string, readonly ReplyReason[]>>

const mostSubjects = 5

/** A reply, with what else is known of the mail that it is about. */
export interface ObservedReply {
  readonly meaning: ReplyMeaning
  readonly recipient: string | undefined
  /** Of the envelope sender: SPF is asked for it where the reply names no domain. */
  readonly senderDomain?: string | undefined
  /** Who was refused, where that is known; else who the reply says it was, else this host. */
  readonly clientAddress?: string | undefined
}
type Subject = ObservedReply

/** What a mail's or a pasted reply's answers lead to on this host. */
export function observe(world: World, answers: readonly ExplainAnswer[]): Promise<Observation[]> {
  const replies = answers.flatMap((answer): ObservedReply[] =>
    answer.kind === 'reply'
      ? [{ meaning: answer.meaning, recipient: undefined }]
      : answer.mail.recipients.map(({ meaning, address }) => ({ meaning, recipient: address })),
  )
  return observeReplies(world, replies)
}

/**
 * Goes on from the replies on this host, read-only: is the address that was refused on a list now, what does
 * SPF say of it and the domain, has it a reverse name, how full is the mailbox. A `collector` that is given
 * again asks nothing twice.
 */
export async function observeReplies(
  world: World,
  subjects: readonly ObservedReply[],
  collector = new Collector(world),
): Promise<Observation[]> {
  const told = (reasons: readonly ReplyReason[]): Subject[] =>
    subjects.filter(({ meaning }) => reasons.includes(meaning.reason))
  const seen = await Promise.all([
    observeListings(collector, told(about.listing)),
    observeDomainListings(collector, told(about.domainListing)),
    observeSpf(world, collector, told(about.spf)),
    observeReverseNames(world, collector, told(about.reverseName)),
    observeMailboxes(world, collector, told(about.mailbox)),
  ])
  return seen.flat()
}

/** The list that the reply names comes first; all others follow, for a listing is seldom alone. */
async function observeListings(collector: Collector, subjects: readonly Subject[]): Promise<Observation[]> {
  const addresses = await addressesOf(collector, subjects)
  if (addresses === undefined) return subjects.length === 0 ? [] : [{ kind: 'no-address' }]
  const named = subjects.flatMap(({ meaning }) => namedList(meaning.said) ?? [])
  const facts = await Promise.all(
    addresses.map(async (subject) => ({ subject, listings: await collector.get(addressListings, subject) })),
  )
  return facts.flatMap(({ subject, listings }) => {
    const all = listings.status === 'known' ? listings.value : []
    const ordered = [
      ...all.filter(({ list }) => named.includes(list.zone)),
      ...all.filter(({ list }) => !named.includes(list.zone)),
    ]
    return ordered.map((listing): Observation => ({ kind: 'listing', subject, listing }))
  })
}

async function observeDomainListings(
  collector: Collector,
  subjects: readonly Subject[],
): Promise<Observation[]> {
  const facts = await Promise.all(
    domainsOf(subjects).map(async (subject) => ({
      subject,
      listings: await collector.get(domainListings, subject),
    })),
  )
  return facts.flatMap(({ subject, listings }) =>
    (listings.status === 'known' ? listings.value : []).map((listing) => ({
      kind: 'listing' as const,
      subject,
      listing,
    })),
  )
}

async function observeSpf(
  world: World,
  collector: Collector,
  subjects: readonly Subject[],
): Promise<Observation[]> {
  const addresses = await addressesOf(collector, subjects)
  if (addresses === undefined) return subjects.length === 0 ? [] : [{ kind: 'no-address' }]
  const pairs = domainsOf(subjects).flatMap((domain) => addresses.map((address) => ({ domain, address })))
  return Promise.all(
    pairs.map(async ({ domain, address }): Promise<Observation> => {
      const question = { address, domain, sender: `postmaster@${domain}`, helo: domain }
      return { kind: 'spf', domain, address, evaluation: await evaluateSpf(question, spfLookUp(world)) }
    }),
  )
}

async function observeReverseNames(
  world: World,
  collector: Collector,
  subjects: readonly Subject[],
): Promise<Observation[]> {
  const addresses = await addressesOf(collector, subjects)
  if (addresses === undefined) return subjects.length === 0 ? [] : [{ kind: 'no-address' }]
  return Promise.all(
    addresses.map(async (address) => ({
      kind: 'reverse-name' as const,
      address,
      names: await reverseNamesOf(world, address),
    })),
  )
}

async function observeMailboxes(
  world: World,
  collector: Collector,
  subjects: readonly Subject[],
): Promise<Observation[]> {
  const mailboxes = new Set(
    subjects.flatMap(({ meaning, recipient }) => recipient ?? quotedMailbox(meaning.said) ?? []),
  )
  if (mailboxes.size === 0) return []
  const own = await collector.get(ownDomains)
  const domains = own.status === 'known' ? own.value : []
  return Promise.all(
    [...mailboxes].slice(0, mostSubjects).map(async (mailbox): Promise<Observation> => {
      const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1).toLowerCase()
      const quotas = await mailboxFillOf(world, mailbox)
      const isOurs = own.status !== 'known' || !mailbox.includes('@') || domains.includes(domain)
      return quotas.status === 'known' || isOurs
        ? { kind: 'mailbox', mailbox, quotas }
        : { kind: 'mailbox-elsewhere', mailbox }
    }),
  )
}

/** Addresses that the replies quote, else those that this host sends from; undefined: neither is known. */
async function addressesOf(
  collector: Collector,
  subjects: readonly Subject[],
): Promise<string[] | undefined> {
  if (subjects.length === 0) return undefined
  const quoted = new Set(
    subjects.flatMap(({ meaning, clientAddress }) => clientAddress ?? refusedAddress(meaning.said) ?? []),
  )
  if (quoted.size > 0) return [...quoted].slice(0, mostSubjects)
  const own = await collector.get(visibleAddresses)
  return own.status === 'known' && own.value.length > 0 ? own.value.slice(0, mostSubjects) : undefined
}

/** The client's address in a refusal: where a reply's form names it, else the first public one in its words. */
function refusedAddress(said: string): string | undefined {
  const quoted = quotedAddress(said)
  if (quoted !== undefined && isPublicAddress(quoted)) return quoted
  // Spamhaus' link for a refused query names the resolver, not the client.
  const words = said.slice(0, 2_000).replace(/returnc\/\S{0,100}/g, '')
  const found =
    words.match(/(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}:[0-9a-f:]{3,40})(?![\w:])/gi) ?? []
  return found.find(isPublicAddress)
}

/** Domains that a reply says failed: `domain of example.org`, `[example.org]`, `from example.org`, `<a@example.org>`. */
function domainsOf(subjects: readonly Subject[]): string[] {
  const named = subjects.flatMap(({ meaning, senderDomain }) => {
    const domains = namedDomains(meaning.said)
    return domains.length > 0 || senderDomain === undefined ? domains : [senderDomain.toLowerCase()]
  })
  return [...new Set(named)].filter(isDomainName).slice(0, mostSubjects)
}

function namedDomains(said: string): string[] {
  const found = said
    .slice(0, 2_000)
    .matchAll(
      /(?:domain (?:of )?\[?|from |for |SPF \[?|@)(?:[^\s@<>]{1,64}@)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})\b/gi,
    )
  return [...found].map(([, domain = '']) => domain.toLowerCase())
}

function quotedMailbox(said: string): string | undefined {
  return /<([^\s<>@]{1,64}@[^\s<>]{1,255})>/.exec(said.slice(0, 2_000))?.[1]
}
