import { type Answer, known, unknown } from '../answer.ts'
import { kernelTableOf } from './address-text.ts'
import { type ContentText, contentText } from './content-text.ts'
import { type Entry, questionKey, type RawEntry, type StoredContent } from './entry.ts'
import type { Pseudonyms, TextKind } from './pseudonyms.ts'
import { redact, type SecretForm, secretFormOf } from './redact.ts'
import { secretFilesNamedIn } from './secret-files.ts'

/** An entry without secrets; its content still as text, so that pseudonyms can be put in. */
interface RedactedEntry {
  readonly entry: Entry
  readonly kind: TextKind
  readonly content?: {
    readonly text: string
    readonly store: ContentText['store']
    readonly remarks: Pick<StoredContent, 'skippedBytes' | 'cutShort'>
  }
}

/**
 * Makes of a recording what may be written: secrets are gone, and with `pseudonyms` given, names and
 * addresses are replaced in questions and answers alike, so that a replay finds them. One by one, as
 * the logs among them are large.
 */
export function* cleanEntries(recorded: readonly RawEntry[], pseudonyms?: Pseudonyms): Generator<Entry> {
  const secretFiles = secretFilesNamedIn(configurationTexts(recorded))
  const entries = withoutRepetitions(recorded.map((raw) => redactEntry(raw, secretFiles)))
  if (pseudonyms !== undefined) {
    for (const { entry, content, kind } of entries) {
      const asked = stringsIn(entry.arguments)
      pseudonyms.learn(asked, stringsIn(entry.answer), content ? 'text' : kind)
      if (content !== undefined) pseudonyms.learn(asked, [content.text], kind)
    }
  }
  const replace = (text: string, kind: TextKind) => pseudonyms?.replace(text, kind) ?? text
  for (const redacted of entries) yield finishEntry(redacted, replace)
}

function* configurationTexts(recorded: readonly RawEntry[]): Generator<string> {
  for (const { method, answer, content } of recorded) {
    if (content !== undefined) {
      const { bytes } = content()
      if (bytes.length <= 1 << 20) yield Buffer.from(bytes).toString('latin1')
    } else if (method === 'run' && answer.status === 'known') {
      yield* stringsIn(answer.value).filter((text) => text.length <= 1 << 20)
    }
  }
}

function redactEntry(raw: RawEntry, secretFiles: ReadonlyMap<string, SecretForm>): RedactedEntry {
  const formOf = (path: string) => secretFiles.get(path.replace(/:\d+$/, '')) ?? secretFormOf(path)
  const [about] = raw.arguments
  const path = typeof about === 'string' && raw.port === 'host' ? about : undefined
  const isQuery = stringsIn(raw.arguments).some(
    (text) => formOf(text.replace(/^[\w-]+:/, '')) === 'lookup-table',
  )
  const form: SecretForm = path === undefined ? (isQuery ? 'lookup-answer' : 'text') : formOf(path)
  const entry = (answer: Answer<unknown>): Entry => ({
    port: raw.port,
    method: raw.method,
    arguments: mapStrings(raw.arguments, (text) => redact(text)) as readonly unknown[],
    answer,
  })
  const kind = textKindOf(raw, path)
  if (raw.content === undefined) return { entry: entry(redactAnswer(raw.answer, form, formOf)), kind }
  const { bytes, skippedBytes, cutShort } = raw.content()
  const asText = contentText(bytes, path)
  if (asText === undefined || raw.answer.status !== 'known') return { entry: entry(leftOut(path)), kind }
  const answer = redactAnswer(known(null, ...raw.answer.evidence), form, formOf)
  const remarks = {
    ...(skippedBytes === 0 ? {} : { skippedBytes }),
    ...(cutShort === undefined ? {} : { cutShort }),
  }
  return {
    entry: entry(answer),
    kind,
    content: { text: redact(asText.text, form), store: asText.store, remarks },
  }
}

function leftOut(path: string | undefined): Answer<unknown> {
  const text = `${path ?? 'this'}: binary contents are not kept in a capture, as secrets could not be found in them`
  return unknown('not-recorded', text, 'look at it on the server itself')
}

function redactAnswer(
  answer: Answer<unknown>,
  form: SecretForm,
  formOf: (path: string) => SecretForm,
): Answer<unknown> {
  if (answer.status === 'unknown') return mapStrings(answer, (text) => redact(text)) as Answer<unknown>
  const evidence = answer.evidence.map((item) => {
    const itemForm = form === 'text' ? formOf(item.where) : form
    return { ...item, where: redact(item.where), text: redact(item.text, itemForm) }
  })
  if (answer.status === 'absent') return { status: 'absent', evidence }
  return { status: 'known', value: mapStrings(answer.value, (text) => redact(text, form)), evidence }
}

const versionCommands = new Set(['packages', 'dovecot-version'])

/** Versions of packages look like addresses, addresses in kernel tables do not. */
function textKindOf({ method, arguments: args }: RawEntry, path: string | undefined): TextKind {
  if (path !== undefined) {
    return (
      kernelTableOf(path) ??
      (/^\/var\/(?:log\/(?:dpkg|apt)|lib\/(?:dpkg|apt))/.test(path) ? 'versions' : 'text')
    )
  }
  const isCommand = method === 'run' || method === 'readBlocks'
  return isCommand && stringsIn(args).some((name) => versionCommands.has(name)) ? 'versions' : 'text'
}

function finishEntry(
  { entry, kind, content }: RedactedEntry,
  replace: (text: string, kind: TextKind) => string,
): Entry {
  const args = mapStrings(entry.arguments, (text) => replace(text, 'text')) as readonly unknown[]
  const answer = mapStrings(entry.answer, (text) => replace(text, content ? 'text' : kind)) as Answer<unknown>
  if (content === undefined || answer.status !== 'known') return { ...entry, arguments: args, answer }
  const value: StoredContent = { ...content.store(replace(content.text, kind)), ...content.remarks }
  return { ...entry, arguments: args, answer: { ...answer, value } }
}

/** Leaves out an answer that says the same as the one before to the same question. */
function withoutRepetitions(entries: readonly RedactedEntry[]): RedactedEntry[] {
  const last = new Map<string, RedactedEntry>()
  return entries.filter((redacted) => {
    const { port, method, arguments: args } = redacted.entry
    const key = questionKey(port, method, args)
    const before = last.get(key)
    last.set(key, redacted)
    return before === undefined || !saysTheSame(before, redacted)
  })
}

function saysTheSame(one: RedactedEntry, other: RedactedEntry): boolean {
  const [a, b] = [one.entry.answer, other.entry.answer]
  if (a.status !== 'known' || b.status !== 'known') return a.status === b.status
  if (one.content?.text !== other.content?.text) return false
  return JSON.stringify(a.value) === JSON.stringify(b.value)
}

/** A copy of plain data in which every string is changed. */
function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapStrings(member, change)]))
}

function stringsIn(value: unknown): string[] {
  const found: string[] = []
  mapStrings(value, (text) => {
    found.push(text)
    return text
  })
  return found
}
