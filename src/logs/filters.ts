import type { LogEntry } from './entry.ts'
import type { Summary } from './summary.ts'

/** Words of trouble in the lines of programs that write no level. */
const trouble = [
  'rror',
  'ailed',
  'annot',
  'efused',
  'imeout',
  'timed out',
  'nable to',
  'arning',
  'WARN',
  'ERR',
  'denied',
  'o such file',
  'OUTDATED',
  'No clamd server',
  'FOUND',
  'infected',
  'virus',
  'max-children',
  'not found',
] // prettier-ignore

/** Reads the lines of spam and virus filters, resolvers and Redis: only those that tell of trouble. */
export class FilterLines {
  readonly #summary: Summary

  constructor(summary: Summary) {
    this.#summary = summary
  }

  read(entry: LogEntry): void {
    const { text } = entry
    // One a message, and full of words that mean something else there.
    if (text.includes('rspamd_task_write_log') || text.startsWith('spamd: result')) return
    if (!trouble.some((word) => text.includes(word))) return
    this.#summary.messages.add(entry, entry.program.daemon, 'notice', text)
  }
}
