import type { Evidence } from '../access/answer.ts'
import { isoTime } from '../access/clock.ts'
import type { Program } from './header.ts'
import { limits } from './limits.ts'
import { keep } from './text.ts'

/**
 * The line that is being read. One object serves all lines, so nothing may hold on to it; what is
 * kept of it must be copied (`keep`, `evidenceOf`).
 */
export interface LogEntry {
  /** Whole line, Latin-1. */
  line: string
  at: number
  program: Program
  /** After the tag, or after the session prefix in a program's own file. */
  text: string
  /** Path, or `journalctl`. */
  where: string
  /** 0 where the number is not known: the reader jumped into the middle of a big file. */
  lineNumber: number
  /** How many events this line stands for ("message repeated 3 times"). */
  weight: number
}

export function evidenceOf(entry: LogEntry): Evidence {
  const at = isoTime(entry.at)
  return { kind: 'log', where: whereOf(entry, at), text: keep(entry.line, limits.exampleLength), at }
}

function whereOf(entry: LogEntry, at: string): string {
  if (entry.where === 'journalctl') return `journalctl ${at}`
  return entry.lineNumber > 0 ? `${entry.where}:${entry.lineNumber}` : entry.where
}
