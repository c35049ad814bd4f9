import { codesOf, marksOf, type ReplyCodes } from './codes.ts'
import { wordsSaid } from './framing.ts'
import { unwrapLogLine } from './log-line.ts'
import { type Views, viewsOf } from './matching/views.ts'
import type { Provider } from './provider.ts'
import { allProviders } from './providers/registry.ts'
import { type Actor, type ReplyReason, replyReasons } from './reasons.ts'
import { type Answer, replyBook, replyVotes } from './reply-rules.ts'
import type { Confidence, ReplyDetail, Verdict } from './verdict.ts'

/** What a reply, or a log line, means; the texts for people are in knowledge/replies. */
export interface ReplyMeaning extends ReplyCodes {
  readonly reason: ReplyReason
  readonly detail?: ReplyDetail
  readonly actor: Actor
  /** This message is finally refused; the sending server will not try again. */
  readonly permanent: boolean
  readonly confidence: Confidence
  /** The provider, list or program whose words these are. */
  readonly provider?: Provider
  /** Other reasons that the words allow, best first. */
  readonly also: readonly ReplyReason[]
  /** The reply alone, without the log line around it. */
  readonly said: string
}

const book = lazily(replyBook)
const votes = lazily(replyVotes)

/**
 * Reads a reply, a sentence without a code, or a log line. Order of trust: a provider's own token,
 * words that fit a rule, single words together, the enhanced code, the three-digit code. Pure, linear in the text, never throws.
 */
export function readReply(given: string): ReplyMeaning {
  const { text, outcome } = unwrapLogLine(given.length > longestGiven ? given.slice(0, longestGiven) : given)
  const codes = codesOf(text)
  if (outcome === 'delivered' || isSuccess(codes))
    return meaning(text, codes, { verdict: 'delivered', confidence: 'sure' })
  const views = viewsOf(wordsSaid(text))
  const { answers, marks } = book().fitting(views, marksOf(codes), 4)
  const best = answers[0]
  const told = best === undefined || best.confidence === 'guess' ? guessed(views, codes, best) : best
  const answer = told === undefined ? undefined : doubted(told, answers, codes)
  return {
    ...meaning(text, codes, answer ?? nothing),
    permanent: permanence(text, codes, outcome, answer),
    also: otherReasons(answer, answers),
    ...(answer?.provider === undefined ? providerOf(marks) : { provider: answer.provider }),
  }
}

/** Where no rule says much: what the words speak for, if they do, else the code, else a vague rule. */
function guessed(views: Views, codes: ReplyCodes, vague: Answer | undefined): Answer | undefined {
  const byCode = answerOfCode(codes, vague)
  const nearest = byCode ?? vague
  const assumed = nearest === undefined ? 'unknown' : splitVerdict(nearest.verdict)[0]
  const voted = votes().instead(views, assumed, byCode === undefined ? trustInRules : trustInCodes)
  return voted !== undefined && isReason(voted) ? { verdict: voted, confidence: 'guess' } : nearest
}

/** How much a guess is worth against the votes of single words: measured on replies of other servers. */
const [trustInRules, trustInCodes] = [4, 2]

/**
 * Plain words are sure only where a second witness says the same, other words or the code, and no other words
 * say something else. A provider's own token needs no witness; it gives way where others blame somebody else.
 */
function doubted(answer: Answer, all: readonly Answer[], codes: ReplyCodes): Answer {
  if (answer.confidence !== 'sure') return answer
  const own = splitVerdict(answer.verdict)[0]
  const isToken = answer.provider !== undefined
  let witnesses = 0
  for (const { verdict, confidence } of all) {
    const other = splitVerdict(verdict)[0]
    if (other === own) witnesses++
    else if (confidence !== 'guess' && !(isToken && replyReasons[other].actor === replyReasons[own].actor))
      return { ...answer, confidence: 'likely' }
  }
  const isTold = isToken || witnesses > 1 || answerOfCode(codes, undefined)?.verdict === own
  return isTold ? answer : { ...answer, confidence: 'likely' }
}

const nothing: Answer = { verdict: 'unknown', confidence: 'guess' }
const providers = new Map(allProviders.map((provider) => [provider.id, provider] as const))

