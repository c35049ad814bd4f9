/**
 * The reply rules, compiled, and what their single words speak for. In the sources the text of the rules is the
 * only truth; `tools/prepared-reply-rules.ts` puts what these functions give in the place of this module, so
 * that a program neither compiles that text nor holds it.
 */
export {
  packedReplyAnswers as preparedAnswers,
  packedReplyRules as preparedRules,
  packedReplyWords as preparedWords,
} from './reply-rules.ts'
