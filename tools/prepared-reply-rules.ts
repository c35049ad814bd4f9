import type { Plugin } from 'rolldown'
import { allProviders } from '../src/explain/providers/registry.ts'
import { packedReplyAnswers, packedReplyRules, packedReplyWords } from '../src/explain/reply-rules.ts'

/**
 * Puts the compiled reply rules and the table of their words in the place of the module that stands for them in
 * the sources, and providers without the text of their rules in the place of their list.
 */
export function preparedReplyRules(): Plugin {
  return {
    name: 'prepared-reply-rules',
    load: (id) => {
      if (id.endsWith('/src/explain/prepared-rules.ts')) return { code: preparedModule(), moduleType: 'js' }
      if (id.endsWith('/src/explain/providers/registry.ts'))
        return { code: `export const allProviders = ${parsed(spokenOf())}`, moduleType: 'js' }
      return null
    },
  }
}

function preparedModule(): string {
  return `export const preparedRules = () => ${parsed(packedReplyRules())}
export const preparedWords = () => ${parsed(packedReplyWords())}
export const preparedAnswers = () => ${parsed(packedReplyAnswers())}`
}

/** What is said of providers; their rules are in the book. */
function spokenOf(): unknown[] {
  return allProviders.map(({ tokens: _tokens, dialect: _dialect, ...spoken }) => ({ ...spoken, marks: '' }))
}

/** JSON in a string is read faster than the same as JavaScript; of ASCII alone, so is the whole module. */
function parsed(value: unknown): string {
  const json = JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `JSON.parse(${JSON.stringify(json)})`
}
