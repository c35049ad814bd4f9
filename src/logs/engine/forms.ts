/** Beginnings of texts that a program is known to write, found by their first three characters. */
export class Forms {
  readonly #byStart = new Map<string, string[]>()
  /** Shorter than three characters. */
  readonly #short: string[] = []

  constructor(prefixes: readonly string[]) {
    for (const prefix of prefixes) {
      if (prefix.length < 3) {
        this.#short.push(prefix)
        continue
      }
      const key = prefix.slice(0, 3)
      const list = this.#byStart.get(key)
      if (list === undefined) this.#byStart.set(key, [prefix])
      else list.push(prefix)
    }
  }

  /** Whether `text` begins, at `from`, as one of them does. */
  fit(text: string, from = 0): boolean {
    const list = this.#byStart.get(text.slice(from, from + 3))
    if (list?.some((prefix) => text.startsWith(prefix, from))) return true
    return this.#short.some((prefix) => text.startsWith(prefix, from))
  }
}
