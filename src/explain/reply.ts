import { reasonOfEnhanced } from './code-reasons.ts'
import { codesOf, marksOf, type ReplyCodes } from './codes.ts'
import { wordsSaid } from './framing.ts'
import { unwrapLogLine } from './log-line.ts'
import { type Views, viewsOf } from './matching/views.ts'
import type { Provider } from './provider.ts'
import { allProviders } from './providers/registry.ts'
import { type Actor, type ReplyReason, replyReasons } from './reasons.ts'
import { type Answer, replyBook, replyVotes } from './reply-book.ts'
import type { Confidence, ReplyDetail, Verdict } from './verdict.ts'
import { isTooEarly, type Weighed, weighedReasons } from './weighing.ts'

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

const book = lazily(() => replyBook(providers))
const votes = lazily(replyVotes)

/**
 * Reads a reply, a sentence without a code, or a log line. A provider's own token, words that fit a rule, single
 * words and the codes are weighed together. Pure, linear in the text, never throws.
 */
export function readReply(given: string): ReplyMeaning {
  const { text, outcome } = unwrapLogLine(given.length > longestGiven ? given.slice(0, longestGiven) : given)
  const codes = codesOf(text)
  if (outcome === 'delivered' || isSuccess(text, codes))
    return meaning(text, codes, delivered, { permanent: false, also: [], provider: undefined })
  const views = viewsOf(wordsSaid(text))
  const { answers, marks } = book().fitting(views, marksOf(codes), 4)
  const [answer, next] = isContested(answers, codes)
    ? weighed(answers, views, codes)
    : [answers[0] ?? nothing]
  const told = next === undefined ? doubted(answer, answers.length, codes) : answer
  return meaning(text, codes, told, {
    permanent: permanence(text, codes, outcome, told),
    also: otherReasons(told, answers, next),
    provider: told.provider ?? providerOf(marks),
  })
}

const delivered: Answer = { verdict: 'delivered', confidence: 'sure' }

/** Rules that agree are right as they stand (of replies unseen before, 98 %); vague words contest no token and no two rules. */
function isContested(answers: readonly Answer[], codes: ReplyCodes): boolean {
  const first = answers[0]
  if (first === undefined || first.confidence === 'guess') return true
  const reason = splitVerdict(first.verdict)[0]
  if (isTooEarly(reason, codes)) return true
  const [, second] = answers
  const isWitnessed = second !== undefined && splitVerdict(second.verdict)[0] === reason
  const vagueCounts = first.provider === undefined && !isWitnessed
  return answers.some(
    ({ verdict, confidence }) =>
      splitVerdict(verdict)[0] !== reason && (confidence !== 'guess' || vagueCounts),
  )
}

/** The likeliest reason as the best rule for it tells it, and the next one; how sure follows from how probable. */
function weighed(
  answers: readonly Answer[],
  views: Views,
  codes: ReplyCodes,
): readonly [Answer, Weighed | undefined] {
  const [best, next] = weighedReasons(answers, votes(), views, codes)
  if (best === undefined) return [nothing, undefined]
  const told = answers.find(({ verdict }) => splitVerdict(verdict)[0] === best.reason)
  const isSure = told?.confidence === 'sure' && best.share >= certain
  const isGuess = told === undefined || told.confidence === 'guess' || best.share < probable
  return [
    { ...(told ?? { verdict: best.reason }), confidence: isSure ? 'sure' : isGuess ? 'guess' : 'likely' },
    next,
  ]
}

/** Of replies that no rule was written for, 0.5 % were sure and wrong with these. */
const [certain, probable] = [0.99, 0.6]

/** Plain words are sure only where a second witness says the same, other words or the code, or are a provider's own. */
function doubted(answer: Answer, witnesses: number, codes: ReplyCodes): Answer {
  if (answer.confidence !== 'sure' || answer.provider !== undefined || witnesses > 1) return answer
  return reasonOfEnhanced(codes) === splitVerdict(answer.verdict)[0]
    ? answer
    : { ...answer, confidence: 'likely' }
}

const nothing: Answer = { verdict: 'unknown', confidence: 'guess' }
const providers = new Map(allProviders.map((provider) => [provider.id, provider] as const))

