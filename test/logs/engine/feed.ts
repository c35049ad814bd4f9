import { reasonOf } from '../../../src/cli/log-reasons.ts'
import { LogEngine } from '../../../src/logs/engine/engine.ts'
import { type LogTotals, totalsOf } from '../../../src/logs/engine/log-totals.ts'
import type { TimeWindow } from '../../../src/logs/engine/time-window.ts'

export interface FeedOptions {
  readonly year?: number
  readonly modifiedAt?: number
  /** Length of the lists; 10. */
  readonly top?: number
  readonly window?: TimeWindow
  /** Sizes of the blocks, used in turn; all at once where there is none. */
  readonly blocks?: readonly number[]
}

/** The totals of inputs that are given as text or bytes. */
export function totalsOfText(
  inputs: string | Buffer | readonly (string | Buffer)[],
  options: FeedOptions = {},
): LogTotals {
  const engine = new LogEngine({ classify: reasonOf, year: options.year, window: options.window })
  const list = typeof inputs === 'string' || Buffer.isBuffer(inputs) ? [inputs] : inputs
  for (const input of list) {
    engine.beginInput(options.modifiedAt ?? Date.UTC(2026, 10, 24))
    for (const block of blocksOf(Buffer.from(input), options.blocks ?? [])) engine.push(block)
    engine.endInput()
  }
  return totalsOf(engine, options.top ?? 10)
}

/** Each block is a buffer of its own, as blocks that are read into the same memory would be. */
export function* blocksOf(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  if (sizes.length === 0) {
    yield bytes
    return
  }
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    yield Buffer.from(bytes.subarray(at, at + size))
    at += size
  }
}