/** Who speaks: a list or a filter that is named says more than the server in whose reply it stands. */
function providerOf(marks: readonly string[]): { readonly provider?: Provider } {
  let best: Provider | undefined
  for (const mark of marks) {
    const one = providers.get(mark)
    if (one !== undefined && (best === undefined || rankOf[one.kind] < rankOf[best.kind])) best = one
  }
  return best === undefined ? {} : { provider: best }
}

const rankOf: Readonly<Record<Provider['kind'], number>> = {
  list: 0,
  filter: 1,
  sender: 2,
  mailbox: 3,
  server: 4,
  client: 5,
}

function otherReasons(answer: Answer | undefined, all: readonly Answer[]): ReplyReason[] {
  const own = answer === undefined ? 'unknown' : splitVerdict(answer.verdict)[0]
  const others: ReplyReason[] = []
  for (const { verdict } of all) {
    const [reason] = splitVerdict(verdict)
    if (reason !== own && !others.includes(reason)) others.push(reason)
  }
  return others
}

function meaning(said: string, codes: ReplyCodes, { verdict, confidence }: Answer): ReplyMeaning {
  const [reason, detail] = splitVerdict(verdict)
  return {
    reason,
    ...(detail === undefined ? {} : { detail }),
    actor: actorOf(reason, codes),
    permanent: false,
    confidence,
    also: [],
    said,
    ...codes,
  }
}

/** A log-in that fails for now is the log-in server's trouble, not the person's. */
function actorOf(reason: ReplyReason, { code }: ReplyCodes): Actor {
  if (reason === 'auth-failed' && code !== undefined && code < 500) return 'sender-admin'
  return replyReasons[reason].actor
}

const parts = new Map<Verdict, readonly [ReplyReason, ReplyDetail | undefined]>()

function splitVerdict(verdict: Verdict): readonly [ReplyReason, ReplyDetail | undefined] {
  const known = parts.get(verdict)
  if (known !== undefined) return known
  const colon = verdict.indexOf(':')
  const reason = colon < 0 ? verdict : verdict.slice(0, colon)
  const detail = colon < 0 ? undefined : (verdict.slice(colon + 1) as ReplyDetail)
  const split = [isReason(reason) ? reason : 'unknown', detail] as const
  parts.set(verdict, split)
  return split
}

function isReason(text: string): text is ReplyReason {
  return Object.hasOwn(replyReasons, text)
}

function isSuccess({ code, enhanced }: ReplyCodes): boolean {
  return code === undefined ? enhanced?.startsWith('2') === true : code < 300
}

/** Longest text that is looked for a reply in. */
const longestGiven = 16_000

const retryingIsUseless = /retrying will not succeed|permanently deferred/i
const willTryAgain =
  /will (?:keep trying|be retried|retry|try again)|delayed|still undelivered|temporarily suspended|deferred/i
const givenUp =
  /giving up|given up|not (?:going to )?(?:try|be retried)|returned to sender|permanent (?:fatal )?(?:error|failure)|could not be delivered/i

/** Contract of json-explain § 4: the server's verdict, explicit words, the digit, the class, the words. */
function permanence(
  text: string,
  { code, enhanced }: ReplyCodes,
  outcome: 'deferred' | 'failed' | undefined,
  answer: Answer | undefined,
): boolean {
  if (outcome !== undefined) return outcome === 'failed'
  if ((text.includes('ucceed') || text.includes('eferred')) && retryingIsUseless.test(text)) return true
  if (text.includes('refused to talk to me') || text.startsWith('SASL authentication failed')) return false
  if (text.startsWith('delivery temporarily suspended')) return false
  if (code !== undefined) return code >= 500
  if (enhanced !== undefined) return enhanced.startsWith('5')
  if (givenUp.test(text)) return true
  if (willTryAgain.test(text)) return false
  return answer !== undefined && isUsuallyFinal(splitVerdict(answer.verdict)[0], text)
}

/** Without a code: what a server does by itself with such a trouble. Own deliveries are tried again. */
function isUsuallyFinal(reason: ReplyReason, text: string): boolean {
  const { usual } = replyReasons[reason]
  if (usual !== 'either') return usual === 'permanent'
  if (reason === 'local-delivery-failed') return /command died|child process|unknown mailer error/i.test(text)
  if (reason === 'server-misconfigured' || reason === 'unknown') return false
  return !/temporar|maildir delivery failed|try (?:again|later)/i.test(text)
}

