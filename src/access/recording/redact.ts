import { blankValue, hint, isHarmless, redacted, secretRules, settingLine } from './secret-rules.ts'

/** What a text is, as far as its secrets have a form of their own there. */
export type SecretForm = 'text' | 'lookup-table' | 'lookup-answer' | 'account-file' | 'all-secret'

/**
 * Takes secrets out of a text: private keys, passwords and their hashes, tokens, credentials in URLs,
 * log-ins in dialogues. Lines stay lines, so that line numbers hold; a secret becomes `[redacted]`.
 * Linear in the length of the text. What has no name and no form (a password in a sentence) is not
 * recognised.
 */
export function redact(text: string, form: SecretForm = 'text'): string {
  if (form === 'text' && !hint.test(text)) return text
  const state = new LineState()
  // A NUL ends a string in /proc/PID/environ and cmdline, as a line feed ends a line.
  return text.replace(/[^\n\0]+/g, (line) => state.redactLine(line, form))
}

const beginsKey = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,8}-----/
const endsKey = /-----END [A-Z0-9 ]{0,40}-----/
const base64Line = /^(?<head>(?:.*[\s:<>])?)(?<value>[A-Za-z0-9+/]{4,}={0,2})(?<tail>\s*)$/

/** What one line leaves open for the next. */
class LineState {
  #inKey = false
  /** A setting whose value stands on the following lines: how far it was indented. */
  #openSetting: number | undefined
  #openArray = false
  #afterChallenge = 0
  #afterOption = false

