import type { Entry } from './entry.ts'
import type { Messages } from './messages.ts'

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
  readonly #messages: Messages

  constructor(messages: Messages) {
    this.#messages = messages
  }

  read(entry: Entry, said: string): void {
    const text = withoutHead(said)
    if (routine.some((word) => text.includes(word)) || !trouble.some((word) => text.includes(word))) return
    this.#messages.add(entry, entry.program.daemon, 'notice', text)
  }
}

/** Rspamd's own file: `#2161(normal) <adfb84>; task; …` */
function withoutHead(text: string): string {
  const session = text.startsWith('#') ? text.indexOf('<') : 0
  return session > 0 && session < 60 ? text.slice(session) : text
}
