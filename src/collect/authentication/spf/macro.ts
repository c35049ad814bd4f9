/** A piece of a macro-string (RFC 7208 §7.1): literal text, or a macro with its transformers. */
type MacroPart =
  | { readonly literal: string }
  | {
      readonly letter: string
      /** Upper case letter: the expansion is URL-escaped. */
      readonly escaped: boolean
      /** How many labels from the right are kept; undefined: all. */
      readonly keep: number | undefined
      readonly reversed: boolean
      readonly delimiters: string
    }

export type MacroString = readonly MacroPart[]

/** What macros stand for, in one evaluation. `p` is looked up only when it is there. */
export interface MacroValues {
  readonly sender: string
  readonly localPart: string
  readonly senderDomain: string
  readonly domain: string
  /** Dotted quad, or 32 nibbles with dots (RFC 7208 §7.3). */
  readonly dottedAddress: string
  readonly addressText: string
  readonly family: 4 | 6
  readonly helo: string
  readonly validatedName: string
  /** Seconds since 1970, for `%{t}` in explanations. */
  readonly timestampSeconds: number
}

const percentEscapes: Readonly<Record<string, string>> = { '%': '%', _: ' ', '-': '%20' }
const macroBody = /^([slodiphcrtv])([0-9]{0,3})(r?)([-.+,/_=]*)$/i

/**
 * Splits a macro-string into its parts. A stray `%`, an unknown letter or a character outside of printable
 * ASCII → undefined. `%{c}`, `%{r}` and `%{t}` are for explanations only.
 */
export function parseMacroString(text: string, inExplanation = false): MacroString | undefined {
  const parts: MacroPart[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '%') {
      const next = text.indexOf('%', at)
      const literal = text.slice(at, next === -1 ? text.length : next)
      if (!(inExplanation ? /^[\x20-\x7e]*$/ : /^[\x21-\x7e]*$/).test(literal)) return undefined
      parts.push({ literal })
      at += literal.length
      continue
    }
    const escaped = percentEscapes[text[at + 1] ?? '']
    if (escaped !== undefined) {
      parts.push({ literal: escaped })
      at += 2
      continue
    }
    const end = text[at + 1] === '{' ? text.indexOf('}', at) : -1
    const macro = end === -1 ? undefined : parseMacro(text.slice(at + 2, end), inExplanation)
    if (macro === undefined) return undefined
    parts.push(macro)
    at = end + 1
  }
  return parts
}

function parseMacro(body: string, inExplanation: boolean): MacroPart | undefined {
  const [, letter = '', digits = '', reverse = '', delimiters = ''] = macroBody.exec(body) ?? []
  if (letter === '' || (/[crt]/i.test(letter) && !inExplanation)) return undefined
  const keep = digits === '' ? undefined : Number(digits)
  if (keep === 0) return undefined
  return {
    letter: letter.toLowerCase(),
    escaped: letter !== letter.toLowerCase(),
    keep,
    reversed: reverse !== '',
    delimiters: delimiters === '' ? '.' : delimiters,
  }
}

export function usesValidatedName(parts: MacroString): boolean {
  return parts.some((part) => 'letter' in part && part.letter === 'p')
}

/** Fills in the macros. Text only: whether the result is a domain is the caller's question. */
export function expandMacros(parts: MacroString, values: MacroValues): string {
  return parts
    .map((part) => {
      if ('literal' in part) return part.literal
      const labels = splitAny(macroValue(part.letter, values), part.delimiters)
      const ordered = part.reversed ? labels.toReversed() : labels
      const kept = ordered.slice(part.keep === undefined ? 0 : -part.keep).join('.')
      return part.escaped ? encodeUnreserved(kept) : kept
    })
    .join('')
}

/** As a domain: longer than 253 characters loses labels from the left (RFC 7208 §7.3). */
export function expandDomain(parts: MacroString, values: MacroValues): string {
  let name = expandMacros(parts, values).replace(/\.$/, '')
  while (name.length > 253 && name.includes('.')) name = name.slice(name.indexOf('.') + 1)
  return name
}

function splitAny(text: string, delimiters: string): string[] {
  const pieces = ['']
  for (const character of text) {
    if (delimiters.includes(character)) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces
}

/** Everything but RFC 3986's unreserved characters is escaped; encodeURIComponent leaves `!'()*`. */
function encodeUnreserved(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function macroValue(letter: string, values: MacroValues): string {
  switch (letter) {
    case 's':
      return values.sender
    case 'l':
      return values.localPart
    case 'o':
      return values.senderDomain
    case 'd':
      return values.domain
    case 'i':
      return values.dottedAddress
    case 'c':
      return values.addressText
    case 'p':
      return values.validatedName
    case 'v':
      return values.family === 4 ? 'in-addr' : 'ip6'
    case 'h':
      return values.helo
    case 't':
      return String(values.timestampSeconds)
    default:
      return 'unknown'
  }
}