  redactLine(line: string, form: SecretForm): string {
    if (this.#inKey || beginsKey.test(line)) return this.#keyLine(line)
    if (form === 'all-secret') return blankLine(line)
    const continued = this.#continuedValue(line)
    if (continued !== undefined) return continued
    const formed = redactForm(line, form)
    if (!hint.test(formed) && this.#afterChallenge === 0) return formed
    this.#afterOption = /^--?[\w-]{0,32}(?:password|passwd|passphrase|pass|secret|token|api-key)$/i.test(line)
    return this.#challenge(this.#setting(formed))
  }

  #keyLine(line: string): string {
    const isWhole = beginsKey.test(line) && endsKey.test(line.slice(line.search(beginsKey)))
    if (!this.#inKey) {
      this.#inKey = !isWhole
      if (isWhole) return applyRules(line)
      const begin = beginsKey.exec(line)
      return (
        line.slice(0, (begin?.index ?? 0) + (begin?.[0].length ?? 0)) +
        (/-----\r?$/.test(line) ? '' : redacted)
      )
    }
    if (endsKey.test(line)) {
      this.#inKey = false
      return line.slice(line.search(endsKey))
    }
    return blankLine(line)
  }

  /** Values that begin on the line after their name: continuation lines, YAML blocks, arrays. */
  #continuedValue(line: string): string | undefined {
    if (this.#afterOption) {
      this.#afterOption = false
      if (!line.startsWith('-')) return redacted
    }
    if (this.#openArray) {
      this.#openArray = !line.includes(']')
      return line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|[^\s\],"']+/g, (item) => blankValue(item))
    }
    if (this.#openSetting === undefined) return undefined
    const indent = line.search(/\S/)
    if (indent === -1) return line
    if (indent > this.#openSetting || /^\s*["']/.test(line)) return blankLine(line)
    this.#openSetting = undefined
    return undefined
  }

  #setting(line: string): string {
    const groups = settingLine.exec(line)?.groups
    const head = groups?.['head'] ?? ''
    const value = groups?.['value'] ?? ''
    if (groups === undefined || isHarmless(groups['name'] ?? '', value)) {
      if (groups !== undefined && /^\s*[|>]?[-+]?\s*$/.test(value)) this.#openSetting = line.search(/\S/)
      if (groups !== undefined && /^\s*\[\s*$/.test(value)) this.#openArray = true
      return applyRules(line)
    }
    // Postfix goes on with a value on the lines that begin with blank space.
    this.#openSetting = /^\s/.test(line) || /["']/.test(value) ? undefined : 0
    const closed = /^(?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?<rest>.*)$/s.exec(value)?.groups
    if (closed === undefined) return head + blankValue(value.trimEnd()) + (value.endsWith('\r') ? '\r' : '')
    return head + blankValue(closed['value'] ?? '') + applyRules(closed['rest'] ?? '')
  }

  /** After the server's `334 …`, the client's next line is a secret (AUTH LOGIN, RFC 4954 §4). */
  #challenge(line: string): string {
    const isChallenge = /(?:^|\s)334(?:[ -][A-Za-z0-9+/=]{0,2000})?\s*$/.test(line)
    const previous = this.#afterChallenge
    this.#afterChallenge = isChallenge ? 2 : Math.max(0, previous - 1)
    const found = previous > 0 && !isChallenge ? base64Line.exec(line)?.groups : undefined
    if (found === undefined) return line
    this.#afterChallenge = 0
    return `${found['head']}${redacted}${found['tail']}`
  }
}

function applyRules(line: string): string {
  return secretRules.reduce((result, { pattern, replace }) => result.replace(pattern, replace), line)
}

function blankLine(line: string): string {
  const content = /^(\s*)\S.*?(\r?)$/s.exec(line)
  return content === null ? line : `${content[1]}${redacted}${content[2]}`
}

function redactForm(line: string, form: SecretForm): string {
  if (form === 'lookup-table') {
    // `[relay.example.org]:587 user:password`; a continuation line belongs to the value.
    const entry = /^(?<key>[^\s#]\S*\s+)(?<value>\S.*?)(?<end>\r?)$/s.exec(line)?.groups
    if (entry !== undefined) return `${entry['key']}${blankCredentials(entry['value'] ?? '')}${entry['end']}`
    return /^\s*(?:#|$)/.test(line) ? line : /^\s/.test(line) ? blankLine(line) : redacted
  }
  if (form === 'lookup-answer') return blankCredentials(line)
  const account = accountLine.exec(line)?.groups
  if (account === undefined) return line
  const hash = account['hash'] ?? ''
  const isAccount = form === 'account-file' || systemAccount.test(account['rest'] ?? '')
  if (!isAccount || /^(?:|x|\*|!{1,2}\*?|\[redacted\])$/.test(hash)) return line
  const kept = /^!?(?:\{[\w.-]{1,32}\}|\$[\w-]{1,16}\$)/.exec(hash)?.[0] ?? ''
  return `${account['user']}:${kept}${redacted}${account['rest']}`
}

const accountLine = /^(?<user>[^\s:#][^\s:]{0,255}):(?<hash>[^:\s]*)(?<rest>(?::.*)?\r?)$/s
// passwd(5): `:uid:gid:…:home:shell`; shadow(5): six fields of days and one unused.
const systemAccount = /^(?::\d+:\d+:[^:]*:[^:]*:[^:]*|(?::\d*){6}:)\r?$/

function blankCredentials(value: string): string {
  const user = /^[^\s:]+:/.exec(value)?.[0] ?? ''
  return `${user}${redacted}`
}

/** The form that a file's secrets have, by its name. */
export function secretFormOf(path: string): SecretForm {
  const name = path.replace(/:\d+$/, '')
  if (
    /sasl[_/.-]?passw|(?:relay|smtp|smarthost|sender)[\w-]*(?:passw|creds?\b|credentials|auth)[^/]*$/i.test(
      name,
    )
  )
    return 'lookup-table'
  if (/(?:\.secret|\.token|\.private|\.pgpass|rndc\.key|authkeys?|authinfo)$/i.test(name)) return 'all-secret'
  if (/(?:passwd|passwords?|shadow|htpasswd|passdb|userdb|\/dovecot\/users|\.users)[^/]*$/i.test(name))
    return 'account-file'
  return 'text'
}
