import { type ReplyMeaning, readReply } from '../reply.ts'

/** A warning of delay that names no cause: the mail waits. */
export function orExpired(meaning: ReplyMeaning, waiting: boolean): ReplyMeaning {
  if (!waiting || meaning.reason !== 'unknown') return meaning
  return { ...meaning, reason: 'delivery-expired', actor: 'both', confidence: 'guess' }
}

/** The status field helps where the words have no code of their own. */
export function withStatus(text: string, status: string | undefined): string {
  return status === undefined || /\b[245]\.\d{1,3}\.\d{1,3}\b/.test(text) || /^[245]\d\d\b/.test(text)
    ? text
    : `${status} ${text}`
}

/** One after the other, as far as they are asked for. */
export function* readingsOf(
  first: ReplyMeaning | undefined,
  text: string,
  status: string | undefined,
): Generator<ReplyMeaning | undefined> {
  yield first
  yield* readings(text, status)
}

export function* readings(text: string, status: string | undefined): Generator<ReplyMeaning> {
  if (text === '') return
  const code = /(?:^|[\s:;'"[(])[45]\d\d[ -](?:#?[45]\.\d|[<"'A-Za-z])/.exec(text)
  if (code !== null)
    yield readReply(withStatus(text.slice(code.index + (/\d/.test(code[0][0] ?? '') ? 0 : 1)), status))
  yield readReply(withStatus(text, status))
}

export const ranks = { sure: 3, likely: 2, guess: 1 } as const

/** The first of the clearest readings. The whole notice, full of set phrases, is asked only where nothing else tells a cause. */
export function clearest(
  candidates: Iterable<ReplyMeaning | undefined>,
  whole: () => string,
  status?: string,
): ReplyMeaning {
  let best: ReplyMeaning | undefined
  for (const one of candidates) {
    if (one === undefined) continue
    const rank = rankOf(one)
    if (best === undefined || rank > rankOf(best)) best = one
    if (rank >= ranks.likely) return best
  }
  if (best !== undefined && rankOf(best) >= ranks.guess) return best
  for (const one of readings(whole(), status))
    if (best === undefined || rankOf(one) > rankOf(best)) best = one
  return best ?? readReply('')
}

export function rankOf({ reason, confidence }: ReplyMeaning): number {
  if (reason === 'unknown') return 0
  if (reason === 'delivered') return 0
  return reason === 'delivery-expired' ? 0.5 : ranks[confidence]
}
