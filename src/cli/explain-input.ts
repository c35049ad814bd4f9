import { open } from 'node:fs/promises'
import { mimeLimits } from '../explain/mail/mime.ts'

/** What a person gave `explain`: a text, or a file by its name. */
export interface ExplainInput {
  readonly name: string | undefined
  readonly bytes: Uint8Array
}

/** Why a file cannot be read: exit status 66. */
export interface UnreadableInput {
  readonly failure: string
}

/** Whether an argument names a file rather than being a reply: it ends like one, or is `-`. */
export function namesFile(argument: string): boolean {
  if (/^\.{0,2}\//.test(argument) && !/\s/.test(argument)) return true
  return argument === '-' || (/\.(?:eml|msg|txt|mbox|log|mail)$/i.test(argument) && !/\s/.test(argument))
}

/** Reads a file, or standard input for `-`; at most as much as a mail is read. */
export async function readInput(name: string): Promise<ExplainInput | UnreadableInput> {
  if (name === '-') return { name, bytes: await readAll(process.stdin) }
  try {
    const file = await open(name)
    try {
      const { size } = await file.stat()
      return {
        name,
        bytes: await readAll(
          file.createReadStream({ end: Math.max(0, Math.min(size, mimeLimits.bytes) - 1), autoClose: false }),
        ),
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { failure: `cannot read ${name}: ${reason}` }
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.byteLength
    if (size >= mimeLimits.bytes) break
  }
  return Buffer.concat(chunks)
}

/** The lines of a stream, each cut at `longest` characters; the last needs no line end. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream) {
    const text = decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield (rest + text.slice(from, end)).slice(0, longest)
      rest = ''
      from = end + 1
    }
    if (rest.length < longest) rest += text.slice(from)
  }
  rest += decoder.decode()
  if (rest !== '') yield rest.slice(0, longest)
}
