import { setFlagsFromString } from 'node:v8'
import type { LogFile } from '../access/host/log-files.ts'
import { firstSecond } from '../logs/engine/dated-lines.ts'
import { LogEngine } from '../logs/engine/engine.ts'
import type { EngineOptions } from '../logs/engine/engine-options.ts'
import type { Io } from './io.ts'

const progressEvery = 250

/**
 * V8 spends half of a run over 100 MB on compiling. Less inlining, and optimising later, made it 15 % shorter
 * (0.93 against 1.10 s of processor time), and a run over 1 GB 4 %.
 */
const compilerFlags = ['--max-inlined-bytecode-size-cumulative=300', '--invocation-count-for-turbofan=20000']

/** Rotated sets and several files in order of time: by the first line of each, where it is dated. */
export async function inOrderOfTime(files: readonly LogFile[], year: number | undefined): Promise<LogFile[]> {
  if (files.length < 2) return [...files]
  const dated = await Promise.all(files.map(async (file) => ({ file, second: await beginning(file, year) })))
  return dated.sort((a, b) => a.second - b.second).map(({ file }) => file)
}

async function beginning(file: LogFile, year: number | undefined): Promise<number> {
  const undated = file.modifiedAt / 1000
  // Standard input can be read only once.
  if (file.path === '-') return undated
  try {
    for await (const block of file.blocks()) return firstSecond(block, file.modifiedAt, year) ?? undated
  } catch {
    // The reading itself will say what is wrong with the file.
  }
  return undated
}

export interface LogsRead {
  readonly engine: LogEngine
  /** Files that could not be read to their end, and why. */
  readonly problems: readonly string[]
}

/** Reads logs into a new engine, with progress for the person who waits. */
export async function readLogs(
  files: readonly LogFile[],
  options: EngineOptions,
  io: Io,
  begins?: (file: LogFile, index: number) => void,
): Promise<LogsRead> {
  for (const flag of compilerFlags) setFlagsFromString(flag)
  const engine = new LogEngine(options)
  const problems: string[] = []
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const start = performance.now()
  let shownAt = start
  for (const [index, file] of files.entries()) {
    begins?.(file, index)
    engine.beginInput(file.modifiedAt)
    try {
      for await (const block of file.blocks()) {
        engine.push(block)
        const now = performance.now()
        if (now - shownAt < progressEvery) continue
        shownAt = now
        io.progress(progressText(engine.bytes, total, now - start))
      }
    } catch (error) {
      problems.push(`${file.path}: ${error instanceof Error ? error.message : String(error)}`)
    }
    engine.endInput()
  }
  io.progress('')
  return { engine, problems }
}

function progressText(bytes: number, total: number, milliseconds: number): string {
  const rate = bytes / 1e3 / milliseconds
  const left = rate > 0 && total > bytes ? `, ${Math.ceil((total - bytes) / 1e6 / rate)} s left` : ''
  return `reading … ${(bytes / 1e6).toFixed(0)} MB, ${rate.toFixed(0)} MB/s${left}`
}
