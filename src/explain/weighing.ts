import { detailOf, reasonOfDigits, reasonOfEnhanced, subjectReasons } from './code-reasons.ts'
import type { ReplyCodes } from './codes.ts'
import type { Views } from './matching/views.ts'
import type { WordVotes } from './matching/word-votes.ts'
import { type ReplyReason, replyReasons } from './reasons.ts'
import type { Confidence, Verdict } from './verdict.ts'

/** A reason and how probable it is, 0 to 1. */
export interface Weighed {
  readonly reason: ReplyReason
  readonly share: number
}

/** A rule that fits, as far as it matters here. */
interface FittingAnswer {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly provider?: unknown
}

/** What can be said of a refusal; the outcomes that are none are told by other signs. */
export const weighableReasons: readonly ReplyReason[] = (Object.keys(replyReasons) as ReplyReason[]).filter(
  (reason) => reason !== 'delivered' && reason !== 'auto-reply' && reason !== 'complaint',
)

/**
 * What each cue is worth: logarithms of odds, fitted (multinomial logit) on 2,184 labelled replies that the rules
 * of that time had not been written for, and on the public corpora. By the rank of a fitting rule, and by its kind.
 */
const weights = {
  first: { token: 7, sure: 5.4, likely: 4.2, guess: 2.5 },
  second: { token: 3.5, sure: 3.5, likely: 2.3, guess: 1.8 },
  later: { token: 1, sure: 0.9, likely: 0, guess: 0 },
  votes: 0.47,
  /** The enhanced code names the reason: one that is said of everything, another; its subject allows the reason. */
  commonCode: 0.7,
  rareCode: 2.5,
  subject: 1.4,
  /** Only the three digits name it: beside words, alone. */
  digitsBeside: 0.6,
  digitsAlone: 3.2,
  /** 500, 502 and 503 are said of commands. */
  command: 1.5,
  /** 530 and 535 are said of log-ins. */
  login: 0.6,
  /** The digit says "later" and the reason is final, or the other way round. */
  finalLater: -2.1,
  temporaryNever: -1.3,
  /** Nobody was named and nothing was sent when the connection was refused. */
  tooEarly: -3,
  /** How often it is meant where nothing says so. */
  policy: 1.2,
  unknown: 0.5,
  /** Expiry is what is said where no better cause is. */
  expiredBeside: -4,
} as const
/** Of the enhanced codes that name a reason, those that servers use for others too. */
const commonCodes = new Set(['1.0', '1.1', '1.2', '2.0', '2.1', '3.0'])
const [fewestVotes, mostVotes] = [-8, 30]
/** A reason for which only single words speak is not worth a guess below this. */
const leastShare = 0.2
/** What is so far behind the best has no share worth adding. */
const leastBehind = -9

const size = weighableReasons.length
const places = new Map<string, number>(weighableReasons.map((reason, place) => [reason, place]))
const scores = new Float64Array(size)

/** One weight for each of these reasons, none for the others. */
function row(entries: readonly (readonly [reason: ReplyReason, weight: number])[]): Float64Array {
  const weightOf = new Map(entries)
  return Float64Array.from(weighableReasons, (reason) => weightOf.get(reason) ?? 0)
}

const usually = row([
  ['policy-blocked', weights.policy],
  ['unknown', weights.unknown],
])
const [ifLater, ifNever] = (['permanent', 'temporary'] as const).map((wrong) => {
  const weight = wrong === 'permanent' ? weights.finalLater : weights.temporaryNever
  return Float64Array.from(weighableReasons, (reason) => (replyReasons[reason].usual === wrong ? weight : 0))
})
const ofSubject = new Map(
  Object.entries(subjectReasons).map(([subject, reasons]) => [
    subject,
    row(reasons.map((reason) => [reason, weights.subject])),
  ]),
)

/** What can be said only of a recipient or of a message. */
const laterReasons: ReadonlySet<ReplyReason> = new Set([
  'user-unknown',
  'mailbox-full',
  'mailbox-disabled',
  'mailbox-moved',
  'address-syntax',
  'recipient-rejected',
  'recipient-rate-limited',
  'too-many-recipients',
  'attachment-blocked',
  'message-too-big',
  'message-malformed',
  'virus',
])
const whenConnecting = row([...laterReasons].map((reason) => [reason, weights.tooEarly]))

/** Whether a reason cannot have been given at the stage of the dialogue at which the reply came. */
export function isTooEarly(reason: ReplyReason, { stage }: ReplyCodes): boolean {
  return (stage === 'connect' || stage === 'ehlo') && laterReasons.has(reason)
}

