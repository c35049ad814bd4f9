/** A value of Rspamd's configuration language (UCL, https://github.com/vstakhov/libucl). */
export type UclValue = string | UclObject | readonly UclValue[]
export interface UclObject {
  readonly [key: string]: UclValue
}

const maximalDepth = 16
const maximalTokens = 100_000

/**
 * Reads `key = value;`, `key { … }`, `key "name" { … }`, arrays and comments. Includes and macros are left
 * out: the caller reads Rspamd's few files one by one. Never throws; what it does not understand, it skips.
 */
export function parseUcl(text: string): UclObject {
  return new Parser(tokens(text)).object(0)
}

/** Later objects win; objects in both are put together (`duplicate=merge`). */
export function mergeUcl(first: UclObject, second: UclObject): UclObject {
  const merged: Record<string, UclValue> = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const earlier = merged[key]
    merged[key] = isUclObject(earlier) && isUclObject(value) ? mergeUcl(earlier, value) : value
  }
  return merged
}

export function isUclObject(value: UclValue | undefined): value is UclObject {
  return typeof value === 'object' && !Array.isArray(value)
}

/** A value as text, or undefined where it is none. */
export function uclText(object: UclObject | undefined, key: string): string | undefined {
  const value = object === undefined || !Object.hasOwn(object, key) ? undefined : object[key]
  return typeof value === 'string' ? value : undefined
}

export function uclObject(object: UclObject, key: string): UclObject | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  return isUclObject(value) ? value : undefined
}

/** One value or an array: always a list of texts, commas and semicolons split. */
export function uclList(object: UclObject, key: string): readonly string[] {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  const all = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return all
    .flatMap((one) => (typeof one === 'string' ? one.split(/[,;]/) : []))
    .map((one) => one.trim())
    .filter(Boolean)
}

interface Token {
  readonly text: string
  readonly quoted: boolean
}

const punctuation = '{}[]=:;,'

function tokens(text: string): Token[] {
  const found: Token[] = []
  let position = 0
  while (position < text.length && found.length < maximalTokens) {
    const character = text.charAt(position)
    if (/\s/.test(character)) position += character === '\n' ? endLine(found) : 1
    else if (character === '#') position = after(text, '\n', position) - 1
    else if (text.startsWith('/*', position)) position = after(text, '*/', position)
    else if (character === '"' || character === "'") position = quoted(text, position, character, found)
    else if (punctuation.includes(character)) position += push(found, character)
    else position = bare(text, position, found)
  }
  return found
}

/** A line's end closes a value as `;` does. */
function endLine(found: Token[]): number {
  push(found, '\n')
  return 1
}

function push(found: Token[], text: string): number {
  found.push({ text, quoted: false })
  return 1
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end < 0 ? text.length + 1 : end + mark.length
}

function quoted(text: string, start: number, quote: string, found: Token[]): number {
  let content = ''
  let position = start + 1
  while (position < text.length && text.charAt(position) !== quote) {
    if (text.charAt(position) === '\\') position += 1
    content += text.charAt(position)
    position += 1
  }
  found.push({ text: content, quoted: true })
  return position + 1
}

function bare(text: string, start: number, found: Token[]): number {
  let position = start
  // A colon ends a key and not a value such as `127.0.0.1:6379` or `http://…`.
  const stops = (character: string) => /\s/.test(character) || '{}[]=;,"#'.includes(character)
  while (position < text.length && !stops(text.charAt(position))) position += 1
  const word = text.slice(start, position)
  found.push({ text: word.endsWith(':') ? word.slice(0, -1) : word, quoted: false })
  return Math.max(position, start + 1)
}

class Parser {
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  object(depth: number): UclObject {
    const result: Record<string, UclValue> = {}
    for (let key = this.#next(); key !== undefined; key = this.#next()) {
      if (isMark(key, '}')) break
      if (!key.quoted && (key.text === '\n' || punctuation.includes(key.text))) continue
      if (!key.quoted && key.text.startsWith('.')) this.#skipLine()
      else this.#entry(result, key.text, depth)
    }
    return result
  }

  #entry(result: Record<string, UclValue>, key: string, depth: number): void {
    const value = this.#value(depth)
    if (value === undefined || key === '__proto__') return
    const earlier = Object.hasOwn(result, key) ? result[key] : undefined
    result[key] = isUclObject(earlier) && isUclObject(value) ? mergeUcl(earlier, value) : value
  }

  /** After a key: `= value`, `{ … }`, or `"name" { … }`, which is an object in an object. */
  #value(depth: number): UclValue | undefined {
    let token = this.#next()
    while (token !== undefined && (isMark(token, '=') || isMark(token, ':'))) token = this.#next()
    if (token === undefined || isMark(token, ';') || isMark(token, '\n')) return undefined
    if (isMark(token, '{')) return depth >= maximalDepth ? this.#skipObject() : this.object(depth + 1)
    if (isMark(token, '[')) return this.#array(depth + 1)
    if (isMark(token, '}')) {
      this.#position -= 1
      return undefined
    }
    const follower = this.#tokens[this.#position]
    if (follower !== undefined && isMark(follower, '{')) {
      this.#position += 1
      return { [token.text]: depth >= maximalDepth ? this.#skipObject() : this.object(depth + 1) }
    }
    return token.text
  }

  #array(depth: number): UclValue[] {
    const items: UclValue[] = []
    for (let token = this.#next(); token !== undefined; token = this.#next()) {
      if (isMark(token, ']')) break
      if (isMark(token, '{')) items.push(depth >= maximalDepth ? this.#skipObject() : this.object(depth + 1))
      else if (token.quoted || !(token.text === '\n' || punctuation.includes(token.text)))
        items.push(token.text)
    }
    return items
  }

  #skipObject(): UclObject {
    let open = 1
    for (let token = this.#next(); token !== undefined && open > 0; token = this.#next()) {
      if (isMark(token, '{')) open += 1
      if (isMark(token, '}')) open -= 1
    }
    return {}
  }

  #skipLine(): void {
    for (let token = this.#next(); token !== undefined; token = this.#next()) if (isMark(token, '\n')) return
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#position]
    this.#position += 1
    return token
  }
}

function isMark(token: Token, text: string): boolean {
  return !token.quoted && token.text === text
}
