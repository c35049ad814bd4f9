/** One option of a rule with its values: `! --dport 25` → {name: '--dport', values: ['25'], negated}. */
export interface RuleOption {
  readonly name: string
  readonly values: readonly string[]
  readonly negated: boolean
}

const maximalWords = 1_000

/** Splits a rule of iptables-save into words; quotes as iptables-save writes them (`"a \"b\""`). */
export function words(line: string): string[] {
  const found: string[] = []
  let word = ''
  let quoted = false
  let inWord = false
  for (let index = 0; index < line.length && found.length < maximalWords; index++) {
    const character = line[index] ?? ''
    if (character === '\\' && quoted) {
      index += 1
      word += line[index] ?? ''
    } else if (character === '"') {
      quoted = !quoted
      inWord = true
    } else if (character === ' ' && !quoted) {
      if (inWord) found.push(word)
      word = ''
      inWord = false
    } else {
      word += character
      inWord = true
    }
  }
  return inWord ? [...found, word] : found
}

/** Options in their order. A word after an option that is no option is its value. */
export function options(all: readonly string[]): RuleOption[] {
  const found: { name: string; values: string[]; negated: boolean }[] = []
  let negated = false
  for (const word of all) {
    if (word === '!') negated = true
    else if (/^--?[a-z]/i.test(word)) {
      found.push({ name: word, values: [], negated })
      negated = false
    } else found.at(-1)?.values.push(word)
  }
  return found
}
