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
 * What each cue is worth: logarithms of odds, fitted (multinomial logit) on 2,059 labelled replies that the rules
 * of that time had not been written for. By the rank of a fitting rule, and by its kind.
 */
const weights = {
  first: { token: 8.4, sure: 6.7, likely: 4.8, guess: 2.6 },
  second: { token: 6.2, sure: 4.6, likely: 3.4, guess: 2.4 },
  later: { token: 4.3, sure: 2.7, likely: 1.4, guess: 0.4 },
  votes: 0.5,
  /** The enhanced code names the reason; only the three digits do; the code's subject allows it. */
  enhanced: 1.2,
  digits: 1.8,
  subject: 1.4,
  /** 530 and 535 are said of log-ins. */
  login: 0.8,
  /** The digit says "later" and the reason is final, or the other way round. */
  finalLater: -2.1,
  temporaryNever: -1.1,
  /** How often it is meant where nothing says so. */
  policy: 1,
  unknown: 0,
  /** Expiry is what is said where no better cause is. */
  expiredBeside: -4,
} as const
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
  for (let place = 0; place < size; place++)
    scores[place] = weights.votes * Math.min(mostVotes, Math.max(fewestVotes, scores[place] ?? 0))
  addAll(usually)
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
  const { code, enhanced } = codes
  const detail = detailOf(codes)
  const told = detail === undefined ? reasonOfDigits(codes) : reasonOfEnhanced(codes)
  if (told !== 'policy-blocked' || !isSaid)
    add(told, detail === undefined ? weights.digits : weights.enhanced)
  if (detail !== undefined && detail !== '0.0') addAll(ofSubject.get(detail.slice(0, detail.indexOf('.'))))
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

/** A verdict without its detail. */
function reasonOf(verdict: Verdict): string {
  const colon = verdict.indexOf(':')
  return colon < 0 ? verdict : verdict.slice(0, colon)
}