/** Who speaks: a list or a filter that is named says more than the server in whose reply it stands. */
function providerOf(marks: readonly string[]): Provider | undefined {
  let best: Provider | undefined
  for (const mark of marks) {
    const one = providers.get(mark)
    if (one !== undefined && (best === undefined || rankOf[one.kind] < rankOf[best.kind])) best = one
  }
  return best
}

/** A reason that no rule names is named beside the answer from this share on. */
const worthNaming = 0.1

const rankOf: Readonly<Record<Provider['kind'], number>> = {
  list: 0,
  filter: 1,
  sender: 2,
  mailbox: 3,
  server: 4,
  client: 5,
}

function otherReasons(answer: Answer, all: readonly Answer[], next: Weighed | undefined): ReplyReason[] {
  const own = splitVerdict(answer.verdict)[0]
  const others: ReplyReason[] = []
  for (const { verdict } of all) {
    const [reason] = splitVerdict(verdict)
    if (reason !== own && !others.includes(reason)) others.push(reason)
  }
  if (next !== undefined && next.share >= worthNaming && !others.includes(next.reason))
    others.push(next.reason)
  return others
}

function meaning(
  said: string,
  codes: ReplyCodes,
  { verdict, confidence }: Answer,
  {
    permanent,
    also,
    provider,
  }: Pick<ReplyMeaning, 'permanent' | 'also'> & {
    readonly provider: Provider | undefined
  },
): ReplyMeaning {
  const [reason, detail] = splitVerdict(verdict)
  return {
    reason,
    ...(detail === undefined ? undefined : { detail }),
    actor: actorOf(reason, codes),
    permanent,
    confidence,
    also,
    said,
    ...codes,
    ...(provider === undefined ? undefined : { provider }),
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

/**
 * A positive reply. One that a program quotes with its own error is none (a banner before a refused EHLO), nor is
 * a number with two dots somewhere in a text ("release 2.0.12").
 */
function isSuccess(text: string, { code, enhanced }: ReplyCodes): boolean {
  if (code === undefined) return enhanced?.startsWith('2') === true && /^[\s"'(#]*2\./.test(text)
  if (code >= 300) return false
  return /^\s*2/.test(text) || !/\b(?:error|rejected|failed|refused|not accepted)\b/i.test(text.slice(0, 200))
}

/** Longest text that is looked for a reply in. */
const longestGiven = 16_000

const retryingIsUseless = /retrying will not succeed|permanently deferred/i
const willTryAgain =
  /will (?:keep trying|be retried|retry|try again)|temporarily rejected|delayed|still undelivered|delivery temporarily suspended|deferred/i
const givenUp =
  /giving up|given up|not (?:going to )?(?:try|be retried)|returned to sender|permanent (?:fatal )?(?:error|failure)|could not be delivered/i

/** Contract of json-explain § 4: the server's verdict, explicit words, the digit, the class, the words. */
function permanence(
  text: string,
  { code, enhanced }: ReplyCodes,
  outcome: 'deferred' | 'failed' | undefined,
  answer: Answer,
): boolean {
  if (outcome !== undefined) return outcome === 'failed'
  if ((text.includes('ucceed') || text.includes('eferred')) && retryingIsUseless.test(text)) return true
  if (text.includes('refused to talk to me') || text.startsWith('SASL authentication failed')) return false
  if (text.startsWith('delivery temporarily suspended')) return false
  if (code !== undefined) return code >= 500
  if (enhanced !== undefined) return enhanced.startsWith('5')
  if (givenUp.test(text)) return true
  if (willTryAgain.test(text)) return false
  return isUsuallyFinal(splitVerdict(answer.verdict)[0], text)
}

/** Without a code: what a server does by itself with such a trouble. Own deliveries are tried again. */
function isUsuallyFinal(reason: ReplyReason, text: string): boolean {
  const { usual } = replyReasons[reason]
  if (usual !== 'either') return usual === 'permanent'
  if (reason === 'local-delivery-failed') return /command died|child process|unknown mailer error/i.test(text)
  if (reason === 'server-misconfigured' || reason === 'unknown') return false
  return !/temporar|maildir delivery failed|try (?:again|later)/i.test(text)
}

function lazily<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}
