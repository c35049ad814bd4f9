const longestStatement = 4_000
const mostStatements = 5_000

/**
 * Cuts rsyslog.conf(5) into statements: at the ends of lines outside of parentheses, and at braces, which are
 * statements of their own. Comments are left out, continued lines (`\`) joined. Linear.
 */
export function statementsOf(text: string): string[] {
  const splitter = new Splitter()
  for (let at = 0; at < text.length; at++) splitter.take(text, at)
  return splitter.end()
}

class Splitter {
  readonly #statements: string[] = []
  #current = ''
  #depth = 0
  #quote = ''
  #inComment = false

  take(text: string, at: number): void {
    const character = text.charAt(at)
    if (this.#inComment) {
      if (character !== '\n') return
      this.#inComment = false
    }
    if (this.#quote !== '') this.#quoted(character, text.charAt(at - 1))
    else if (character === '"' || character === "'") this.#open(character)
    else if (character === '#' && /^\s?$/.test(text.charAt(at - 1))) this.#inComment = true
    else if (character === '\\' && text.charAt(at + 1) === '\n') this.#add(' ')
    else if (character === '\n') this.#newline(text.charAt(at - 1))
    else if ((character === '{' || character === '}') && this.#depth === 0) this.#brace(character)
    else {
      if (character === '(') this.#depth++
      if (character === ')') this.#depth = Math.max(0, this.#depth - 1)
      this.#add(character)
    }
  }

  end(): string[] {
    this.#finish()
    return this.#statements
  }

  /** A quote that is never closed ends with its line: an apostrophe in an old template. */
  #quoted(character: string, previous: string): void {
    if (character === '\n') this.#quote = ''
    if (character === this.#quote && previous !== '\\') this.#quote = ''
    if (character === '\n' && this.#depth === 0) this.#finish()
    else this.#add(character === '\n' ? ' ' : character)
  }

  #open(character: string): void {
    this.#quote = character
    this.#add(character)
  }

  #newline(previous: string): void {
    if (previous === '\\') return
    if (this.#depth > 0) this.#add(' ')
    else this.#finish()
  }

  #brace(character: string): void {
    this.#finish()
    this.#push(character)
  }

  #add(character: string): void {
    if (this.#current.length < longestStatement) this.#current += character
  }

  #finish(): void {
    const statement = this.#current.trim()
    this.#current = ''
    if (statement !== '') this.#push(statement)
  }

  #push(statement: string): void {
    if (this.#statements.length < mostStatements) this.#statements.push(statement)
  }
}
