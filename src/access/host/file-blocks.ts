import type { FileHandle } from 'node:fs/promises'
import type { Reason } from '../answer.ts'
import { type Limiter, withinTime } from '../limiter.ts'
import type { BlockRange, BlockStream } from './host.ts'
import type { Place } from './locator.ts'
import { reasonOf } from './refusal.ts'
import { openRegularFile } from './regular-file.ts'

const blockBytes = 1 << 20

interface StreamLimits {
  readonly reads: Limiter
  /** For each block. */
  readonly timeoutMilliseconds: number
}

/**
 * A file's bytes, opened when the reading begins, so that a stream nobody reads holds nothing. A file
 * that shrinks meanwhile just ends.
 */
export class FileBlocks implements BlockStream {
  readonly #place: Place
  readonly #range: BlockRange
  readonly #limits: StreamLimits
  #cutShort: Reason | undefined

  constructor(place: Place, range: BlockRange, limits: StreamLimits) {
    this.#place = place
    this.#range = range
    this.#limits = limits
  }

  get cutShort(): Reason | undefined {
    return this.#cutShort
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    let handle: FileHandle | undefined
    try {
      handle = await this.#bounded(() => openRegularFile(this.#place), closed)
      yield* this.#blocks(handle)
    } catch (error) {
      this.#cutShort = reasonOf(error, this.#place.inside)
    } finally {
      closed(handle)
    }
  }

  async *#blocks(handle: FileHandle): AsyncGenerator<Uint8Array> {
    const block = Buffer.allocUnsafe(blockBytes)
    let left = this.#range.limitBytes ?? Number.POSITIVE_INFINITY
    let position = await this.#start(handle)
    while (left > 0) {
      const wanted = Math.min(left, blockBytes)
      const { bytesRead } = await this.#bounded(() => handle.read(block, 0, wanted, position))
      if (bytesRead === 0) return
      yield block.subarray(0, bytesRead)
      position += bytesRead
      left -= bytesRead
    }
  }

  async #start(handle: FileHandle): Promise<number> {
    const { startByte = 0 } = this.#range
    if (startByte >= 0) return startByte
    const { size } = await this.#bounded(() => handle.stat())
    return Math.max(0, size + startByte)
  }

  #bounded<T>(work: () => Promise<T>, late?: (value: T) => void): Promise<T> {
    return this.#limits.reads.run(() => withinTime(this.#limits.timeoutMilliseconds, work(), late))
  }
}

/** Not awaited: closing waits for a read that hangs. */
function closed(handle: FileHandle | undefined) {
  handle?.close().catch(() => {})
}
