/** Gives a local part, or a user's name, another one. */
export type Rename = (name: string) => string

/** Suffixes behind the `@` of systemd's template units: `getty@tty1.service` is no mailbox. */
const unitSuffix = /\.(?:service|socket|timer|target|slice|mount|scope|device|path|swap|automount)\b/i
const longestLocalPart = 256

/**
 * Renames the local parts of all mail addresses in a text, in time linear in its length. Structure
 * stays: `user+detail`, `SRS0=…`, `SRS1=…` and `prvs=…` keep their form; templates (`%u@%d`) are left.
 */
export function renameLocalParts(text: string, rename: Rename): string {
  let result = ''
  let done = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (!isDomainAt(text, at + 1)) continue
    const start = localPartStart(text, at, done)
    if (start === at) continue
    result += text.slice(done, start) + renamed(text.slice(start, at), rename)
    done = at
  }
  return done === 0 ? text : result + text.slice(done)
}

const domain = /(?:\[|[a-z0-9\u0080-\uffff_](?:[a-z0-9\u0080-\uffff_.-]{0,252}))/iy

function isDomainAt(text: string, start: number): boolean {
  domain.lastIndex = start
  const found = domain.exec(text)?.[0]
  if (found === undefined || unitSuffix.test(found)) return false
  if (/^\d+$/.test(found)) return false
  const end = start + found.length
  // `systemd-fsck@dev-disk\x2d…` is a unit; `user@example\.org` a pattern for an address.
  return text[end] !== '\\' || text[end + 1] === '.'
}

function localPartStart(text: string, at: number, from: number): number {
  const limit = Math.max(from, at - longestLocalPart)
  if (text[at - 1] === '"') {
    const quote = text.lastIndexOf('"', at - 2)
    return quote < limit || text.slice(quote, at).includes('\n') ? at : quote
  }
  let start = at
  while (start > limit && isLocalCharacter(text.charCodeAt(start - 1))) start--
  return start + skipped(text.slice(start, at), text[start - 1])
}

/** Letters, digits, what is usual between them. */
const localCharacters = new Set(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._%+=~'!#$&*{}-"].map(codeOf),
)

function codeOf(character: string): number {
  return character.charCodeAt(0)
}

/** Beyond ASCII, all (RFC 6531). */
function isLocalCharacter(code: number): boolean {
  return code >= 0x80 || localCharacters.has(code)
}

/** What stands before the local part although its characters could belong to it. */
function skipped(found: string, before: string | undefined): number {
  const key = /^[A-Za-z_]{1,32}=/.exec(found)?.[0]
  const isKey = key !== undefined && before !== '<' && !/^(?:SRS[01]|prvs|btv1|msprvs1)=/i.test(key)
  const keyed = isKey ? key.length : 0
  return keyed + (/^['.*{!#&-]*/.exec(found.slice(keyed))?.[0].length ?? 0)
}

function renamed(local: string, rename: Rename): string {
  if (/[{}$]|^%[A-Za-z]{1,3}$/.test(local)) return local
  const rewritten =
    /^(?<head>(?:SRS0[=+-][^=]*=[^=]*=[^=]*=|SRS1[=+-].*==[^=]*=[^=]*=[^=]*=|prvs=[^=]*=))(?<user>.+)$/i.exec(
      local,
    )
  if (rewritten?.groups !== undefined) {
    return `${rewritten.groups['head']}${renamed(rewritten.groups['user'] ?? '', rename)}`
  }
  return local
    .split('+')
    .map((part) => (part === '' ? part : rename(part)))
    .join('+')
}

// Names that stand without a domain where Postfix and Dovecot log them.
const loggedNames = [
  /\b((?:user|from|to|orig_to)=<)([^\s<>@,;()"']{1,64})(?=>)/g,
  /\b(sasl_(?:username|sender)=)([^\s<>@,;()"']{1,64})(?=[\s,;)]|$)/gm,
  /\b((?:imap|pop3|lmtp|lda|managesieve|submission|indexer-worker|quota-status|doveadm|sql|ldap|pam|passwd|passwd-file|shadow|static|dict|lua)\()([^\s<>@,;()"']{1,64})(?=[,)])/g,
]

/** Renames users whom the logs name without a domain; process numbers are left. */
export function renameLoggedUsers(text: string, rename: Rename): string {
  const change = (whole: string, head: string, name: string) =>
    /^(?:\d+|%.*|\$.*)$/.test(name) ? whole : head + rename(name)
  return loggedNames.reduce((result, pattern) => result.replace(pattern, change), text)
}

// Dovecot's log-in sessions: time, port and address of the client, in base64. They stand as
// `session=<…>`, behind the process number, and in the lines of passdbs. Those of LMTP hold no address.
const sessions =
  /(session=<|\b(?:imap|pop3|submission|managesieve)\([^()\s]{1,320}\)<\d{1,10}><|\([^()\s]{1,320},<)([A-Za-z0-9+/]{12,64})(?=>)/g

/** Replaces the log-in sessions of Dovecot, which tell the client's address. */
export function replaceSessions(text: string, replace: Rename): string {
  return text.replace(sessions, (_, head: string, session: string) => head + replace(session))
}
