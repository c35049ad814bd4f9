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

/** … and lines that have them every day: Rspamd looks for optional files, and names its modules. */
const routine = [
  'rspamd_task_write_log',
  'spamd: result',
  'it can be loaded automatically',
  'automatically if created',
  'rspamd_init_lua_filters',
  'use default Redis settings',
  'cannot find content-type',
]

/** Reads the lines of spam and virus filters, resolvers and Redis: only those that tell of trouble. */
export class FilterLines {
  readonly #summary: Summary

  constructor(summary: Summary) {
    this.#summary = summary
  }

  read(entry: LogEntry): void {
    const { text } = entry
    if (routine.some((word) => text.includes(word)) || !trouble.some((word) => text.includes(word))) return
    this.#summary.messages.add(entry, entry.program.daemon, 'notice', text)
  }
}
