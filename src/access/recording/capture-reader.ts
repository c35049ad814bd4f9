import { constants, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { boundedLines, type LineLimits } from './bounded-lines.ts'
import { CaptureError } from './capture-error.ts'
import type { Capture, CaptureHeader, Entry } from './entry.ts'
import { answers, headerSchema, isMethod, lineSchema } from './schema.ts'

/** More than any real capture needs, less than what would hurt. */
export const captureLimits = {
  fileBytes: 256 << 20,
  inflatedBytes: 256 << 20,
  lineBytes: 64 << 20,
  entries: 200_000,
  /** Commas, colons and brackets outside strings: what makes a small text a large structure. */
  tokens: 8_000_000,
  /** Inflated to compressed, once 64 MiB are inflated: logs reach 100. */
  ratio: 400,
}

const supported = 1

/**
 * Reads a capture, whoever made it: sizes are bounded before anything is believed, and every answer is
 * checked. Throws CaptureError (unreadable, not-a-capture, newer-version, damaged, too-big).
 */
export async function readCapture(path: string): Promise<Capture> {
  const file = await opened(path)
  try {
    return await readLines(path, file, await file.stat())
  } finally {
    await file.close()
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    // Opening a FIFO would wait for its writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new CaptureError('unreadable', { where: path, reason }, error)
  }
  throw new CaptureError('not-a-capture', { where: path, reason: 'it is no regular file' })
}

async function readLines(path: string, file: FileHandle, { size }: Stats): Promise<Capture> {
  await refuseUnlessGzip(path, file)
  if (size > captureLimits.fileBytes) tooBig(path, `${size} bytes`)
  const limits: LineLimits = { ...captureLimits, compressedBytes: size }
  const source = file.createReadStream({ start: 0, autoClose: false })
  const gunzip = source.pipe(createGunzip())
  source.on('error', (error) => gunzip.destroy(error))
  let header: CaptureHeader | undefined
  const entries: Entry[] = []
  let line = 1
  try {
    for await (const text of boundedLines(gunzip, limits, (reason) => tooBig(path, reason, line))) {
      if (header === undefined) header = parseHeader(path, text)
      else if (entries.push(parseEntry(path, text, line)) > captureLimits.entries)
        tooBig(path, 'too many answers')
      line++
    }
  } catch (error) {
    throw asCaptureError(error, path, line)
  } finally {
    source.destroy()
    gunzip.destroy()
  }
  if (header === undefined) throw new CaptureError('not-a-capture', { where: path, reason: 'it is empty' })
  return { header, entries }
}

async function refuseUnlessGzip(path: string, file: FileHandle): Promise<void> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
  if (bytesRead === 2 && buffer.readUInt16BE(0) === 0x1f8b) return
  throw new CaptureError('not-a-capture', { where: path, reason: 'it is not compressed with gzip' })
}

function tooBig(path: string, reason: string, line?: number): never {
  throw new CaptureError(
    'too-big',
    line === undefined ? { where: path, reason } : { where: path, reason, line },
  )
}

/** What is left are zlib's and the disk's complaints, which all mean that bytes are missing or changed. */
function asCaptureError(error: unknown, path: string, line: number): CaptureError {
  if (error instanceof CaptureError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new CaptureError('damaged', { where: path, line, reason }, error)
}

function parseHeader(path: string, text: string): CaptureHeader {
  const given = parseJson(text)
  const version = versionOf(given)
  if (version === undefined) {
    throw new CaptureError('not-a-capture', { where: path, reason: 'its first line is not a capture’s' })
  }
  if (version > supported) throw new CaptureError('newer-version', { where: path, found: version, supported })
  const header = headerSchema.safeParse(given)
  if (header.success) return header.data
  throw new CaptureError('damaged', { where: path, line: 1, reason: 'its first line is incomplete' })
}

function versionOf(header: unknown): number | undefined {
  if (header === null || typeof header !== 'object' || !('schema' in header)) return undefined
  const found = /^mailmedic\.capture\/(\d{1,6})$/.exec(String(header.schema))
  return found === null ? undefined : Number(found[1])
}

function parseEntry(path: string, text: string, line: number): Entry {
  const damaged = (reason: string) => new CaptureError('damaged', { where: path, line, reason })
  const outer = lineSchema.safeParse(parseJson(text))
  if (!outer.success) throw damaged('not an answer')
  const { port, method, arguments: args, answer } = outer.data
  if (!isMethod(method)) throw damaged('an answer to an unknown question')
  const checked = answers[method].safeParse(answer)
  if (!checked.success) throw damaged(`the answer to ${method} has another form`)
  return { port, method, arguments: args, answer: checked.data }
}

/** Undefined if it is no JSON. A member called `__proto__` would become another object's prototype. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (name, value) => (name === '__proto__' ? undefined : value))
  } catch {
    return undefined
  }
}
