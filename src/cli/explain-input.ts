import { open } from 'node:fs/promises'
import { MailCondenser } from '../explain/mail/condense.ts'

/** What a person gave `explain`: a text, or a file by its name. */
export interface ExplainInput {
  readonly name: string | undefined
  /** What can tell something (MailCondenser). */
  readonly bytes: Uint8Array
  /** All bytes, for who checks signatures; of a mail beyond `longestWhole` only the headers. */
  readonly whole?: Uint8Array
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

/** Mail servers take 25 to 50 MB as a rule; a larger mail is told by its headers alone. */
const longestWhole = 64 << 20

/** Reads a file, or standard input for `-`; `whole`: all of its bytes are kept too. */
export async function readInput(name: string, whole = false): Promise<ExplainInput | UnreadableInput> {
  if (name === '-') return { name, ...(await readAll(process.stdin, whole)) }
  try {
    const file = await open(name)
    try {
      const stream = file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })
      return { name, ...(await readAll(stream, whole)) }
    } finally {
      await file.close()
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { failure: `cannot read ${name}: ${reason}` }
  }
}

async function readAll(
  stream: AsyncIterable<Uint8Array>,
  whole: boolean,
): Promise<Pick<ExplainInput, 'bytes' | 'whole'>> {
  const condenser = new MailCondenser()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    condenser.add(chunk)
    size += chunk.byteLength
    if (whole && size <= longestWhole) chunks.push(chunk)
    if (whole ? size > longestWhole : condenser.isFull || size > mostRead) break
  }
  const bytes = condenser.bytes()
  if (!whole) return { bytes }
  return { bytes, whole: size <= longestWhole ? Buffer.concat(chunks) : headersOf(bytes) }
}

/** Where a person gave a disk image for a mail. */
const mostRead = 1 << 30

function headersOf(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = [buffer.indexOf('\n\n'), buffer.indexOf('\n\r\n')].filter((end) => end >= 0)
  return bytes.subarray(0, Math.min(bytes.length, ...ends) + 1)
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