const enhancedReasons: Readonly<Record<string, ReplyReason>> = {
  '1.0': 'user-unknown',
  '1.1': 'user-unknown',
  '1.2': 'domain-unknown',
  '1.3': 'address-syntax',
  '1.4': 'address-syntax',
  '1.6': 'mailbox-moved',
  '1.7': 'sender-invalid',
  '1.8': 'sender-invalid',
  '1.10': 'user-unknown',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'message-too-big',
  '2.4': 'local-delivery-failed',
  '3.1': 'disk-full',
  '3.2': 'server-temporary-error',
  '3.3': 'protocol-error',
  '3.4': 'message-too-big',
  '3.5': 'server-misconfigured',
  '4.1': 'connection-failed',
  '4.2': 'connection-failed',
  '4.3': 'dns-failure',
  '4.4': 'domain-unknown',
  '4.6': 'routing-loop',
  '4.7': 'delivery-expired',
  '4.14': 'routing-loop',
  '5.1': 'protocol-error',
  '5.2': 'protocol-error',
  '5.3': 'too-many-recipients',
  '5.4': 'protocol-error',
  '6.0': 'message-malformed',
  '6.1': 'message-malformed',
  '6.2': 'message-malformed',
  '6.3': 'message-malformed',
  '6.7': 'protocol-error',
  '7.0': 'policy-blocked',
  '7.1': 'policy-blocked',
  '7.2': 'recipient-rejected',
  '7.8': 'auth-failed',
  '7.9': 'auth-failed',
  '7.10': 'tls-required',
  '7.13': 'mailbox-disabled',
  '7.17': 'mailbox-disabled',
  '7.20': 'dkim-fail',
  '7.21': 'dkim-fail',
  '7.22': 'dkim-fail',
  '7.23': 'spf-fail',
  '7.24': 'spf-fail',
  '7.25': 'missing-ptr',
  '7.26': 'unauthenticated',
  '7.27': 'sender-invalid',
}

const codeReasons: Readonly<Record<number, ReplyReason>> = {
  421: 'server-temporary-error',
  431: 'disk-full',
  432: 'recipient-rate-limited',
  441: 'connection-failed',
  446: 'routing-loop',
  447: 'delivery-expired',
  450: 'server-temporary-error',
  451: 'server-temporary-error',
  452: 'disk-full',
  454: 'tls-failed',
  455: 'server-temporary-error',
  500: 'protocol-error',
  501: 'protocol-error',
  502: 'protocol-error',
  503: 'protocol-error',
  504: 'protocol-error',
  521: 'domain-no-mail',
  530: 'auth-required',
  535: 'auth-failed',
  541: 'spam-content',
  550: 'user-unknown',
  552: 'mailbox-full',
  553: 'address-syntax',
  555: 'protocol-error',
  556: 'domain-no-mail',
}

/** Where words say little, the enhanced code does; where they say nothing, the three digits do. Always a guess. */
function answerOfCode({ code, enhanced }: ReplyCodes, words: Answer | undefined): Answer | undefined {
  const detail = enhanced === undefined ? detailOf(code) : enhanced.slice(2)
  const told = detail === undefined ? undefined : enhancedReasons[detail]
  const general = told === 'policy-blocked' || (told === 'protocol-error' && words !== undefined)
  const network = told === 'connection-failed' || told === 'dns-failure' || told === 'delivery-expired'
  if (words !== undefined && (network || words.verdict.startsWith('server-temporary-error'))) return undefined
  if (told !== undefined && !general) return { verdict: told, confidence: 'guess' }
  if (words !== undefined) return undefined
  const reason = told ?? (code === undefined ? undefined : codeReasons[code])
  return reason === undefined ? undefined : { verdict: reason, confidence: 'guess' }
}

/** Three digits that RFC 5321 does not know are often an enhanced code without its dots (Courier): 571 is 5.7.1. */
function detailOf(code: number | undefined): string | undefined {
  if (
    code === undefined ||
    code in codeReasons ||
    (code >= 534 && code <= 538) ||
    code === 551 ||
    code === 554
  )
    return undefined
  return [...String(code).slice(1)].join('.')
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
