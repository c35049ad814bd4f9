import { journalLine } from './journal-entry.ts'

/** Turns another container of log lines into syslog lines, whatever the blocks are cut into. */
export interface Conversion {
  push(block: Buffer): Buffer
  end(): Buffer
}

/** What the first bytes say: JSON objects (journalctl, Docker), the journal's export format, or plain lines. */
export function conversionFor(first: Buffer): Conversion | undefined {
  const start = first.toString('latin1', 0, 200).trimStart()
  if (start.startsWith('{"') || start.startsWith('\x1e{')) return new JsonLines()
  return start.startsWith('__CURSOR=') ? new ExportEntries() : undefined
}

/** An object longer than this is no log entry; it is dropped, and its line stays as an unknown one. */
const longestEntry = 1 << 20

class JsonLines implements Conversion {
  #rest = Buffer.alloc(0)

  push(block: Buffer): Buffer {
    const all = this.#rest.length === 0 ? block : Buffer.concat([this.#rest, block])
    const last = all.lastIndexOf(10)
    this.#rest = Buffer.from(all.subarray(last + 1))
    if (this.#rest.length > longestEntry) this.#rest = Buffer.alloc(0)
    return last < 0 ? Buffer.alloc(0) : this.#lines(all.subarray(0, last))
  }

  end(): Buffer {
    const rest = this.#rest
    this.#rest = Buffer.alloc(0)
    return rest.length === 0 ? rest : this.#lines(rest)
  }

  #lines(bytes: Buffer): Buffer {
    const converted = bytes.toString('utf8').split('\n').map(lineOf)
    return Buffer.from(`${converted.join('\n')}\n`)
  }
}

function lineOf(text: string): string {
  try {
    const entry: unknown = JSON.parse(text.replace(/^\x1e/, ''))
    return typeof entry === 'object' && entry !== null ? journalLine(new Map(Object.entries(entry))) : text
  } catch {
    return text
  }
}

/** `KEY=value` lines, a blank line between entries; binary fields: `KEY`, 64-bit length, bytes. */
class ExportEntries implements Conversion {
  #rest = Buffer.alloc(0)

  push(block: Buffer): Buffer {
    const all = Buffer.concat([this.#rest, block])
    const lines: string[] = []
    let at = 0
    for (;;) {
      const entry = exportEntry(all, at)
      if (entry === undefined) break
      if (entry.fields.size > 0) lines.push(journalLine(entry.fields))
      at = entry.end
    }
    this.#rest = Buffer.from(all.subarray(at))
    if (this.#rest.length > longestEntry) this.#rest = Buffer.alloc(0)
    return Buffer.from(lines.map((line) => `${line}\n`).join(''))
  }

  end(): Buffer {
    return this.push(Buffer.from('\n\n'))
  }
}

function exportEntry(
  bytes: Buffer,
  start: number,
): { fields: Map<string, unknown>; end: number } | undefined {
  const fields = new Map<string, unknown>()
  for (let at = start; ; ) {
    const newline = bytes.indexOf(10, at)
    if (newline < 0) return undefined
    if (newline === at) return { fields, end: at + 1 }
    const text = bytes.toString('utf8', at, newline)
    const equals = text.indexOf('=')
    if (equals >= 0) {
      fields.set(text.slice(0, equals), text.slice(equals + 1))
      at = newline + 1
      continue
    }
    if (newline + 9 > bytes.length) return undefined
    const length = Number(bytes.readBigUInt64LE(newline + 1))
    const end = newline + 9 + length
    if (length > longestEntry || end >= bytes.length) return undefined
    fields.set(text, bytes.toString('utf8', newline + 9, end))
    at = end + 1
  }
}
