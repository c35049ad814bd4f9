import { createReadStream, type Stats } from 'node:fs'
import { glob, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { isJournalFile, journalFileBlocks } from './journal-files.ts'

/** One log that can be read: a file, plain or compressed, or standard input. */
export interface LogFile {
  /** Path as it was given, or `-`. */
  readonly path: string
  /** Compressed size where it is compressed; 0 for standard input. */
  readonly sizeBytes: number
  /** Milliseconds since 1970. */
  readonly modifiedAt: number
  /** Its bytes, decompressed. A block is only valid until the next one is asked for. */
  blocks(): AsyncIterable<Buffer>
}

/** What a path led to: logs, or why there are none. */
export interface FoundLogs {
  readonly files: readonly LogFile[]
  readonly problems: readonly string[]
}

const blockBytes = 1 << 20
const mostFiles = 10_000
/** Logs of mail by their names, with all that rotation adds: `.1`, `.2.gz`, `-20260101`. */
const mailLogName = /^(?:mail|maillog|syslog|messages|exim|main|reject|dovecot|rspamd|postfix|smtpd)[\w.-]*$/

/**
 * Finds logs by what a person wrote: files, directories (the mail logs in them), patterns with `*`; `-` is
 * standard input. What is missing or not readable is named, never skipped in silence.
 */
export async function findLogFiles(paths: readonly string[]): Promise<FoundLogs> {
  const files: LogFile[] = []
  const problems: string[] = []
  for (const path of paths) {
    try {
      const found = await filesAt(path)
      if (found.length === 0) problems.push(`${path}: no log there`)
      files.push(...found)
    } catch (error) {
      problems.push(
        `${path}: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`,
      )
    }
  }
  return { files: files.slice(0, mostFiles), problems }
}

async function filesAt(path: string): Promise<LogFile[]> {
  if (path === '-') return [standardInput]
  if (/[*?[{]/.test(path)) {
    const matching: string[] = []
    for await (const name of glob(path)) if (matching.push(name) >= mostFiles) break
    return (await Promise.all(matching.sort().map(filesAt))).flat()
  }
  const seen = await stat(path)
  if (seen.isFile() && isJournalFile(path)) return [journalFiles(path, seen, 'file')]
  if (!seen.isDirectory()) return [logFile(path, seen)]
  const names = (await readdir(path)).sort()
  if (await holdsJournal(path, names)) return [journalFiles(path, seen, 'directory')]
  const inside = withoutCopies(names.filter(isMailLogName)).map(async (name): Promise<LogFile[]> => {
    const own = await stat(join(path, name))
    return own.isFile() ? [logFile(join(path, name), own)] : []
  })
  return (await Promise.all(inside)).flat()
}

/** `/var/log/journal`, with a folder for each machine, or such a folder itself. */
async function holdsJournal(path: string, names: readonly string[]): Promise<boolean> {
  if (names.some(isJournalFile)) return true
  const machine = names.find((name) => /^[0-9a-f]{32}(?:\.[\w-]{1,64})?$/.test(name))
  return machine !== undefined && (await readdir(join(path, machine))).some(isJournalFile)
}

/**
 * Of a directory only one of the files that hold the same lines: beside the log of mail those of its higher
 * levels (`mail.err`) and those of everything (`syslog`); beside Exim's main log the reject log.
 */
function withoutCopies(names: readonly string[]): string[] {
  const hasMail = names.some((name) => /^(?:mail\.log|maillog|mail)$/.test(name))
  const hasExim = names.some((name) => /^(?:main\.log|mainlog)/.test(name))
  return names.filter(
    (name) =>
      !(hasMail && /^(?:mail\.(?:info|warn|err)|syslog|messages)(?:$|[.-])/.test(name)) &&
      !(hasExim && name.startsWith('reject')),
  )
}

function journalFiles(path: string, seen: Stats, kind: 'file' | 'directory'): LogFile {
  return { path, sizeBytes: 0, modifiedAt: seen.mtimeMs, blocks: () => journalFileBlocks(path, kind) }
}

/** Whether a file of a log directory is read when the directory is named. */
export function isMailLogName(name: string): boolean {
  return mailLogName.test(name)
}

function logFile(path: string, seen: Stats): LogFile {
  const isPlain = seen.isFile() && !isPacked(path)
  return {
    path,
    sizeBytes: seen.size,
    modifiedAt: seen.mtimeMs,
    blocks: () => (isPlain ? plainBlocks(path) : streamOf(path)),
  }
}

const standardInput: LogFile = {
  path: '-',
  sizeBytes: 0,
  modifiedAt: Date.now(),
  blocks: () => streamBlocks(process.stdin),
}

/** Two buffers: the next read runs in its thread while the block before is looked at. */
async function* plainBlocks(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r')
  try {
    let [current, next] = [Buffer.allocUnsafe(blockBytes), Buffer.allocUnsafe(blockBytes)]
    let reading = handle.read(current, 0, blockBytes, null)
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      reading = handle.read(next, 0, blockBytes, null)
      // Until it is awaited nobody else listens to its failure.
      reading.catch(() => {})
      yield current.subarray(0, bytesRead)
      ;[current, next] = [next, current]
    }
  } finally {
    await handle.close()
  }
}

function streamOf(path: string): AsyncIterable<Buffer> {
  return unpackedBlocks(path, () => createReadStream(path, { highWaterMark: blockBytes }))
}

export function isPacked(path: string): boolean {
  return /\.(?:gz|zst)$/.test(path)
}

/** The blocks of what a file holds, by its name: `.gz` and `.zst` are unpacked. `begin` is called once. */
export async function* unpackedBlocks(path: string, begin: () => Readable): AsyncGenerator<Buffer> {
  yield* streamBlocks(isPacked(path) ? await unpacked(path, begin) : begin())
}

/** Bigger pieces than zlib's 16 KiB: 620–719 MB/s against 165–223. zlib is loaded where something is packed. */
async function unpacked(path: string, begin: () => Readable): Promise<Readable> {
  const { createGunzip, createZstdDecompress } = await import('node:zlib')
  const file = begin()
  const decompressor = path.endsWith('.gz')
    ? createGunzip({ chunkSize: blockBytes })
    : createZstdDecompress({ chunkSize: blockBytes })
  file.on('error', (error) => decompressor.destroy(error))
  return file.pipe(decompressor)
}

/** The blocks of a stream. */
export async function* streamBlocks(stream: Readable): AsyncGenerator<Buffer> {
  for await (const block of stream) yield Buffer.isBuffer(block) ? block : Buffer.from(String(block))
}
