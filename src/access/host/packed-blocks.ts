import { Readable } from 'node:stream'
import type { Reason } from '../answer.ts'
import type { BlockStream } from './host.ts'
import { unpackedBlocks } from './log-files.ts'

/** A compressed file's bytes (`.gz`, `.zst`), unpacked block by block; throws where they are damaged. */
export class PackedBlocks implements BlockStream {
  readonly #path: string
  readonly #stream: BlockStream

  constructor(path: string, stream: BlockStream) {
    this.#path = path
    this.#stream = stream
  }

  get cutShort(): Reason | undefined {
    return this.#stream.cutShort
  }

  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    return unpackedBlocks(this.#path, () => Readable.from(copies(this.#stream)))
  }
}

/** What unpacks reads ahead, and a block is only valid until the next one. */
async function* copies(stream: BlockStream): AsyncGenerator<Buffer> {
  for await (const block of stream) yield Buffer.from(block)
}
