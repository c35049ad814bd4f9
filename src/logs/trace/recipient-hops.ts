import type { HostStory, Journey } from './across-hosts.ts'
import type { DelayAccount, RecipientHop, TracedRecipient } from './message.ts'
import { foldDomain } from './query.ts'
import { hundredths } from './recipients.ts'

/**
 * The recipients of a message with what the next hosts say became of them. `links`: whose mail went on in
 * which journey; undefined where that one is told as part of another.
 */
export function withNextHops(
  story: HostStory,
  links: ReadonlyMap<TracedRecipient, Journey | undefined>,
): TracedRecipient[] {
  const claims = claimsOf(links)
  const own = story.message.recipients.flatMap((recipient) => {
    if (!links.has(recipient)) return [recipient]
    const onward = claims.of.get(recipient) ?? []
    if (onward.length > 0) return onward.map((one) => continued(hopsOf(recipient, story), recipient, one))
    const { next } = recipient
    return [next === null ? recipient : { ...recipient, next: { ...next, isToldHere: true as const } }]
  })
  return [...own, ...claims.others]
}

/** A recipient as the next hosts know it, with its hops there. */
interface Onward extends TracedRecipient {
  readonly hops: readonly RecipientHop[]
}

interface Claims {
  readonly of: ReadonlyMap<TracedRecipient, readonly Onward[]>
  /** Recipients of next hosts of whom nobody can tell whose mail they got. */
  readonly others: readonly Onward[]
}

function claimsOf(links: ReadonlyMap<TracedRecipient, Journey | undefined>): Claims {
  const of = new Map<TracedRecipient, readonly Onward[]>()
  const others: Onward[] = []
  for (const [journey, pairs] of Map.groupBy(links, ([, one]) => one)) {
    if (journey === undefined) continue
    const senders = pairs.map(([recipient]) => recipient)
    const byAddress = new Map(senders.map((one) => [foldDomain(one.address), one]))
    const onward = onwardOf(journey)
    const named = Map.groupBy(onward, (one) => namedBy(one, byAddress))
    const unclaimed = senders.filter((one) => !named.has(one))
    const strangers = named.get(undefined) ?? []
    for (const [sender, list] of named) if (sender !== undefined) of.set(sender, list)
    const [only, ...more] = unclaimed
    if (only !== undefined && more.length === 0) of.set(only, strangers)
    else others.push(...strangers)
  }
  return { of, others }
}

function onwardOf({ message, parts }: Journey): Onward[] {
  const [host] = parts
  if (host === undefined) return []
  return message.recipients.map((recipient) => ({ ...recipient, hops: hopsOf(recipient, host) }))
}

/** By its own address, or by the one that an alias on the next host was asked for. */
function namedBy(
  { hops }: Onward,
  byAddress: ReadonlyMap<string, TracedRecipient>,
): TracedRecipient | undefined {
  const { address, origTo } = hops[0] ?? { address: '', origTo: null }
  return byAddress.get(foldDomain(address)) ?? byAddress.get(foldDomain(origTo ?? ''))
}

function hopsOf({ hops, ...recipient }: TracedRecipient, story: HostStory): readonly RecipientHop[] {
  const { host, message } = story
  return hops ?? [{ ...recipient, host, queueIds: message.queueIds, received: message.received }]
}

function continued(before: readonly RecipientHop[], first: TracedRecipient, last: Onward): TracedRecipient {
  const isRenamed = foldDomain(first.address) !== foldDomain(last.address)
  return {
    ...last,
    origTo: first.origTo ?? last.origTo ?? (isRenamed ? first.address : null),
    delay: first.delay === null || last.delay === null ? null : hundredths(first.delay + last.delay),
    attempts: first.attempts + last.attempts,
    tries: [...first.tries, ...last.tries],
    account: first.account === null || last.account === null ? null : sum(first.account, last.account),
    hops: [...before, ...last.hops],
  }
}

function sum(a: DelayAccount, b: DelayAccount): DelayAccount {
  return {
    filters: hundredths(a.filters + b.filters),
    reception: hundredths(a.reception + b.reception),
    queueManager: hundredths(a.queueManager + b.queueManager),
    connection: hundredths(a.connection + b.connection),
    transmission: hundredths(a.transmission + b.transmission),
    waiting: hundredths(a.waiting + b.waiting),
  }
}
