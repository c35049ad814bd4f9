import type { FileHandle } from 'node:fs/promises'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errnoOf } from './refusal.ts'
import { openRegularFile } from './regular-file.ts'
import { WholeLines } from './whole-lines.ts'

/**
 * What a followed file gave since it was last looked at: whole lines, or what happened to the file; `place`:
 * where an empty beginning is, for who wants to go on from there.
 */
export type FollowedPiece =
  | {
      readonly kind: 'lines'
      readonly path: string
      readonly bytes: Buffer
      /** Where these lines end; missing where nobody can go on from there. */
      readonly readTo?: FilePosition
      /** They lie before where the following begins: they only tell what is under way. */
      readonly isPast?: boolean
    }
  | { readonly kind: 'change'; readonly path: string; readonly change: FileChange }
  | { readonly kind: 'place'; readonly path: string; readonly readTo: FilePosition }

/** `appeared`: it was missing; `replaced`: another file has its name now; `truncated`: it became shorter. */
export type FileChange = 'missing' | 'appeared' | 'replaced' | 'truncated' | 'unreadable'

/** A place in a file that keeps its meaning when the file is renamed. */
export interface FilePosition {
  readonly device: number
  readonly inode: number
  /** Bytes from the beginning, always at the beginning of a line. */
  readonly offset: number
}

const blockBytes = 1 << 16
/** One look takes no more, so that a file that grows fast does not starve the others. */
const mostBlocks = 128
/** A daemon may write into a renamed file until it is told to reopen: this long after its last line. */
const lingerMilliseconds = 30_000
const mostRetired = 4
/** Rotated files of one log that are looked at. */
const mostBeside = 1_000

/**
 * One file as `tail -F` follows it: a renamed file is read to its end and for a while beyond, the new one
 * from its beginning; a truncated one (copytruncate) from its beginning again; a missing one is waited for.
 */
export class FollowedFile {
  readonly path: string
  readonly #lastBytes: number
  readonly #resumeAt: FilePosition | undefined
  readonly #block = Buffer.allocUnsafe(blockBytes)
  #current: OpenFile | undefined
  #retired: OpenFile[] = []
  #state: 'new' | 'followed' | 'missing' | 'unreadable' = 'new'

  /**
   * `lastBytes`: how much of what is there already is given out at first; whole lines only. `resumeAt`: how
   * far it was read before: what is behind it is new, be it in a renamed file beside it.
   */
  constructor(path: string, lastBytes: number, resumeAt?: FilePosition) {
    this.path = path
    this.#lastBytes = lastBytes
    this.#resumeAt = resumeAt
  }

  /**
   * What is new since the last call; `now`: milliseconds. Whether another file has the path now costs a
   * look of its own: only where `lookAtPath`. Never rejects: a file that cannot be read is said once.
   */
  async poll(now: number, lookAtPath: boolean): Promise<FollowedPiece[]> {
    const pieces: FollowedPiece[] = []
    try {
      if (this.#current === undefined) await this.#open(pieces, now)
      // In their order: what a later file tells follows on what an earlier one told.
      for (const file of this.#inOrder()) if (!(await this.#read(file, pieces, now))) break
      if (lookAtPath && this.#current !== undefined) await this.#lookForAnother(this.#current, pieces, now)
      await this.#forgetQuiet(pieces, now)
    } catch (error) {
      this.#failed(errnoOf(error) === 'ENOENT' ? 'missing' : 'unreadable', pieces)
    }
    return pieces
  }

  /** How far it is read now; undefined where it is not there. */
  get place(): FilePosition | undefined {
    return this.#current === undefined ? undefined : placeIn(this.#current)
  }

  #inOrder(): OpenFile[] {
    return [...this.#retired, ...(this.#current === undefined ? [] : [this.#current])]
  }

  async close(): Promise<void> {
    const files = this.#inOrder()
    this.#retired = []
    this.#current = undefined
    for (const { handle } of files) await handle.close().catch(() => {})
  }

  #failed(state: 'missing' | 'unreadable', pieces: FollowedPiece[]): void {
    if (this.#state === state) return
    this.#state = state
    pieces.push({ kind: 'change', path: this.path, change: state })
  }

  async #open(pieces: FollowedPiece[], now: number): Promise<void> {
    const opened = await this.#opened(this.path, now)
    if (this.#state !== 'new') pieces.push({ kind: 'change', path: this.path, change: 'appeared' })
    else await this.#findBeginning(opened, now)
    this.#current = opened
    this.#state = 'followed'
  }

  /** At first: where to begin in the file, and what was renamed before it was read to its end. */
  async #findBeginning(opened: OpenFile, now: number): Promise<void> {
    const { size } = await opened.handle.stat()
    const before = this.#resumeAt
    if (before === undefined) this.#beginBefore(opened, size)
    else if (isIn(before, opened)) this.#beginBefore(opened, before.offset <= size ? before.offset : 0)
    else await this.#openRenamed(before, now)
  }

  #beginBefore(file: OpenFile, offset: number): void {
    file.newFrom = offset
    // One byte before: where it ends a line, nothing is skipped but itself.
    file.skipsToNewline = offset > this.#lastBytes
    file.position = file.skipsToNewline ? offset - this.#lastBytes - 1 : 0
  }

  /**
   * The file that had the path when it was read last, and those that had it since: rotation renames within
   * the folder. Compressed ones are not read.
   */
  async #openRenamed(before: FilePosition, now: number): Promise<void> {
    const beside = await filesBeside(this.path)
    const first = beside.findIndex(({ ino, dev }) => ino === before.inode && dev === before.device)
    if (first < 0) return
    for (const [index, { path, size }] of beside.slice(first).entries()) {
      const file = await this.#opened(path, now)
      this.#beginBefore(file, index === 0 ? Math.min(before.offset, size) : 0)
      this.#retired.push(file)
    }
  }

