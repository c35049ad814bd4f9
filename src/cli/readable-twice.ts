import type { LogFile } from '../access/host/log-files.ts'
import { UsageError } from './command-file.ts'

/** Standard input is kept to be read twice. */
const mostKept = 512 << 20

/** The same log, which can be read as often as is wanted. */
export async function readableTwice(file: LogFile): Promise<LogFile> {
  if (file.path !== '-') return file
  const kept: Buffer[] = []
  let bytes = 0
  for await (const block of file.blocks()) {
    bytes += block.length
    if (bytes > mostKept) throw new UsageError('standard input is too big for that: save it to a file first')
    kept.push(Buffer.from(block))
  }
  return { ...file, blocks: () => blocksOf(kept) }
}

async function* blocksOf(kept: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* kept
}
