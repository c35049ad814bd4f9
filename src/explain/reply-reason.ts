import type { Actor, ReplyReason } from './reasons.ts'
import { readReply } from './reply.ts'
import type { ReplyDetail } from './verdict.ts'

/** What a reply, or a log's reason text, means to those who judge a server. */
export interface ReplyReading {
  readonly reason: ReplyReason
  readonly actor: Actor
  readonly permanent: boolean
  /** likely: its words say it; possible: only a code or a general word does. */
  readonly confidence: 'likely' | 'possible'
  readonly detail?: ReplyDetail
  /** DNS block list that the reply names, such as `zen.spamhaus.org`. */
  readonly list?: string
  /** An address of ours that the reply quotes: the one that the receiver saw. */
  readonly clientAddress?: string
}

/** Longest part of a reply that is looked at for names. */
const longest = 2_000

/** Classifies an SMTP reply or the reason that an MTA logged; see readReply. Pure, linear in the text. */
export function classifyReply(reply: string): ReplyReading {
  const { reason, actor, permanent, confidence, detail } = readReply(reply)
  const said = reply.length > longest ? reply.slice(0, longest) : reply
  const list = namedList(said)
  const clientAddress = quotedAddress(said)
  return {
    reason,
    actor,
    permanent,
    confidence: confidence === 'guess' ? 'possible' : 'likely',
    ...(detail === undefined ? {} : { detail }),
    ...(list === undefined ? {} : { list }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
  }
}

/**
 * What a refusal by one's own server means. A table that it cannot read is another's trouble to the client who
 * is told so, and a fault of the set-up to him who runs it; postscreen(8) says "unavailable" to who has passed its
 * tests and must come back; what fits nothing is his own rule in his own words, and no word of it is taken for
 * more: `temporarily rejected after DATA` does not say why.
 */
export function ownRefusalReason(text: string): ReplyReason {
  const { reason, confidence, permanent } = classifyReply(text)
  if (reason === 'server-temporary-error') {
    // smtpd_check.c, `map lookup problem`; postscreen_smtpd.c, after its deep protocol tests.
    if (/temporary lookup failure/i.test(text)) return 'server-misconfigured'
    return /\b450 4\.3\.2 Service currently unavailable/.test(text) ? 'greylisted' : reason
  }
  if (confidence === 'likely' && reason !== 'unknown' && reason !== 'delivered') return reason
  const isTemporary = !permanent || /^(?:temporarily |4\d\d\b)/.test(text)
  return isTemporary && reason !== 'unknown' ? 'server-temporary-error' : 'policy-blocked'
}

/** The zone after "blocked using", "listed at" …, small. */
export function namedList(said: string): string | undefined {
  const match = /(?:blocked using|listed (?:by|at|in|on)) ([a-z0-9][a-z0-9.-]{3,80}\.[a-z]{2,12})\b/i.exec(
    said,
  )
  return match?.[1]?.toLowerCase()
}

/** The client's address that a refusal quotes, as text. */
export function quotedAddress(said: string): string | undefined {
  const match =
    /(?:client host |client |messages from |-5\.7\.\d\d |hostname, )\[?(?:IPv6:)?([0-9a-f.:]{3,45})\]?/i.exec(
      said,
    )
  const address = match?.[1]?.replace(/[.:]$/, '')
  return address !== undefined && /[.:].*[.:]/.test(address) ? address : undefined
}
