import type { Plugin } from 'rolldown'
import type { PackedRows } from '../src/explain/matching/packed-rows.ts'
import { allProviders } from '../src/explain/providers/registry.ts'
import { packedReplyAnswers, packedReplyRules, packedReplyWords } from '../src/explain/reply-rules.ts'

/** What the prepared module reads beside itself; numbers in its text would be gone through letter by letter. */
const numbersFile = 'reply-rules.bin'

/**
 * Puts the compiled reply rules and the table of their words in the place of the module that stands for them in
 * the sources, and providers without the text of their rules in the place of their list.
 */
export function preparedReplyRules(): Plugin {
  const [rules, words] = [packedReplyRules(), packedReplyWords()]
  return {
    name: 'prepared-reply-rules',
    load: (id) => {
      if (id.endsWith('/src/explain/prepared-rules.ts'))
        return { code: preparedModule(rules, words), moduleType: 'js' }
      if (id.endsWith('/src/explain/providers/registry.ts'))
        return { code: `export const allProviders = ${parsed(spokenOf())}`, moduleType: 'js' }
      return null
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: numbersFile,
        source: Buffer.concat([rules, words].map(bytesOf)),
      })
    },
  }
}

function preparedModule(rules: PackedRows, words: PackedRows): string {
  const end = bytesOf(rules).length
  return `import { readFileSync } from 'node:fs'
const numbers = () => readFileSync(new URL('${numbersFile}', import.meta.url))
export const preparedRules = () => ({ ...${parsed({ ...rules, numbers: '' })}, numbers: numbers().subarray(0, ${end}) })
export const preparedWords = () => ({ ...${parsed({ ...words, numbers: '' })}, numbers: numbers().subarray(${end}) })
export const preparedAnswers = () => ${parsed(packedReplyAnswers())}`
}

function bytesOf({ numbers }: PackedRows): Uint8Array {
  return typeof numbers === 'string' ? Buffer.from(numbers, 'base64') : numbers
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
