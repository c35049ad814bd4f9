/**
 * Writes a log of a mail server that never was, and says what happened on it: deterministic, with
 * interleaved processes, retries, re-injection by filters, refusals, TLS, Dovecot and Rspamd.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { noise } from './noise.ts'
import { message } from './postfix-traffic.ts'
import type { Truth } from './truth.ts'
import { World } from './world.ts'

export interface GenerateOptions {
  readonly seed?: number
  readonly bytes: number
  /** `few`: messages leave as they come (variant A); `many`: 75–100 thousand stay open per 210 MB (B). */
  readonly open?: 'few' | 'many'
  readonly stamp?: 'iso' | 'rfc3164'
  readonly sampleEvery?: number
  /** Messages and other events a second; a small number makes a log of days. */
  readonly perSecond?: number
}

export const logStartsAt = Date.UTC(2026, 2, 3, 6, 0, 0)
const messagesPerSecond = { few: 25, many: 120 } as const
const pieceBytes = 1 << 20

/** Returns what is true about the log that was written to `path`. */
export function generateLog(path: string, options: GenerateOptions): Truth {
  const file = openSync(path, 'w')
  try {
    return writeLog(options, (text) => writeSync(file, text))
  } finally {
    closeSync(file)
  }
}

/** The same to any sink; it gets whole lines, about 1 MiB at a time. */
export function writeLog(options: GenerateOptions, write: (text: string) => void): Truth {
  const { seed = 1, bytes, open = 'few', stamp = 'iso', sampleEvery = 500 } = options
  const perSecond = options.perSecond ?? messagesPerSecond[open]
  const world = new World({ seed, backlog: open === 'many' ? 0.9 : 0.01, sampleEvery }, logStartsAt)
  const stamped = stamp === 'iso' ? isoStamp : bsdStamp
  let piece = ''
  let written = 0
  const emit = (until: number) => {
    for (
      let line = world.schedule.takeUntil(until);
      line !== undefined;
      line = world.schedule.takeUntil(until)
    ) {
      line.effect?.()
      if (line.text === '') continue
      piece += `${stamped(line.at)} mx1 ${line.text}\n`
      world.truth.lines++
      if (piece.length < pieceBytes) continue
      written += piece.length
      write(piece)
      piece = ''
    }
  }
  while (written + piece.length < bytes) {
    world.now += world.random.below(2_000 / perSecond) + 1
    if (world.random.chance(0.6)) message(world)
    else noise(world)
    emit(world.now - 100)
  }
  // What is under way comes to its end; later retries lie after the end of the log.
  emit(world.now + 30_000)
  write(piece)
  return world.truth
}

const isoStamp = (at: number): string => `${new Date(at).toISOString().slice(0, 23)}000+00:00`

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function bsdStamp(at: number): string {
  const date = new Date(at)
  const time = date.toISOString().slice(11, 19)
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2, ' ')} ${time}`
}
