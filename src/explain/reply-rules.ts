import { type PackedRules, packedRules, unpackedRules } from './matching/packed-rules.ts'
import { type PackedWords, packedWords, unpackedWords } from './matching/packed-words.ts'
import { RuleBook } from './matching/rule-book.ts'
import { compiledRules, type RuleText } from './matching/rules.ts'
import { wordTable } from './matching/word-table.ts'
import { WordVotes } from './matching/word-votes.ts'
import { preparedRules, preparedWords } from './prepared-rules.ts'
import type { Provider } from './provider.ts'
import { allProviders } from './providers/registry.ts'
import { authenticationRules } from './rules/authentication.ts'
import { blockRules } from './rules/blocks.ts'
import { groups, receiverGroups, transportGroups } from './rules/groups.ts'
import { judgementRules, serverRules, vagueRules } from './rules/judgement.ts'
import { boxRules, rateRules } from './rules/recipient.ts'
import { addressRules } from './rules/recipient-address.ts'
import { expiryRules, transportRules } from './rules/transport.ts'
import { vocabulary } from './rules/vocabulary.ts'
import type { Confidence, ReplyRuleList, Verdict } from './verdict.ts'
import { weighableReasons } from './weighing.ts'

/** What a rule says of a reply that it fits. */
export interface Answer {
  readonly verdict: Verdict
  readonly confidence: Confidence
  /** Whose token or dialect it was. */
  readonly provider?: Provider
}

interface AnsweringRules extends RuleText {
  readonly answer: Answer
}

/** All rules, best first. */
function answeringRules(): AnsweringRules[] {
  return [
    ...allProviders.flatMap((provider) => rules(provider.tokens ?? [], 'sure', provider)),
    ...allProviders.flatMap((provider) => dialectOf(provider)),
    ...rules(transportRules, 'sure'),
    ...rules(blockRules, 'sure'),
    ...rules(authenticationRules, 'sure'),
    ...rules(rateRules, 'sure'),
    ...rules(boxRules, 'sure'),
    ...rules(addressRules, 'sure'),
    ...rules(judgementRules.slice(0, -1), 'likely'),
    ...rules(expiryRules, 'likely'),
    ...rules(serverRules.slice(0, 3), 'likely'),
    ...rules(judgementRules.slice(-1), 'guess'),
    ...rules(serverRules.slice(3), 'guess'),
    ...rules(vagueRules, 'guess'),
  ]
}

function rules(
  lists: readonly ReplyRuleList[],
  confidence: Confidence,
  provider?: Provider,
): AnsweringRules[] {
  return lists.map(([verdict, lines]) => ({
    answer: { verdict, confidence, ...(provider === undefined ? {} : { provider }) },
    lines,
  }))
}

/** A dialect counts only where its speaker's marks are in the text. */
function dialectOf(provider: Provider): AnsweringRules[] {
  const own = rules(provider.dialect ?? [], 'sure', provider)
  return own.map((one) => ({ ...one, everyLine: ` + =${provider.id}` }))
}

/** The rules as numbers; compiling their text takes a tenth of a second, so that a build keeps what came of it. */
export function packedReplyRules(): PackedRules {
  const marks = new Map(allProviders.map(({ id, marks }) => [id, marks] as const))
  return packedRules(
    compiledRules(answeringRules(), { ...groups, ...transportGroups, ...receiverGroups }, marks),
  )
}

/** The book of all rules, from what the build prepared where there is such. */
export function replyBook(prepared: PackedRules | undefined = preparedRules): RuleBook<Answer> {
  const answers = answeringRules().map(({ answer }) => answer)
  return new RuleBook(answers, unpackedRules(prepared ?? packedReplyRules()))
}

/** What the rules' single words speak for, as numbers; without the providers' tokens, which are names. */
export function packedReplyWords(): PackedWords {
  const lists = [
    transportRules,
    blockRules,
    authenticationRules,
    rateRules,
    boxRules,
    addressRules,
    judgementRules,
    expiryRules,
    serverRules,
  ].flat()
  const named = lists.map(([verdict, lines]) => [verdict.replace(/:.*/, ''), lines] as const)
  const spoken = Object.entries(vocabulary).map(
    ([reason, words]) => [reason, words.replace(/\s+/g, '\n')] as const,
  )
  return packedWords(
    wordTable(weighableReasons, [...named, ...spoken], {
      ...groups,
      ...transportGroups,
      ...receiverGroups,
    }),
  )
}

/** The votes of single words, from what the build prepared where there is such. */
export function replyVotes(prepared: PackedWords | undefined = preparedWords): WordVotes {
  return new WordVotes(unpackedWords(prepared ?? packedReplyWords()))
}
