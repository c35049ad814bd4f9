import type { FileHandle } from 'node:fs/promises'
import { realpath, stat } from 'node:fs/promises'
import { errnoOf } from './refusal.ts'
import { openRegularFile } from './regular-file.ts'
import { WholeLines } from './whole-lines.ts'

/** What a followed file gave since it was last looked at: whole lines, or what happened to the file. */
export type FollowedPiece =
  | { readonly kind: 'lines'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'change'; readonly path: string; readonly change: FileChange }

/** `appeared`: it was missing; `replaced`: another file has its name now; `truncated`: it became shorter. */
export type FileChange = 'missing' | 'appeared' | 'replaced' | 'truncated' | 'unreadable'

const blockBytes = 1 << 16
/** One look takes no more, so that a file that grows fast does not starve the others. */
const mostBlocks = 128
/** A daemon may write into a renamed file until it is told to reopen: this long after its last line. */
const lingerMilliseconds = 30_000
const mostRetired = 4

/**
 * One file as `tail -F` follows it: a renamed file is read to its end and for a while beyond, the new one
 * from its beginning; a truncated one (copytruncate) from its beginning again; a missing one is waited for.
 */
export class FollowedFile {
  readonly path: string
  readonly #lastBytes: number
  readonly #block = Buffer.allocUnsafe(blockBytes)
  #current: OpenFile | undefined
  #retired: OpenFile[] = []
  #state: 'new' | 'followed' | 'missing' | 'unreadable' = 'new'

  /** `lastBytes`: how much of what is there already is given out at first; whole lines only. */
  constructor(path: string, lastBytes: number) {
    this.path = path
    this.#lastBytes = lastBytes
  }

  /**
   * What is new since the last call; `now`: milliseconds. Whether another file has the path now costs a
   * look of its own: only where `lookAtPath`. Never rejects: a file that cannot be read is said once.
   */
  async poll(now: number, lookAtPath: boolean): Promise<FollowedPiece[]> {
    const pieces: FollowedPiece[] = []
    try {
      if (this.#current === undefined) await this.#open(pieces, now)
      for (const retired of this.#retired) await this.#read(retired, pieces, now)
      if (this.#current !== undefined) await this.#read(this.#current, pieces, now)
      if (lookAtPath && this.#current !== undefined) await this.#lookForAnother(this.#current, pieces, now)
      await this.#forgetQuiet(pieces, now)
    } catch (error) {
      this.#failed(errnoOf(error) === 'ENOENT' ? 'missing' : 'unreadable', pieces)
    }
    return pieces
  }

  async close(): Promise<void> {
    const files = [...this.#retired, ...(this.#current === undefined ? [] : [this.#current])]
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
    const opened = await this.#opened(now)
    const isFirst = this.#state === 'new'
    if (isFirst) {
      const { size } = await opened.handle.stat()
      // One byte before: where it ends a line, nothing is skipped but itself.
      opened.skipsToNewline = size > this.#lastBytes
      opened.position = opened.skipsToNewline ? size - this.#lastBytes - 1 : 0
    } else pieces.push({ kind: 'change', path: this.path, change: 'appeared' })
    this.#current = opened
    this.#state = 'followed'
  }

  async #opened(now: number): Promise<OpenFile> {
    const handle = await openRegularFile({ real: await realpath(this.path), inside: this.path })
    const { ino, dev } = await handle.stat()
    return { handle, ino, dev, position: 0, skipsToNewline: false, lines: new WholeLines(), readAt: now }
  }

  async #read(file: OpenFile, pieces: FollowedPiece[], now: number): Promise<void> {
    for (let count = 0; count < mostBlocks; count++) {
      const { bytesRead } = await file.handle.read(this.#block, 0, blockBytes, file.position)
      if (bytesRead > 0) {
        file.position += bytesRead
        file.readAt = now
        this.#takeLines(file, this.#block.subarray(0, bytesRead), pieces)
      } else if (count > 0 || !(await this.#isTruncated(file, pieces))) return
      if (bytesRead > 0 && bytesRead < blockBytes) return
    }
  }

  /** Nothing new may mean that the file is shorter now: then it begins anew. */
  async #isTruncated(file: OpenFile, pieces: FollowedPiece[]): Promise<boolean> {
    const { size } = await file.handle.stat()
    if (size >= file.position) return false
    this.#give(file.lines.end(), pieces)
    file.position = 0
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
    this.#give(file.lines.push(bytes), pieces)
  }

  #give(bytes: Buffer | undefined, pieces: FollowedPiece[]): void {
    if (bytes !== undefined) pieces.push({ kind: 'lines', path: this.path, bytes })
  }

  /** While a renamed file has no successor, it is still the one that is written to. */
  async #lookForAnother(current: OpenFile, pieces: FollowedPiece[], now: number): Promise<void> {
    const seen = await stat(this.path).catch(() => undefined)
    if (seen === undefined || (seen.ino === current.ino && seen.dev === current.dev)) return
    const next = await this.#opened(now)
    this.#retired.push(current)
    this.#current = next
    this.#state = 'followed'
    pieces.push({ kind: 'change', path: this.path, change: 'replaced' })
    await this.#read(next, pieces, now)
  }

  async #forgetQuiet(pieces: FollowedPiece[], now: number): Promise<void> {
    const surplus = this.#retired.length - mostRetired
    for (const [index, file] of this.#retired.entries()) {
      if (index >= surplus && now - file.readAt < lingerMilliseconds) continue
      file.isOver = true
      this.#give(file.lines.end(), pieces)
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
  /** It was opened in the middle of a line. */
  skipsToNewline: boolean
  readonly lines: WholeLines
  readAt: number
  isOver?: true
}
