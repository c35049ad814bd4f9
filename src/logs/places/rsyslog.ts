import { type ConfigurationFile, filePattern, type LogPlace } from './place.ts'
import { statementsOf } from './rsyslog-statements.ts'
import { isSelector, type MailShare, mailShare } from './syslog-selector.ts'

const mailProgram = /postfix|dovecot|exim|opensmtpd|smtpd|rspamd|amavis|sendmail|opendkim/i
const variable = /%[^%]{1,100}%/g
const everything: Filter = { kind: 'share', share: { scope: 'all', level: 0 }, words: '*.*' }

/** Which messages reach an action. */
type Filter =
  | { readonly kind: 'share'; readonly share: MailShare; readonly words: string }
  | { readonly kind: 'program'; readonly words: string }
  | { readonly kind: 'other' }

/** Paths that `$IncludeConfig` and `include()` name: patterns with `*`, as in glob(3). */
export function rsyslogIncludes(text: string): string[] {
  return statementsOf(text).flatMap((statement) => {
    const old = /^\$IncludeConfig\s+(\S{1,300})/i.exec(statement)?.[1]
    const now = /^include\s*\(/i.test(statement) ? parameter(statement, 'file') : undefined
    const path = old ?? now
    return path === undefined ? [] : [path]
  })
}

/**
 * The files that rsyslog writes mail to: selectors (`mail.* -/var/log/mail.log`), property filters, and
 * RainerScript (`if $programname == "postfix" then action(type="omfile" file="…")`), old and new templates.
 */
export function rsyslogPlaces(files: readonly ConfigurationFile[]): LogPlace[] {
  const templates = new Map<string, string>()
  for (const { text } of files)
    for (const statement of statementsOf(text)) learnTemplate(statement, templates)
  return files.flatMap((file) => new Rules(file, templates).places())
}

/** `$template N,"string"`, `template(name="N" type="string" string="…")` */
function learnTemplate(statement: string, templates: Map<string, string>): void {
  const old = /^\$template\s+([^\s,]{1,100})\s*,\s*"([^"]{1,400})"/i.exec(statement)
  if (old?.[1] !== undefined) templates.set(old[1], old[2] ?? '')
  if (!/^template\s*\(/i.test(statement)) return
  const [name, string] = [parameter(statement, 'name'), parameter(statement, 'string')]
  if (name !== undefined && string !== undefined) templates.set(name, string)
}

class Rules {
  readonly #file: ConfigurationFile
  readonly #templates: ReadonlyMap<string, string>
  readonly #found: LogPlace[] = []
  /** Filters of the open blocks, outermost first. */
  readonly #blocks: Filter[] = []
  #last: Filter = everything
  /** Of the block that is about to open. */
  #pending: Filter | undefined

  constructor(file: ConfigurationFile, templates: ReadonlyMap<string, string>) {
    this.#file = file
    this.#templates = templates
  }

  places(): LogPlace[] {
    for (const statement of statementsOf(this.#file.text)) this.#statement(statement)
    return this.#found
  }

  #statement(statement: string): void {
    if (statement === '{') {
      this.#blocks.push(this.#pending ?? everything)
      this.#pending = undefined
    } else if (statement === '}') this.#blocks.pop()
    else if (/^(?:if|else)\b/i.test(statement)) this.#condition(statement)
    else if (/^(?:action|[-?/])/i.test(statement)) this.#action(statement, everything)
    else if (statement.startsWith('&')) this.#action(statement.slice(1).trim(), this.#last)
    else if (statement.startsWith(':')) this.#property(statement)
    else this.#selector(statement)
  }

  /** `if $syslogfacility-text == 'mail' then ACTION`; without an action a block follows. */
  #condition(statement: string): void {
    const then = / then(?=\s|$)/i.exec(statement)
    const words = then === null ? '' : statement.slice(3, then.index).trim()
    const filter: Filter = then === null ? { kind: 'other' } : conditionFilter(words)
    const rest = then === null ? '' : statement.slice(then.index + 5).trim()
    this.#last = filter
    if (rest === '') this.#pending = filter
    else this.#action(rest, filter)
  }

  /** `:programname, startswith, "postfix" /var/log/postfix.log` */
  #property(statement: string): void {
    const parts = /^:[\w$!.-]{1,60}\s*,\s*(!?\w{1,30})\s*,\s*"([^"]{1,200})"\s*(.*)$/.exec(statement)
    if (parts === null) return
    const [, operation = '', value = '', action = ''] = parts
    const isMail = !operation.startsWith('!') && mailProgram.test(value)
    this.#last = isMail ? { kind: 'program', words: `messages of ${value}` } : { kind: 'other' }
    this.#action(action, this.#last)
  }

  #selector(statement: string): void {
    const [word = '', ...rest] = statement.split(/\s+/)
    if (!isSelector(word)) return
    const share = mailShare(word)
    this.#last = share === undefined ? { kind: 'other' } : { kind: 'share', share, words: word }
    this.#action(rest.join(' '), this.#last)
    if (rest.length === 0) this.#pending = this.#last
  }

  #action(action: string, filter: Filter): void {
    const path = this.#pathOf(action)
    const all = [...this.#blocks, filter]
    if (path === undefined || all.some(({ kind }) => kind === 'other')) return
    const narrowest =
      all.find(({ kind }) => kind === 'program') ??
      all.find((one) => one.kind === 'share' && one.share.scope === 'mail') ??
      filter
    if (narrowest.kind === 'other') return
    const share = narrowest.kind === 'share' ? narrowest.share : ({ scope: 'program', level: 0 } as const)
    this.#found.push({ path, why: `rsyslog: ${narrowest.words} in ${this.#file.path}`, ...share })
  }

  /** `-/var/log/mail.log;Template`, `?Template`, `action(type="omfile" file="…")` */
  #pathOf(action: string): string | undefined {
    if (/^action\s*\(/i.test(action)) {
      if (parameter(action, 'type')?.toLowerCase() !== 'omfile') return undefined
      const dynamic = parameter(action, 'dynafile')
      const path = dynamic === undefined ? parameter(action, 'file') : this.#templates.get(dynamic)
      return path === undefined ? undefined : filePattern(path, variable)
    }
    const word = action.split(/[\s;]/)[0] ?? ''
    const path = /^-?\?/.test(word) ? this.#templates.get(word.replace(/^-?\?/, '')) : word.replace(/^-/, '')
    return path === undefined ? undefined : filePattern(path, variable)
  }
}

function conditionFilter(words: string): Filter {
  if (/!=|<>|\bnot\b/i.test(words)) return { kind: 'other' }
  if (/syslogfacility-text\s*==\s*["']mail["']|syslogfacility\s*==\s*["']?2\b/i.test(words))
    return { kind: 'share', share: { scope: 'mail', level: 0 }, words }
  return mailProgram.test(words) ? { kind: 'program', words } : { kind: 'other' }
}

/** Value of a parameter of `action(…)`, `include(…)`, `template(…)`; names in any case. */
function parameter(statement: string, name: string): string | undefined {
  const found = new RegExp(`[\\s(]${name}\\s*=\\s*["']([^"']{1,400})["']`, 'i').exec(statement)
  return found?.[1]
}
