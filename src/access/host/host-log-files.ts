import { Readable } from 'node:stream'
import type { NamedCommand } from './commands.ts'
import type { Host } from './host.ts'
import { isPacked, type LogFile, unpackedBlocks } from './log-files.ts'

/** A log of an examined host as a file to read; undefined where there is none, or none that may be read. */
export async function hostLogFile(host: Host, path: string): Promise<LogFile | undefined> {
  const seen = await host.status(path)
  if (seen.status !== 'known' || (seen.value.target?.type ?? seen.value.type) !== 'file') return undefined
  return {
    path,
    sizeBytes: seen.value.sizeBytes,
    modifiedAt: seen.value.modifiedAt,
    blocks: () =>
      isPacked(path)
        ? unpackedBlocks(path, () => Readable.from(hostBlocks(host, path)))
        : hostBlocks(host, path),
  }
}

/** What a command prints, as a log; undefined where its first block already is none of `isWanted`. */
export async function commandLogFile(
  host: Host,
  command: NamedCommand,
  { path, modifiedAt, isWanted }: { path: string; modifiedAt: number; isWanted: (text: string) => boolean },
): Promise<LogFile | undefined> {
  const answer = await host.readBlocks(command)
  if (answer.status !== 'known') return undefined
  for await (const block of answer.value) {
    if (!isWanted(Buffer.from(block).toString('latin1'))) continue
    return { path, sizeBytes: 0, modifiedAt, blocks: () => hostBlocks(host, command) }
  }
  return undefined
}

/** Asked anew each time: `trace` reads twice. */
async function* hostBlocks(host: Host, source: string | NamedCommand): AsyncGenerator<Buffer> {
  const answer = await host.readBlocks(source)
  if (answer.status === 'unknown') throw new Error(answer.because.text)
  if (answer.status !== 'known') return
  // Copied: what unpacks it reads ahead, and a block is only valid until the next one.
  for await (const block of answer.value) yield Buffer.from(block)
  if (answer.value.cutShort !== undefined) throw new Error(answer.value.cutShort.text)
}
