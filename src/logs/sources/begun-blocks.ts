import type { Reason } from '../../access/answer.ts'
import type { BlockStream } from '../../access/host/host.ts'

/** A stream whose first block may be looked at before it is read: so its beginning is not read twice. */
export class BegunBlocks implements BlockStream {
  readonly #stream: BlockStream
  readonly #iterator: AsyncIterator<Uint8Array, unknown>
  readonly #beginning: Promise<IteratorResult<Uint8Array, unknown>>

  constructor(stream: BlockStream) {
    this.#stream = stream
    this.#iterator = stream[Symbol.asyncIterator]()
    this.#beginning = this.#iterator.next()
    // Until it is awaited nobody else listens to its failure; the reading will tell it.
    this.#beginning.catch(() => {})
  }

  get cutShort(): Reason | undefined {
    return this.#stream.cutShort
  }

  /** Valid until the stream is read; empty where there is none. */
  async first(): Promise<Buffer> {
    const block = await this.#beginning.then(
      (result) => (result.done === true ? undefined : result.value),
      () => undefined,
    )
    return block === undefined
      ? Buffer.alloc(0)
      : Buffer.from(block.buffer, block.byteOffset, block.byteLength)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (let next = await this.#beginning; next.done !== true; next = await this.#iterator.next())
        yield next.value
    } finally {
      await this.#iterator.return?.()
    }
  }
}
