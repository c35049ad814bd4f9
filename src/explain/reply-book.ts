import { unpackedRules } from './matching/packed-rules.ts'
import { unpackedWords } from './matching/packed-words.ts'
import { RuleBook } from './matching/rule-book.ts'
import { WordVotes } from './matching/word-votes.ts'
import { preparedAnswers, preparedRules, preparedWords } from './prepared-rules.ts'
import type { Provider } from './provider.ts'
import type { Confidence, Verdict } from './verdict.ts'

/** What a rule says of a reply that it fits. */
export interface Answer {
  readonly verdict: Verdict
  readonly confidence: Confidence
  /** Whose token or dialect it was. */
  readonly provider?: Provider
}

/** The book of all rules, answering with the providers of `providers`, by their ids. */
export function replyBook(providers: ReadonlyMap<string, Provider>): RuleBook<Answer> {
  const answers = preparedAnswers().map(([verdict, confidence, id]): Answer => {
    const provider = id === undefined ? undefined : providers.get(id)
    return { verdict, confidence, ...(provider === undefined ? {} : { provider }) }
  })
  return new RuleBook(answers, unpackedRules(preparedRules()))
}

/** The votes of single words. */
export function replyVotes(): WordVotes {
  return new WordVotes(unpackedWords(preparedWords()))
}
