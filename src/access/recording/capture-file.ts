import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { createGzip, type Gzip } from 'node:zlib'
import { unknown } from '../answer.ts'
import { CaptureError } from './capture-error.ts'
import { captureLimits } from './capture-reader.ts'
import { cleanEntries } from './clean.ts'
import type { CaptureHeader, Entry } from './entry.ts'
import { writeKeyFile } from './key-file.ts'
import { type CaptureKey, Pseudonyms } from './pseudonyms.ts'
import type { Recording } from './record.ts'

export { readCapture } from './capture-reader.ts'

export interface CaptureOptions {
  /** Replace people's names and public addresses. */
  readonly pseudonyms: boolean
  /** Of an earlier capture, so that both can be compared; without it, a new one. */
  readonly key?: CaptureKey
  readonly mailmedicVersion?: string
}

/**
 * Writes a recording without its secrets, readable by the owner alone, and next to it (`FILE.key`) what
 * turns its pseudonyms back. Answers what was written, in words. Throws CaptureError (unwritable).
 */
export async function writeCapture(
  path: string,
  recording: Recording,
  { pseudonyms: wanted, key, mailmedicVersion = 'unknown' }: CaptureOptions,
): Promise<string> {
  const pseudonyms = wanted ? new Pseudonyms(key?.key ?? randomBytes(32), key?.names) : undefined
  const { host, clock, task } = recording.world
  const entries = cleanEntries(recording.entries(), pseudonyms)
  const header: CaptureHeader = {
    schema: 'mailmedic.capture/1',
    madeAt: clock.now(),
    mailmedicVersion,
    hostKind: host.kind,
    pseudonyms: wanted,
    ...(task === undefined ? {} : { task }),
  }
  let answers = 0
  const sizeBytes = await replaceFile(path, async (file) => {
    answers = await writeLines(file, header, entries)
  })
  const lines = [`${path}: ${answers} answers, ${Math.ceil(sizeBytes / 1024)} KiB, secrets removed.`]
  if (pseudonyms === undefined) return `${lines[0]}\nMail addresses and IP addresses are in it as they are.`
  await replaceFile(`${path}.key`, (file) => writeKeyFile(file, pseudonyms.ownersKey()))
  return `${lines[0]}\nMail addresses and public IP addresses are replaced; ${path}.key turns them back: keep it, do not send it.`
}

/** Makes the file under another name first: no half-written file, and no link is followed. */
async function replaceFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<number> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    let sizeBytes: number
    try {
      await write(file)
      await file.sync()
      sizeBytes = (await file.stat()).size
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return sizeBytes
  } catch (error) {
    await rm(temporary, { force: true })
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new CaptureError(
      'unwritable',
      { where: path, reason: error.message.replace(/, open.*$/, '') },
      error,
    )
  }
}

async function writeLines(
  file: FileHandle,
  header: CaptureHeader,
  entries: Iterable<Entry>,
): Promise<number> {
  const gzip = createGzip()
  const writing = pumpInto(file, gzip)
  let leftBytes = captureLimits.inflatedBytes
  let written = 0
  for (const line of linesOf(header, entries)) {
    const bytes = fitting(line, leftBytes)
    leftBytes -= bytes.length
    written++
    if (!gzip.write(bytes)) await Promise.race([once(gzip, 'drain'), writing])
  }
  gzip.end()
  await writing
  return written - 1
}

async function pumpInto(file: FileHandle, gzip: Gzip): Promise<void> {
  for await (const block of gzip) await file.appendFile(block)
}

interface Line {
  readonly text: string
  readonly entry?: Entry
}

function* linesOf(header: CaptureHeader, entries: Iterable<Entry>): Generator<Line> {
  yield { text: `${JSON.stringify(header)}\n` }
  for (const entry of entries) yield { text: `${JSON.stringify(entry)}\n`, entry }
}

/** What would not be read again is not written: the answer then says that it was too big. */
function fitting({ text, entry }: Line, leftBytes: number): Buffer {
  const bytes = Buffer.from(text)
  // A few bytes for each answer that is still to come.
  const room = Math.min(captureLimits.lineBytes, leftBytes - (16 << 20))
  if (entry === undefined || bytes.length <= room || bytes.length < 4096) return bytes
  const answer = unknown('too-big', 'too big for a capture', 'look at it on the server itself')
  return Buffer.from(`${JSON.stringify({ ...entry, answer })}\n`)
}
