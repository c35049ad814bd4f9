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

const ahead = 3
const room = 3 * longestText + 8
const wordRow = new Uint16Array(room)
const allRow = new Uint16Array(room)
/** The text's codes and their kinds, and behind them room for looking ahead. */
const codeRow = new Uint16Array(longestText + ahead)
const kindRow = new Uint8Array(longestText + ahead)
const byteRow = new Uint8Array(3 * longestText)
const encoder = new TextEncoder()
const blank = 0x20
const bar = 0x7c

const gap = 0
const digit = 1
const letter = 2
const joint = 3
const apostrophe = 4
/** A joint that may make of a token a name. */
const naming = 5
const kinds = new Uint8Array(128)
kinds.fill(digit, 0x30, 0x3a)
kinds.fill(letter, 0x41, 0x5b)
kinds.fill(letter, 0x61, 0x7b)
for (const sign of '/-_=?&%+#~*$!^\\') kinds[sign.charCodeAt(0)] = joint
for (const sign of '.:@') kinds[sign.charCodeAt(0)] = naming
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
  const foreign = !isPlain(cut)
  const length = foreign ? readFolded(fold(cut).slice(0, longestText)) : readPlain(cut.length)
  codeRow.fill(0, length, length + ahead)
  kindRow.fill(gap, length, length + ahead)
  wordRow[0] = blank
  allRow[0] = blank
  let [wordsLength, allLength] = [1, 1]
  for (let at = 0; at < length; at++) {
    const start = at
    let hasSign = false
    for (; kindRow[at] !== gap; at++) if (kindRow[at] === naming) hasSign = true
    if (at === start) continue
    allLength = copyAll(start, at, allLength)
    const said = hasSign && isName(start, at) ? endOfLabel(start, at) : at
    if (said > start) wordsLength = copyWords(start, said, wordsLength)
    if (endsSentence(start, at)) wordsLength = withBar(wordRow, wordsLength)
  }
  return { words: wordRow, wordsLength, all: allRow, allLength, foreign }
}

/** Whether a text is ASCII; its bytes are then in their row. */
function isPlain(text: string): boolean {
  return encoder.encodeInto(text, byteRow).written === text.length
}

function readPlain(length: number): number {
  for (let at = 0; at < length; at++) {
    const code = byteRow[at] ?? 0
    codeRow[at] = code
    kindRow[at] = kinds[code] ?? gap
  }
  return length
}

function readFolded(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    codeRow[at] = code
    kindRow[at] = code < 0x80 ? (kinds[code] ?? gap) : kindOfForeign(code)
  }
  return text.length
}

function kindOfForeign(code: number): number {
  return code === 0xa0 || (code >= 0x2010 && code <= 0x206f) || isWidePunctuation(code) ? gap : letter
}

function isWidePunctuation(code: number): boolean {
  return (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x301f) || code >= 0xff00
}

/** An address, a link, a host name, an IP address: they name somebody and say nothing. */
function isName(start: number, end: number): boolean {
  let [dots, colons, letters] = [0, 0, 0]
  for (let at = start; at < end; at++) {
    const code = codeRow[at] ?? 0
    if (code === 0x40) return true
    if (code === 0x3a) {
      colons++
      if (codeRow[at + 1] === 0x2f && codeRow[at + 2] === 0x2f) return true
    }
    if (kindRow[at] === letter && !(code >= 0x61 && code <= 0x66)) letters++
    if (code === 0x2e && at > start && at + 1 < end && joinsLabels(at)) dots++
  }
  return dots > 0 || (colons > 1 && letters === 0)
}

/** Of `REJECT:192.0.2.1` the word before the colon was said; a link's scheme was not. */
function endOfLabel(start: number, end: number): number {
  let at = start
  while (at < end && kindRow[at] === letter) at++
  const isLabel = at - start > 2 && codeRow[at] === 0x3a && codeRow[at + 1] !== 0x2f
  return isLabel ? at : start
}

/** `full.Please`: a dot between a small letter and a capital or a wide sign stands between sentences. */
function joinsLabels(at: number): boolean {
  const [before, after] = [codeRow[at - 1] ?? 0, codeRow[at + 1] ?? 0]
  if (after >= 0x80 || !isLetterOrDigit(at - 1) || !isLetterOrDigit(at + 1)) return false
  return !(before >= 0x61 && before <= 0x7a && after >= 0x41 && after <= 0x5a)
}

function isLetterOrDigit(at: number): boolean {
  return kindRow[at] === letter || kindRow[at] === digit
}

/** Copies the pieces of a token, small, a blank after each. */
function copyAll(start: number, end: number, from: number): number {
  let [length, pieceStart] = [from, from]
  for (let at = start; at < end; at++) {
    const kind = kindRow[at]
    if (kind === letter || kind === digit) allRow[length++] = small(codeRow[at] ?? 0)
    else if (kind === apostrophe) {
      if (isPossessive(at, end)) at++
    } else if (length > pieceStart) {
      allRow[length++] = blank
      pieceStart = length
    }
  }
  if (length > pieceStart) allRow[length++] = blank
  return length
}

/**
 * The same for words: pieces of digits are left out, and words have their plain form. A reply code leaves a bar,
 * so that the words before it ("host mx …: 550 unknown user") do not join those after.
 */
function copyWords(start: number, end: number, from: number): number {
  let [length, pieceStart, letters] = [from, from, false]
  for (let at = start; at <= end; at++) {
    const kind = at < end ? kindRow[at] : gap
    if (kind === apostrophe && isPossessive(at, end)) at++
    else if (kind === apostrophe && isElision(length - pieceStart, at)) {
      wordRow[length++] = blank
      pieceStart = length
    }
    if (kind === letter || kind === digit) {
      const code = codeRow[at] ?? 0
      if (code >= 0x41 && code <= 0x5a && at > start && isSmall(codeRow[at - 1] ?? 0))
        wordRow[length++] = blank
      wordRow[length++] = small(code)
      if (kind === letter) letters = true
    } else if (kind !== apostrophe && length > pieceStart) {
      length = letters
        ? withBlank(wordRow, pieceStart, replaceWord(wordRow, pieceStart, length))
        : withoutNumber(wordRow, pieceStart, length)
      pieceStart = length
      letters = false
    }
  }
  return length
}

function small(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 32 : code
}

/** Words of two sentences do not stand side by side. */
function endsSentence(start: number, end: number): boolean {
  const sign = codeRow[end - 1]
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

/** `l'adresse` and `n'existe` are two words, `can't` is one. */
function isElision(before: number, at: number): boolean {
  return (
    before === 1 && kindRow[at - 1] === letter && kindRow[at + 1] === letter && kindRow[at + 2] === letter
  )
}

/** `recipient's` is `recipient`; `doesn't` is `doesnt`. */
function isPossessive(at: number, end: number): boolean {
  const next = codeRow[at + 1]
  return (next === 0x73 || next === 0x53) && at + 1 < end && (at + 2 >= end || !isLetterOrDigit(at + 2))
}
