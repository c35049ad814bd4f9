import { PairCounts } from '../figures/pair-counts.ts'
import { isReplyCode } from '../template.ts'
import { decode, mix } from './bytes.ts'
import type { EngineMemory } from './memory.ts'
import * as layout from './memory-layout.ts'

/** Names the meaning of a reply or of a refusal's text, by the product's one taxonomy. */
export type Classify = (text: string, kind: ReasonKind) => string

export type ReasonKind = 'reject' | 'deferral' | 'bounce'

export interface Template {
  /** The same for the same form in every run. */
  readonly key: number
  /** From 1, in the order in which they were met; 0: one of too many. */
  readonly number: number
  readonly kind: ReasonKind
  readonly reason: string
  /** The first text of this form, as written. */
  readonly sample: string
  count: number
}

const { mostTemplates } = layout
/** Codes stand here: `450 4.7.25 `, `host h[ip] said: 450 …` follows them through. */
const longestText = 1_000

/**
 * Counts reasons. Replies differ in addresses, IDs and numbers; folded to a template, hundreds of
 * thousands become a few hundred, so that the classifier hardly ever runs.
 */
export class Reasons {
  readonly #templates = new Map<number, Template>()
  readonly #byNumber: Template[] = []
  readonly #classify: Classify
  readonly #kinds: Readonly<Record<ReasonKind, Map<string, number>>>
  /** The same for the pass (assembly/templates.ts): numbers of templates by key, what it counted, their reasons. */
  readonly #numbers: PairCounts
  readonly #passCounts: Int32Array
  readonly #passReasons: Int32Array

  constructor(classify: Classify, memory: EngineMemory) {
    this.#numbers = new PairCounts(mostTemplates, memory.area(layout.templatesAt))
    this.#passCounts = memory.integers(layout.templateCountsAt, mostTemplates + 1)
    this.#passReasons = memory.integers(layout.templateReasonsAt, mostTemplates + 1)
    this.#classify = classify
    this.#kinds = { reject: new Map(), deferral: new Map(), bounce: new Map() }
  }

  /** Returns the form of the text, with its reason. */
  add(kind: ReasonKind, bytes: Buffer, start: number, end: number, weight: number): Template {
    const key = templateKey(bytes, start, Math.min(end, start + longestText), kind)
    let template = this.#templates.get(key)
    if (template === undefined) {
      const sample = decode(bytes, start, Math.min(end, start + longestText))
      const hasRoom = this.#templates.size < mostTemplates
      const number = hasRoom ? this.#templates.size + 1 : 0
      template = { key, number, kind, reason: this.#classify(sample, kind), sample, count: 0 }
      if (hasRoom) this.#keep(key, template)
    }
    template.count += weight
    const counts = this.#kinds[kind]
    counts.set(template.reason, (counts.get(template.reason) ?? 0) + weight)
    return template
  }

  #keep(key: number, template: Template): void {
    this.#templates.set(key, template)
    this.#byNumber.push(template)
    this.#numbers.set(Math.floor(key / 1_048_576), key % 1_048_576, template.number)
  }

  /** The pass may count this deferral by itself; `reason`: its number in `Delays`. */
  settleable(template: Template, reason: number): void {
    if (template.number > 0) this.#passReasons[template.number] = reason + 1
  }

  /** Takes over what the pass has counted. */
  settle(): void {
    for (const template of this.#templates.values()) {
      const times = this.#passCounts[template.number] ?? 0
      if (times > 0) this.again(template, times)
      this.#passCounts[template.number] = 0
    }
  }

  /** The template of a number. */
  numbered(number: number): Template | undefined {
    return this.#byNumber[number - 1]
  }

  /** A text of a known form, some more times. */
  again(template: Template, times: number): void {
    template.count += times
    const counts = this.#kinds[template.kind]
    counts.set(template.reason, (counts.get(template.reason) ?? 0) + times)
  }

  counts(kind: ReasonKind): ReadonlyMap<string, number> {
    return this.#kinds[kind]
  }

  templates(): Iterable<Template> {
    return this.#templates.values()
  }
}

const kindSeeds: Readonly<Record<ReasonKind, number>> = { reject: 1, deferral: 2, bounce: 3 }

/** Hash of a text's template (`template.ts` defines it), and of the kind. 52 bits. */
function templateKey(bytes: Uint8Array, start: number, end: number, kind: ReasonKind): number {
  let one = kindSeeds[kind]
  let two = 0x9747b28c
  let at = start
  while (at < end) {
    const byte = bytes[at] ?? 0
    if (byte === 60 || byte === 91) {
      at = closing(bytes, at, end, byte + 2)
      one = Math.imul(one ^ byte, 0x01000193)
      continue
    }
    const wordEnd = endOfWord(bytes, at, end)
    if (wordEnd === at) {
      one = Math.imul(one ^ byte, 0x01000193)
      at++
      continue
    }
    const hash = wordHash(bytes, at, wordEnd)
    one = Math.imul(one ^ hash, 0x01000193)
    two = Math.imul((two ^ hash) + 0x52dce729, 0x5bd1e995)
    at = wordEnd
    // "host h[ip] said", "connect to h[ip]:25": the name is another each time.
    if (bytes[wordEnd] !== 32 || !beforeNames.includes(hash)) continue
    at = behindName(bytes, wordEnd, end)
    if (at > wordEnd) one = Math.imul(one ^ 42, 0x01000193)
  }
  return (mix(one) >>> 0) * 1_048_576 + (mix(two) & 0xfffff)
}

function closing(bytes: Uint8Array, at: number, end: number, close: number): number {
  let i = at + 1
  while (i < end && bytes[i] !== close) i++
  return i + 1
}

/** Words end at a blank, a bracket, `;`, `,`, `(`, `)`, `=`. */
function endOfWord(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end) {
    const byte = bytes[i] ?? 0
    if (
      byte === 32 ||
      byte === 60 ||
      byte === 91 ||
      byte === 59 ||
      byte === 44 ||
      byte === 40 ||
      byte === 41 ||
      byte === 61
    )
      break
    i++
  }
  return i
}

/** 1 for a word that differs from message to message. Codes (`450`, `4.7.25`) are no such words. */
function wordHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  let digits = 0
  let points = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0
    if (byte === 64) return 1
    if (byte >= 48 && byte <= 57) digits++
    else if (byte === 46 || byte === 45) points++
    hash = Math.imul(hash ^ byte, 0x01000193)
  }
  return digits === 0 || isReplyCode(bytes[start] ?? 0, digits, points, end - start) ? hash : 1
}

/** Behind the name that follows the blank at `blank`; `blank` where the word there is no name of a host. */
function behindName(bytes: Uint8Array, blank: number, end: number): number {
  let isName = false
  for (let at = blank + 1; at < end; at++) {
    const byte = bytes[at]
    if (byte === 91) return at
    if (byte === 32) return isName ? at : blank
    if (byte === 46) isName = true
  }
  return isName ? end : blank
}

const beforeNames = ['host', 'hostname', 'client', 'from', 'to'].map((word) =>
  wordHash(Buffer.from(word), 0, word.length),
)
