import type { PackedRules } from './matching/packed-rules.ts'

/**
 * The reply rules, compiled. Undefined in the sources: there the text of the rules is the only truth.
 * `tools/build.ts` puts in this place what `packedReplyRules` makes of that text.
 */
export const preparedRules: PackedRules | undefined = undefined
