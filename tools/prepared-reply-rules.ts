import type { Plugin } from 'rolldown'
import { packedReplyRules, packedReplyWords } from '../src/explain/reply-rules.ts'

/** Puts the compiled reply rules and the table of their words in the place of the module that stands for them in the sources. */
export function preparedReplyRules(): Plugin {
  return {
    name: 'prepared-reply-rules',
    load: (id) =>
      id.endsWith('/src/explain/prepared-rules.ts') ? { code: preparedModule(), moduleType: 'js' } : null,
  }
}

function preparedModule(): string {
  return `export const preparedRules = ${JSON.stringify(packedReplyRules())}
export const preparedWords = ${JSON.stringify(packedReplyWords())}`
}
