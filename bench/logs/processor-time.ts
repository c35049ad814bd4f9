import { readFileSync } from 'node:fs'
import type { Measured } from '../measure.ts'

export interface Cost extends Measured {
  /** User and system time of the command and what it started. */
  readonly processorSeconds: number
}

const ticksPerSecond = 100

/** Runs one command at a time and adds the processor time that it took (proc(5): cutime, cstime). */
export async function withProcessorTime(run: () => Promise<Measured>): Promise<Cost> {
  const before = childrenTicks()
  const measured = await run()
  return { ...measured, processorSeconds: (childrenTicks() - before) / ticksPerSecond }
}

function childrenTicks(): number {
  const text = readFileSync('/proc/self/stat', 'utf8')
  // The program's name stands in brackets and may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return Number(fields[13]) + Number(fields[14])
}