  async #opened(path: string, now: number): Promise<OpenFile> {
    const handle = await openRegularFile({ real: await realpath(path), inside: path })
    const { ino, dev } = await handle.stat()
    const [position, newFrom, skipsToNewline] = [0, 0, false]
    return { handle, ino, dev, position, newFrom, skipsToNewline, lines: new WholeLines(), readAt: now }
  }

  /** False: there is more than one look takes. */
  async #read(file: OpenFile, pieces: FollowedPiece[], now: number): Promise<boolean> {
    for (let count = 0; count < mostBlocks; count++) {
      const left = file.newFrom - file.position
      // What is past ends with a piece of its own.
      const wanted = left > 0 ? Math.min(left, blockBytes) : blockBytes
      const { bytesRead } = await file.handle.read(this.#block, 0, wanted, file.position)
      if (bytesRead > 0) {
        file.position += bytesRead
        file.readAt = now
        this.#takeLines(file, this.#block.subarray(0, bytesRead), pieces)
      } else if (count > 0 || !(await this.#isTruncated(file, pieces))) return true
      if (bytesRead > 0 && bytesRead < wanted) return true
    }
    return false
  }

  /** Nothing new may mean that the file is shorter now: then it begins anew. */
  async #isTruncated(file: OpenFile, pieces: FollowedPiece[]): Promise<boolean> {
    const { size } = await file.handle.stat()
    if (size >= file.position) return false
    this.#give(file, file.lines.end(), pieces)
    file.position = 0
    file.newFrom = 0
    pieces.push({ kind: 'change', path: this.path, change: 'truncated' })
    return true
  }

  #takeLines(file: OpenFile, block: Buffer, pieces: FollowedPiece[]): void {
    let bytes = block
    if (file.skipsToNewline) {
      const newline = bytes.indexOf(10)
      if (newline < 0) return
      bytes = bytes.subarray(newline + 1)
      file.skipsToNewline = false
    }
    this.#give(file, file.lines.push(bytes), pieces)
  }

  #give(file: OpenFile, bytes: Buffer | undefined, pieces: FollowedPiece[]): void {
    if (bytes === undefined) return
    const readTo = placeIn(file)
    const isPast = readTo.offset <= file.newFrom
    const piece = { kind: 'lines', path: this.path, bytes, isPast } as const
    // Once a successor is read, what is still written into a renamed file is no place to go on from.
    const files = this.#inOrder()
    const isPlace = files.slice(files.indexOf(file) + 1).every(({ position }) => position === 0)
    pieces.push(isPlace ? { ...piece, readTo } : piece)
  }

  /** While a renamed file has no successor, it is still the one that is written to. */
  async #lookForAnother(current: OpenFile, pieces: FollowedPiece[], now: number): Promise<void> {
    const seen = await stat(this.path).catch(() => undefined)
    if (seen === undefined || (seen.ino === current.ino && seen.dev === current.dev)) return
    const next = await this.#opened(this.path, now)
    this.#retired.push(current)
    this.#current = next
    this.#state = 'followed'
    pieces.push({ kind: 'change', path: this.path, change: 'replaced' })
    await this.#read(next, pieces, now)
  }

  async #forgetQuiet(pieces: FollowedPiece[], now: number): Promise<void> {
    const surplus = this.#retired.length - mostRetired
    for (const [index, file] of this.#retired.entries()) {
      if (now - file.readAt < (index < surplus ? 1 : lingerMilliseconds)) continue
      file.isOver = true
      this.#give(file, file.lines.end(), pieces)
      await file.handle.close().catch(() => {})
    }
    this.#retired = this.#retired.filter(({ isOver }) => !isOver)
  }
}

interface OpenFile {
  readonly handle: FileHandle
  readonly ino: number
  readonly dev: number
  position: number
  /** What lies before is not new. */
  newFrom: number
  /** It was opened in the middle of a line. */
  skipsToNewline: boolean
  readonly lines: WholeLines
  readAt: number
  isOver?: true
}

function isIn({ device, inode }: FilePosition, { dev, ino }: OpenFile): boolean {
  return device === dev && inode === ino
}

function placeIn({ dev, ino, position, lines }: OpenFile): FilePosition {
  return { device: dev, inode: ino, offset: position - lines.pending }
}

/** Other files whose names begin with this one's, the longest unchanged first. */
async function filesBeside(path: string) {
  const start = basename(path)
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(start) && name !== start)
  const found = names.slice(0, mostBeside).map(async (name) => {
    const beside = join(dirname(path), name)
    const seen = await stat(beside).catch(() => undefined)
    if (seen === undefined || !seen.isFile() || packed.test(name)) return []
    return [{ path: beside, ino: seen.ino, dev: seen.dev, size: seen.size, changedAt: seen.mtimeMs }]
  })
  return (await Promise.all(found)).flat().toSorted((a, b) => a.changedAt - b.changedAt)
}

const packed = /\.(?:gz|zst|xz|bz2)$/
