import { replaceWord } from './plain-words.ts'

/**
 * A text as two rows of words, each word between two blanks: `words` is what was said, without numbers,
 * addresses, host names and links, for these are no evidence ("spam" in a link is no verdict); `all` has
 * everything, for the tokens and links by which a provider is known. The rows are used again by the next call.
 */
export interface Views {
  readonly words: Uint16Array
  readonly wordsLength: number
  readonly all: Uint16Array
  readonly allLength: number
  /** Has letters beyond ASCII: other languages' patterns are looked for. */
  readonly foreign: boolean
}

/** Longest part of a text that is looked at; a reply line has at most 512 (RFC 5321 §4.5.3.1.5). */
export const longestText = 4_000

const room = 3 * longestText + 8
const wordRow = new Uint16Array(room)
const allRow = new Uint16Array(room)
const blank = 0x20
const bar = 0x7c

const gap = 0
const digit = 1
const letter = 2
const joint = 3
const apostrophe = 4
const kinds = new Uint8Array(128)
kinds.fill(digit, 0x30, 0x3a)
kinds.fill(letter, 0x61, 0x7b)
for (const sign of '.:/@-_=?&%+#~*$!^\\') kinds[sign.charCodeAt(0)] = joint
for (const sign of "'`") kinds[sign.charCodeAt(0)] = apostrophe

/** Folds case and accents so that `Boîte` and `boite` are one word; kana keep their base sign. */
export function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase()
  return /[ıłøđ]/.test(plain) ? plain.replace(/[ıłøđ]/g, (letter) => undecomposed[letter] ?? letter) : plain
}

/** Letters with a stroke or without a dot, which Unicode does not decompose. */
const undecomposed: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', ø: 'o', đ: 'd' }

/** Makes both rows in one pass over the text. */
export function viewsOf(given: string): Views {
  const cut = given.length > longestText ? given.slice(0, longestText) : given
  const foreign = /[^\0-\x7f]/.test(cut)
  const text = foreign ? fold(cut).slice(0, longestText) : cut
  wordRow[0] = blank
  allRow[0] = blank
  let [wordsLength, allLength] = [1, 1]
  const length = text.length
  for (let at = 0; at < length; ) {
    const start = at
    while (at < length && kindOf(text.charCodeAt(at)) !== gap) at++
    if (at === start) {
      at++
      continue
    }
    const named = isName(text, start, at)
    allLength = copyWords(text, start, at, allRow, allLength, true)
    const said = named ? endOfLabel(text, start, at) : at
    if (said > start) wordsLength = copyWords(text, start, said, wordRow, wordsLength, false)
    if (endsSentence(text, start, at)) wordsLength = withBar(wordRow, wordsLength)
  }
  return { words: wordRow, wordsLength, all: allRow, allLength, foreign }
}

function kindOf(code: number): number {
  if (code >= 0x80)
    return code === 0xa0 || (code >= 0x2010 && code <= 0x206f) || isWidePunctuation(code) ? gap : letter
  return kinds[code >= 0x41 && code <= 0x5a ? code + 32 : code] ?? gap
}

function isWidePunctuation(code: number): boolean {
  return (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x301f) || code >= 0xff00
}

/** An address, a link, a host name, an IP address: they name somebody and say nothing. */
function isName(text: string, start: number, end: number): boolean {
  let [dots, colons, letters] = [0, 0, 0]
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x40) return true
    if (code === 0x3a) {
      colons++
      if (text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f) return true
    }
    const kind = kindOf(code)
    if (kind === letter && !(code >= 0x61 && code <= 0x66)) letters++
    if (code === 0x2e && at > start && at + 1 < end && joinsLabels(text, at)) dots++
  }
  return dots > 0 || (colons > 1 && letters === 0)
}

/** Of `REJECT:192.0.2.1` the word before the colon was said; a link's scheme was not. */
function endOfLabel(text: string, start: number, end: number): number {
  let at = start
  while (at < end && kindOf(text.charCodeAt(at)) === letter) at++
  const isLabel = at - start > 2 && text.charCodeAt(at) === 0x3a && text.charCodeAt(at + 1) !== 0x2f
  return isLabel ? at : start
}

/** `full.Please`: a dot between a small letter and a capital or a wide sign stands between sentences. */
function joinsLabels(text: string, at: number): boolean {
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at + 1)]
  if (after >= 0x80 || !isLetterOrDigit(before) || !isLetterOrDigit(after)) return false
  return !(before >= 0x61 && before <= 0x7a && after >= 0x41 && after <= 0x5a)
}

function isLetterOrDigit(code: number): boolean {
  const kind = kindOf(code)
  return kind === letter || kind === digit
}

/**
 * Copies the pieces of a token, small, a blank after each. Without `numbers`, pieces of digits are left out;
 * a reply code leaves a bar, so that the words before it ("host mx …: 550 unknown user") do not join those after.
 */
function copyWords(
  text: string,
  start: number,
  end: number,
  row: Uint16Array,
  from: number,
  numbers: boolean,
): number {
  let [length, pieceStart, letters] = [from, from, false]
  for (let at = start; at <= end; at++) {
    const code = at < end ? text.charCodeAt(at) : blank
    const kind = at < end ? kindOf(code) : gap
    if (kind === apostrophe && isPossessive(text, at, end)) at++
    if (kind === letter || kind === digit) {
      const large = code >= 0x41 && code <= 0x5a
      if (large && !numbers && at > start && isSmall(text.charCodeAt(at - 1))) row[length++] = blank
      row[length++] = large ? code + 32 : code
      if (kind === letter) letters = true
    } else if (kind !== apostrophe && length > pieceStart) {
      if (letters && !numbers) length = withBlank(row, pieceStart, replaceWord(row, pieceStart, length))
      else if (numbers) row[length++] = blank
      else length = withoutNumber(row, pieceStart, length)
      pieceStart = length
      letters = false
    }
  }
  return length
}

/** Words of two sentences do not stand side by side. */
function endsSentence(text: string, start: number, end: number): boolean {
  const sign = text.charCodeAt(end - 1)
  return end - start > 3 && (sign === 0x2e || sign === 0x21 || sign === 0x3f)
}

function withBar(row: Uint16Array, length: number): number {
  row[length] = bar
  row[length + 1] = blank
  return length + 2
}

/** A word that was left out leaves no blank. */
function withBlank(row: Uint16Array, start: number, end: number): number {
  if (end > start) row[end++] = blank
  return end
}

function withoutNumber(row: Uint16Array, start: number, end: number): number {
  const first = row[start] ?? 0
  if (end - start !== 3 || (first !== 0x34 && first !== 0x35)) return start
  return withBar(row, start)
}

/** `RecipientNotFound` is three words, where words count. */
function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a
}

/** `recipient's` is `recipient`; `doesn't` is `doesnt`. */
function isPossessive(text: string, at: number, end: number): boolean {
  const [next, after] = [text.charCodeAt(at + 1), at + 2 < end ? kindOf(text.charCodeAt(at + 2)) : gap]
  return (next === 0x73 || next === 0x53) && at + 1 < end && after !== letter && after !== digit
}
