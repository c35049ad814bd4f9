import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../knowledge/condition.ts'
import { type CheckReport, checkReportSchema } from '../report/schema.ts'
import { ApiError } from '../server/api-error.ts'
import { exit } from './command-file.ts'
import { runBounded } from './run-bounded.ts'

const milliseconds = 60_000
const mostBytes = 32 << 20
const megabytes = 512

let running = false

/**
 * `mailmedic check --capture` over a capture that came from outside, in a process of its own. Nothing of it
 * stays on the disk. Throws `ApiError`.
 */
export async function examineCapture(
  capture: Uint8Array,
  language: Language,
  signal: AbortSignal,
): Promise<CheckReport> {
  if (running) throw new ApiError('busy', 'another capture is being examined', { retryAfterSeconds: 10 })
  running = true
  const folder = await mkdtemp(join(tmpdir(), 'mailmedic-capture-'))
  try {
    const path = join(folder, 'bundle.mmc')
    await writeFile(path, capture, { mode: 0o600 })
    const args = ['check', '--capture', path, '--format', 'json', '--lang', language]
    const { code, output, notes } = await runBounded({ args, signal, milliseconds, mostBytes, megabytes })
    const isAnswered = code === exit.fine || code === exit.problem || code === exit.couldNotTell
    if (!isAnswered)
      throw new ApiError('not-valid', notes.join('; ').replaceAll(path, 'it') || 'this is no capture')
    return checkReportSchema.parse(JSON.parse(output))
  } finally {
    running = false
    await rm(folder, { recursive: true, force: true })
  }
}
