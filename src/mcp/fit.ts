import { cleanText } from './clean.ts'

/** An assistant reads all that it gets: what is longer than this helps nobody. In characters of JSON. */
export const longestDocument = 40_000
export const longestText = 16_000

/** From generous to short; lists keep their beginning, which is what matters most in all our contracts. */
const measures = [
  { items: 1_000, characters: 4_000 },
  { items: 200, characters: 2_000 },
  { items: 60, characters: 1_000 },
  { items: 25, characters: 600 },
  { items: 12, characters: 400 },
  { items: 6, characters: 300 },
  { items: 3, characters: 200 },
  { items: 1, characters: 120 },
] as const

const deepest = 12

export interface Fitted {
  readonly document: Readonly<Record<string, unknown>>
  /** Lists or texts were cut. */
  readonly cut: boolean
}

/**
 * Cuts lists and long texts of a document until it fits, and cleans what is left. Fields stay, so that the
 * contract of the document still holds: enumerations, times and numbers are shorter than any cut.
 */
export function fitDocument(document: Readonly<Record<string, unknown>>, longest = longestDocument): Fitted {
  let cutter = new Cutter(0, 0)
  for (const { items, characters } of measures) {
    cutter = new Cutter(items, characters)
    const fields = cutter.fields(document, 0)
    if (JSON.stringify(fields).length <= longest) return { document: fields, cut: cutter.cut }
  }
  return { document: { error: 'the answer is too long: ask for less' }, cut: true }
}

class Cutter {
  cut = false
  readonly #items: number
  readonly #characters: number

  constructor(items: number, characters: number) {
    this.#items = items
    this.#characters = characters
  }

  fields(given: object, depth: number): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [cleanText(name), this.#value(value, depth + 1)]),
    )
  }

  #value(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.#text(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > deepest) return null
    if (!Array.isArray(value)) return this.fields(value, depth)
    if (value.length > this.#items) this.cut = true
    return value.slice(0, this.#items).map((one) => this.#value(one, depth + 1))
  }

  #text(text: string): string {
    if (text.length <= this.#characters) return cleanText(text)
    this.cut = true
    // Cut after cleaning: a secret that is cut in half is not recognised. Far longer texts are cut before.
    const clean = cleanText(text.slice(0, 8 * this.#characters))
    return clean.length <= this.#characters ? clean : `${clean.slice(0, this.#characters - 1)}…`
  }
}

/** The text of an answer: cleaned, with its end cut where it is too long. */
export function fitText(
  text: string,
  longest = longestText,
): { readonly text: string; readonly cut: boolean } {
  const clean = cleanText(text.slice(0, 8 * longest))
  const cut = clean.length > longest || text.length > 8 * longest
  const end = clean.lastIndexOf('\n', longest)
  return { text: cut ? clean.slice(0, end > 0 ? end : longest) : clean, cut }
}
