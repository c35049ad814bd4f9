import { type PackedRules, packedRules } from './matching/packed-rules.ts'
import { type PackedWords, packedWords } from './matching/packed-words.ts'
import { compiledRules, type RuleText } from './matching/rules.ts'
import { wordTable } from './matching/word-table.ts'
import type { Provider } from './provider.ts'
import { allProviders } from './providers/registry.ts'
import { authenticationRules } from './rules/authentication.ts'
import { blockRules } from './rules/blocks.ts'
import { groups, receiverGroups, transportGroups } from './rules/groups.ts'
import { judgementRules, serverRules, vagueRules } from './rules/judgement.ts'
import { backendRules, paraphraseGroups, paraphraseRules } from './rules/paraphrases.ts'
import { foreignParaphraseGroups, foreignParaphraseRules } from './rules/paraphrases-foreign.ts'
import { boxRules, rateRules } from './rules/recipient.ts'
import { addressRules } from './rules/recipient-address.ts'
import { expiryRules, transportRules } from './rules/transport.ts'
import { vocabulary } from './rules/vocabulary.ts'
import type { Confidence, ReplyRuleList, Verdict } from './verdict.ts'
import { weighableReasons } from './weighing.ts'

/** What a rule list says of a reply that it fits; the provider, by its id, whose token or dialect it is. */
type PackedAnswer = readonly [verdict: Verdict, confidence: Confidence, provider?: string]

interface AnsweringRules extends RuleText {
  readonly answer: PackedAnswer
}

/** All rules, best first. */
function answeringRules(): AnsweringRules[] {
  return [
    ...allProviders.flatMap((provider) => rules(provider.tokens ?? [], 'sure', provider)),
    ...allProviders.flatMap((provider) => dialectOf(provider)),
    ...rules(backendRules, 'likely'),
    ...rules(transportRules, 'sure'),
    ...rules(blockRules, 'sure'),
    ...rules(authenticationRules, 'sure'),
    ...rules(rateRules, 'sure'),
    ...rules(boxRules, 'sure'),
    ...rules(addressRules, 'sure'),
    ...rules(paraphraseRules, 'likely'),
    ...rules(judgementRules.slice(0, -1), 'likely'),
    ...rules(foreignParaphraseRules, 'likely'),
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
    answer: provider === undefined ? [verdict, confidence] : [verdict, confidence, provider.id],
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
    compiledRules(
      answeringRules(),
      { ...groups, ...transportGroups, ...receiverGroups, ...paraphraseGroups, ...foreignParaphraseGroups },
      marks,
    ),
  )
}

/** What the rule lists say, in the order in which `packedReplyRules` numbers them. */
export function packedReplyAnswers(): PackedAnswer[] {
  return answeringRules().map(({ answer }) => answer)
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
    backendRules,
    paraphraseRules,
    foreignParaphraseRules,
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
      ...paraphraseGroups,
      ...foreignParaphraseGroups,
    }),
  )
}
