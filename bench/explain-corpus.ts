import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A labelled reply of the public corpus; the corpus lies beside the project and is no part of it. */
export interface LabelledReply {
  readonly id: string
  readonly text: string
  readonly reason: string
  readonly also: readonly string[]
  readonly permanent: boolean
  readonly actor: string
  readonly actorAlso: readonly string[]
}

export interface LabelledMail {
  readonly file: string
  readonly kind: string
  readonly bytes: Uint8Array
  readonly recipients: readonly (Omit<LabelledReply, 'id' | 'text'> & {
    readonly address: string | undefined
  })[]
}

const shared = new URL('../../shared/', import.meta.url)

export function corpusIsHere(): boolean {
  return existsSync(new URL('corpora/replies/', shared))
}

/** A fifth of the corpus is kept aside: FNV-1a of the text (of the file's name for mails), modulo five. */
export function isHeldOut(text: string): boolean {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash % 5 === 0
}

export function labelledReplies(): LabelledReply[] {
  const folder = new URL('corpora/replies/', shared)
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'))
  return files
    .flatMap((file) => jsonLines(new URL(file, folder)))
    .map((line) => ({ id: text(line['id']), text: text(line['text']), ...labels(line) }))
}

export function labelledMails(): LabelledMail[] {
  const folder = new URL('corpora/bounces/', shared)
  return jsonLines(new URL('labels.jsonl', folder)).map((line) => ({
    file: text(line['file']),
    kind: text(line['kind']),
    bytes: readFileSync(new URL(text(line['file']), folder)),
    recipients: list(line['recipients']).map((one) => {
      const fields = record(one)
      return { address: fields['address'] === null ? undefined : text(fields['address']), ...labels(fields) }
    }),
  }))
}

/** Which names of Sisimai stand for a reason of ours. */
export function sisimaiNames(): ReadonlyMap<string, readonly string[]> {
  const taxonomy = record(
    JSON.parse(readFileSync(new URL('reference/replies-taxonomy.json', shared), 'utf8')),
  )
  const reasons = Object.entries(record(taxonomy['reasons']))
  return new Map(reasons.map(([reason, fields]) => [reason, list(record(fields)['sisimai']).map(text)]))
}

type Json = Readonly<Record<string, unknown>>

function labels(line: Json): Omit<LabelledReply, 'id' | 'text'> {
  return {
    reason: text(line['reason']),
    also: list(line['also']).map(text),
    permanent: line['permanent'] === true,
    actor: text(line['actor']),
    actorAlso: list(line['actor_also']).map(text),
  }
}

function jsonLines(file: URL): Json[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => record(JSON.parse(line)))
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
