/** Gives the raw (unexpanded) value of a parameter; undefined where it is not known. */
export type Lookup = (name: string) => string | undefined

/** Loops in the file (`a = $b`, `b = $a`) and explosions end here; Postfix has like limits. */
const maximalDepth = 40
const maximalLookups = 20_000
const maximalLength = 262_144

/**
 * Expands `$name`, `$(name)`, `${name}`, `${name?text}`, `${name:text}`, `${name?{a}:{b}}`,
 * `${{lhs} op {rhs} ? {a} : {b}}` and `$$` in a value, recursively, as postconf(5) says.
 * What is not well-formed stays as it is; unknown names become empty. Bounded; never throws.
 */
export function expand(value: string, lookup: Lookup): string {
  return new Expansion(lookup).expand(value, 0)
}

class Expansion {
  readonly #lookup: Lookup
  #lookups = 0
  #written = 0

  constructor(lookup: Lookup) {
    this.#lookup = lookup
  }

  expand(text: string, depth: number): string {
    if (!text.includes('$') || depth > maximalDepth) return text
    const parts: string[] = []
    let position = 0
    while (position < text.length && this.#written < maximalLength) {
      const dollar = text.indexOf('$', position)
      if (dollar < 0) break
      parts.push(text.slice(position, dollar))
      const { replacement, end } = this.#macro(text, dollar, depth)
      this.#written += replacement.length + 1
      parts.push(replacement)
      position = end
    }
    parts.push(text.slice(position))
    return parts.join('').slice(0, maximalLength)
  }

  /** The macro that begins with the `$` at `dollar`. */
  #macro(text: string, dollar: number, depth: number): { replacement: string; end: number } {
    const next = text[dollar + 1]
    if (next === '$') return { replacement: '$', end: dollar + 2 }
    if (next === '{' || next === '(') {
      const end = closing(text, dollar + 1, next)
      if (end === undefined) return { replacement: text.slice(dollar), end: text.length }
      return { replacement: this.#braced(text.slice(dollar + 2, end), depth), end: end + 1 }
    }
    const name = nameAt(text, dollar + 1)
    if (name === '') return { replacement: '$', end: dollar + 1 }
    return { replacement: this.#named(name, depth), end: dollar + 1 + name.length }
  }

  #braced(inner: string, depth: number): string {
    if (inner.trimStart().startsWith('{')) return this.#comparison(inner.trimStart(), depth)
    const name = nameAt(inner, 0)
    const operator = inner[name.length]
    const rest = inner.slice(name.length + 1)
    if (operator === undefined) return this.#named(name, depth)
    const isSet = this.#named(name, depth) !== ''
    if (operator === '?') return this.#choose(isSet, rest, depth)
    if (operator === ':') return isSet ? '' : this.expand(unbraced(rest), depth + 1)
    return ''
  }

  /** `{a} : {b}`, or a text without braces that runs to the end. */
  #choose(condition: boolean, branches: string, depth: number): string {
    const trimmed = branches.trimStart()
    if (!trimmed.startsWith('{')) return condition ? this.expand(branches, depth + 1) : ''
    const end = closing(trimmed, 0, '{')
    if (end === undefined) return ''
    if (condition) return this.expand(trimmed.slice(1, end).trim(), depth + 1)
    const otherwise = trimmed.slice(end + 1).trimStart()
    return otherwise.startsWith(':') ? this.expand(unbraced(otherwise.slice(1)), depth + 1) : ''
  }

  /** `{lhs} op {rhs} ? {a} : {b}`; without branches the outcome is `bool:true` or `bool:`. */
  #comparison(inner: string, depth: number): string {
    const leftEnd = closing(inner, 0, '{')
    if (leftEnd === undefined) return ''
    const rightStart = inner.indexOf('{', leftEnd + 1)
    if (rightStart < 0) return ''
    const rightEnd = closing(inner, rightStart, '{')
    if (rightEnd === undefined) return ''
    const left = this.expand(inner.slice(1, leftEnd).trim(), depth + 1)
    const right = this.expand(inner.slice(rightStart + 1, rightEnd).trim(), depth + 1)
    const outcome = compare(left, inner.slice(leftEnd + 1, rightStart).trim(), right)
    const rest = inner.slice(rightEnd + 1).trimStart()
    if (rest.startsWith('?')) return this.#choose(outcome, rest.slice(1), depth)
    if (rest.startsWith(':')) return outcome ? '' : this.expand(unbraced(rest.slice(1)), depth + 1)
    return outcome ? 'bool:true' : ''
  }

  #named(name: string, depth: number): string {
    if (++this.#lookups > maximalLookups) return ''
    const raw = this.#lookup(name)
    return raw === undefined || depth >= maximalDepth ? '' : this.expand(raw, depth + 1)
  }
}

function nameAt(text: string, start: number): string {
  let end = start
  while (end < text.length && /[A-Za-z0-9_]/.test(text[end] ?? '')) end++
  return text.slice(start, end)
}

/** Index of the brace or parenthesis that closes the one at `start`. */
function closing(text: string, start: number, open: '{' | '('): number | undefined {
  const close = open === '{' ? '}' : ')'
  let level = 0
  for (let index = start; index < text.length; index++) {
    if (text[index] === open) level++
    else if (text[index] === close && --level === 0) return index
  }
  return undefined
}

function unbraced(text: string): string {
  const trimmed = text.trim()
  return trimmed.startsWith('{') && closing(trimmed, 0, '{') === trimmed.length - 1
    ? trimmed.slice(1, -1).trim()
    : text
}

function compare(left: string, operator: string, right: string): boolean {
  const isLevel = operator.endsWith('level')
  const order = isLevel ? compareLevels(left, right) : compareValues(left, right)
  switch (isLevel ? operator.slice(0, -'level'.length) : operator) {
    case '==':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      return false
  }
}

function compareValues(left: string, right: string): number {
  const bothNumbers = /^\d{1,15}$/.test(left) && /^\d{1,15}$/.test(right)
  if (bothNumbers) return Number(left) - Number(right)
  return left < right ? -1 : Number(left > right)
}

/** Compatibility levels are `major.minor.patch`, missing parts being 0: postconf(5) compatibility_level. */
export function compareLevels(left: string, right: string): number {
  const [a, b] = [left, right].map((level) => level.split('.').map((part) => Number.parseInt(part, 10) || 0))
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
