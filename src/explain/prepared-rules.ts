import type { PackedRules } from './matching/packed-rules.ts'
import type { PackedWords } from './matching/packed-words.ts'

/**
 * The reply rules, compiled, and what their single words speak for. Undefined in the sources: there the text of
 * the rules is the only truth. `tools/prepared-reply-rules.ts` puts in their place what `packedReplyRules` and
 * `packedReplyWords` make of that text.
 */
export const preparedRules: PackedRules | undefined = undefined
export const preparedWords: PackedWords | undefined = undefined
