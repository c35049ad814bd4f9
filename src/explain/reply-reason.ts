import { type Actor, type ReplyReason, replyReasons } from './reasons.ts'
import { ownRules, type ReplyDetail, type ReplyRule, tokenRules, wordRules } from './reply-rules.ts'

/** What a reply, or a log's reason text, means. */
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

/** Longest part of a reply that is looked at. */
const longest = 2_000
const suspended = 'delivery temporarily suspended: '
/** Reasons that are read from the last, most general rules. */
const general: readonly ReplyReason[] = [
  'policy-blocked',
  'server-temporary-error',
  'protocol-error',
  'sender-blocked',
]

/**
 * Classifies an SMTP reply or the reason that an MTA logged for a failed delivery. The words decide,
 * the enhanced and three-digit codes only where there are no words; pure, linear in the text.
 */
export function classifyReply(reply: string): ReplyReading {
  const text = reply.length > longest ? reply.slice(0, longest) : reply
  const said = text.startsWith(suspended) ? text.slice(suspended.length) : text
  const rule = ruleFor(said)
  const reason = rule?.reason ?? reasonOfCode(said)
  const { actor, usual } = replyReasons[reason]
  const list = listIn(said)
  const clientAddress = quotedAddress(said)
  return {
    reason,
    actor,
    permanent: permanentByCode(said) ?? usual === 'permanent',
    confidence: rule === undefined || general.includes(reason) ? 'possible' : 'likely',
    ...(rule?.detail === undefined ? {} : { detail: rule.detail }),
    ...(list === undefined ? {} : { list }),
    ...(clientAddress === undefined ? {} : { clientAddress }),
  }
}

function ruleFor(said: string): ReplyRule | undefined {
  const lower = said.toLowerCase()
  const words = withoutNames(lower)
  const notFound = words.includes('host not found') || words.includes('host or domain name not found')
  return (
    tokenRules.find((rule) => fits(rule, lower)) ??
    ownRules.find((rule) => fits(rule, words)) ??
    (notFound && !words.includes('reject') ? domainUnknown : undefined) ??
    wordRules.find((rule) => fits(rule, words))
  )
}

const domainUnknown: ReplyRule = { reason: 'domain-unknown', any: [] }

function fits(rule: ReplyRule, text: string): boolean {
  return rule.any.some((word) => text.includes(word)) && (rule.all ?? []).every((word) => text.includes(word))
}

/** Addresses and links are no evidence: "spam" in a link is no verdict. Linear: one pass over the words. */
function withoutNames(text: string): string {
  return text
    .split(' ')
    .filter((word) => !word.startsWith('http') && !word.includes('@'))
    .join(' ')
}

/** `host h[ip] said: 550 5.7.1 …`, `550-5.7.26 …`, `5.1.1 …`: the first code that stands at a beginning. */
function codesIn(said: string): { digit: number; enhanced: string } | undefined {
  const marker = ['said: ', 'refused to talk to me: '].find((words) => said.includes(words))
  const start = marker === undefined ? 0 : said.indexOf(marker) + marker.length
  const match = /^(?:([245])\d\d(?=[ -]|$)[ -]?)?(?:#?([245])\.(\d{1,3})\.(\d{1,3}))?/.exec(
    said.slice(start, start + 40),
  )
  const digit = match?.[1] ?? match?.[2]
  if (match === null || digit === undefined) return undefined
  const enhanced = match[2] === undefined ? '' : `${match[3]}.${match[4]}`
  return { digit: Number(digit), enhanced }
}

function permanentByCode(said: string): boolean | undefined {
  if (/retrying will not succeed/i.test(said)) return true
  const codes = codesIn(said)
  return codes === undefined ? undefined : codes.digit === 5
}

const enhancedReasons: Readonly<Record<string, ReplyReason>> = {
  '1.0': 'user-unknown',
  '1.1': 'user-unknown',
  '1.2': 'domain-unknown',
  '1.8': 'sender-invalid',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '3.1': 'disk-full',
  '3.4': 'message-too-big',
  '4.1': 'connection-failed',
  '4.2': 'connection-failed',
  '4.3': 'dns-failure',
  '4.6': 'routing-loop',
  '4.7': 'delivery-expired',
  '7.1': 'policy-blocked',
}

function reasonOfCode(said: string): ReplyReason {
  const codes = codesIn(said)
  if (codes === undefined) return 'unknown'
  if (codes.digit === 2) return 'delivered'
  return enhancedReasons[codes.enhanced] ?? (codes.digit === 4 ? 'server-temporary-error' : 'unknown')
}

function listIn(said: string): string | undefined {
  const match = /(?:blocked using|listed (?:by|at|in|on)) ([a-z0-9][a-z0-9.-]{3,80}\.[a-z]{2,12})\b/i.exec(
    said,
  )
  return match?.[1]?.toLowerCase()
}

function quotedAddress(said: string): string | undefined {
  const match =
    /(?:client host |client |messages from |-5\.7\.\d\d |hostname, )\[?(?:IPv6:)?([0-9a-f.:]{3,45})\]?/i.exec(
      said,
    )
  const address = match?.[1]?.replace(/[.:]$/, '')
  return address !== undefined && /[.:].*[.:]/.test(address) ? address : undefined
}