/**
 * Weighs what the fitting rules (best first), the single words and the codes say together, and gives the two
 * likeliest reasons, best first; none where nothing says enough.
 */
export function weighedReasons(
  answers: readonly FittingAnswer[],
  votes: WordVotes,
  views: Views,
  codes: ReplyCodes,
): readonly Weighed[] {
  scores.fill(0)
  votes.addTo(scores, views)
  for (let place = 0; place < size; place++) {
    const votesFor = scores[place] ?? 0
    const heard = Math.max(fewestVotes, Math.min(mostVotes, votesFor))
    scores[place] = weights.votes * heard + (usually[place] ?? 0)
  }
  addAnswers(answers)
  const isTold = addCodes(codes, answers.length > 0)
  const best = likeliest()
  return answers.length === 0 && !isTold && (best[0]?.share ?? 0) < leastShare ? [] : best
}

function addAll(weightRow: Float64Array | undefined): void {
  if (weightRow === undefined) return
  for (let place = 0; place < size; place++) scores[place] = (scores[place] ?? 0) + (weightRow[place] ?? 0)
}

function add(reason: string | undefined, weight: number): void {
  const place = reason === undefined ? undefined : places.get(reason)
  if (place !== undefined) scores[place] = (scores[place] ?? 0) + weight
}

/** Of several rules for a reason the best one counts. */
function addAnswers(answers: readonly FittingAnswer[]): void {
  const told: string[] = []
  for (const { verdict, confidence, provider } of answers) {
    const reason = reasonOf(verdict)
    if (!told.includes(reason)) {
      const ofRank = told.length === 0 ? weights.first : told.length === 1 ? weights.second : weights.later
      add(reason, ofRank[provider === undefined ? confidence : 'token'])
    }
    told.push(reason)
  }
  const isCause = answers.some((one) => one.confidence !== 'guess' && one.verdict !== 'delivery-expired')
  if (isCause) add('delivery-expired', weights.expiredBeside)
}

/** Gives whether a code names a reason; 5.7.1 and the like name one only where words say nothing. */
function addCodes(codes: ReplyCodes, isSaid: boolean): boolean {
  const { code, enhanced, stage } = codes
  if (stage === 'connect' || stage === 'ehlo') addAll(whenConnecting)
  const detail = detailOf(codes)
  const told = detail === undefined ? reasonOfDigits(codes) : reasonOfEnhanced(codes)
  if (detail === undefined) add(told, isSaid ? weights.digitsBeside : weights.digitsAlone)
  else if (told !== 'policy-blocked' || !isSaid)
    add(told, commonCodes.has(detail) ? weights.commonCode : weights.rareCode)
  if (detail !== undefined && detail !== '0.0') addAll(ofSubject.get(detail.slice(0, detail.indexOf('.'))))
  if (code === 500 || code === 502 || code === 503) add('protocol-error', weights.command)
  if (code === 535 || code === 534) add('auth-failed', weights.login)
  if (code === 530) {
    add('auth-required', weights.login)
    add('tls-required', weights.login)
  }
  const isLater = code === undefined ? enhanced?.startsWith('4') : code < 500
  if (isLater !== undefined) addAll(isLater ? ifLater : ifNever)
  return told !== undefined
}

/** The two best, and their shares of all odds. */
function likeliest(): Weighed[] {
  let [best, second] = [0, 1]
  for (let place = 1; place < size; place++) {
    const score = scores[place] ?? 0
    if (score > (scores[best] ?? 0)) {
      second = best
      best = place
    } else if (place !== second && score > (scores[second] ?? 0)) second = place
  }
  const top = scores[best] ?? 0
  let all = 0
  for (let place = 0; place < size; place++) {
    const behind = (scores[place] ?? 0) - top
    if (behind > leastBehind) all += Math.exp(behind)
  }
  return [best, second].map((place) => ({
    reason: weighableReasons[place] ?? 'unknown',
    share: Math.exp((scores[place] ?? 0) - top) / all,
  }))
}

const reasonOfVerdict = new Map<Verdict, string>()

/** A verdict without its detail. */
function reasonOf(verdict: Verdict): string {
  const known = reasonOfVerdict.get(verdict)
  if (known !== undefined) return known
  const colon = verdict.indexOf(':')
  const reason = colon < 0 ? verdict : verdict.slice(0, colon)
  reasonOfVerdict.set(verdict, reason)
  return reason
}
