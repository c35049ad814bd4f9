/** What stands in a capture where a secret stood. */
export const redacted = '[redacted]'

/** A way in which secrets are written inside a line. Each pattern takes linear time. */
export interface SecretRule {
  readonly pattern: RegExp
  readonly replace: (...found: string[]) => string
}

const dovecotSchemes =
  'PLAIN|CLEAR|CLEARTEXT|PLAIN-TRUNC|PLAIN-MD[45]|LDAP-MD5|CRYPT|DES-CRYPT|EXT-DES|MD5|MD5-CRYPT|BLF-CRYPT|' +
  'SHA|SHA1|SHA224|SHA256|SHA384|SHA512|SMD5|SSHA|SSHA1|SSHA224|SSHA256|SSHA384|SSHA512|SHA256-CRYPT|SHA512-CRYPT|' +
  'ARGON2I|ARGON2ID|ARGON2|PBKDF2|PKCS5S2|SCRAM-SHA-1|SCRAM-SHA-256|CRAM-MD5|HMAC-MD5|DIGEST-MD5|LANMAN|NTLM|OTP|SKEY|RPA'

// The last word of a setting's name says that its value is a secret. Short words need a border before
// them (`bypass`, `compass` are none); PWD in capitals is a shell's working directory.
const secretName =
  '(?:pass(?:word|wd|phrase|code)s?|requirepass|masterauth|dnpass|secrets?|priv(?:ate)?[_-]?key|' +
  '(?:api|access|secret|auth|encryption|account|shared)[_-]?key|secret[_-]?id|auth_?tok|bind_?pw|root_?pw|credentials?|' +
  '(?<![a-z0-9])(?:pass|pw|pwd)|(?<![a-z0-9])tokens?|(?<=access|auth|bearer|session|refresh|api)tokens?)'
const nameSuffix = String.raw`(?:[_-]?(?:hash|base|value|encrypted|old|new|\d{1,3}))?`
const quoted = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`
// What stands before the name must not be a path: `open /etc/postfix/sasl_passwd: No such file`.
const notInPath = String.raw`(?<!/[\w.-]{0,64})`

const assignment = new RegExp(
  `${notInPath}(?<name>(?:user)?${secretName}${nameSuffix})(?<between>\\\\?["']?\\]?\\s{0,32}(?:=>|:=|=|:(?!:|//))\\s{0,32})(?<value>${quoted}|\\\\"[^"]*"?|\\[[^\\]]*\\]?|\\S+)`,
  'gi',
)

/** A whole line that gives a setting: its value reaches to the end of the line. */
export const settingLine = new RegExp(
  String.raw`^(?<head>[\s>-]{0,256}(?:export\s+|set\s+|Environment=["']?)?["']?(?<name>[\w.-]{0,128}?${secretName}${nameSuffix})["']?\s{0,64}(?:=>|:=|=|:(?!:))[ \t]{0,64})(?<value>.*)$`,
  'is',
)

/** Values that are no secret: switches, references to a file, what is already gone. */
const harmlessValue =
  /^["']?(?:yes|no|true|false|on|off|none|null|nil|undefined|optional|required|plain|sha1(?::\d{1,3})?|x|\*|!{1,2}|\[redacted\].*|#|# hidden.*|<\s?\/.*|%\{?[A-Za-z].{0,64}|[[{|>]-?)?["',;]*$/i

/** True if a setting's value can be shown. A private key's path is no private key; tokens are long. */
export function isHarmless(name: string, value: string): boolean {
  if (harmlessValue.test(value.trimEnd())) return true
  if (/^PWD$|^OLDPWD$/.test(name)) return true
  if (/key$/i.test(name)) return /^["']?(?:\/|file:)/.test(value)
  if (/tokens?$/i.test(name)) return /^["']?[^"'\s]{0,7}["',;]*$|^["']?\d+["',;]*$/.test(value)
  return /userpassword$/i.test(name) && /^(?:password|userPassword)[,;]?$/i.test(value)
}

/** Keeps quotes and what follows the closing one. */
export function blankValue(value: string): string {
  const quote = /^(?<quote>\\?["'])/.exec(value)?.groups?.['quote']
  if (quote !== undefined)
    return `${quote}${redacted}${value.endsWith(quote) && value.length > quote.length ? quote : ''}`
  if (value.startsWith('[') && value !== redacted) return `["${redacted}"]`
  return redacted + (/(?:[;,]|\s?\})+$/.exec(value)?.[0] ?? '')
}

function blankAssignment(...found: string[]): string {
  const [whole = '', name = '', between = '', value = ''] = found
  // "unexpected token: }" and "Invalid password: too short" are sentences; a setting has `=` or quotes.
  const isSentence =
    /:\s*$/.test(between) && /^(?:pass|tokens?|credentials?|secrets?)$/i.test(name) && !/^["'\\[]/.test(value)
  if (isSentence || isHarmless(name, value)) return whole
  return `${name}${between}${blankValue(value)}`
}

function keep(count: number) {
  return (...found: string[]) => found.slice(1, 1 + count).join('') + redacted
}

// The base64 of "Username:" and "Password:", which servers ask with and Postfix logs.
const prompts = new Set(['VXNlcm5hbWU6', 'UGFzc3dvcmQ6', 'VXNlciBOYW1lAA==', 'UGFzc3dvcmQA'])

/** Applied in this order to every line that may hold a secret. */
export const secretRules: readonly SecretRule[] = [
  {
    pattern: /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,8}-----).*?(-----END [A-Z0-9 ]{0,40}-----|$)/g,
    replace: (_, begin = '', end = '') => `${begin}${redacted}${end}`,
  },
  {
    pattern: new RegExp(`(\\{(?:${dovecotSchemes})(?:\\.(?:b64|base64|hex))?\\})(?!\\})[^\\s:"',]+`, 'gi'),
    replace: keep(1),
  },
  {
    pattern:
      /(\$(?:1|2[abxy]?|5|6|7|y|gy|sha1|md5|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,16}|bcrypt-sha256|P|H|S)\$)[./A-Za-z0-9$=,+-]{16,}/g,
    replace: keep(1),
  },
  // The password may hold an `@`, or a `/`; a port before a path is none.
  {
    pattern:
      /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,128}:)(?!\d{1,5}(?:[/?#]|$))[^\s"'<>]{0,512}(?=@)/gi,
    replace: keep(1),
  },
  {
    pattern:
      /\b((?:proxy-)?authorization["']?\s{0,8}[:=]\s{0,8}["']?(?:(?:basic|bearer|digest|negotiate|token|apikey)\s{1,8})?)[^\r\n"']+/gi,
    replace: keep(1),
  },
  { pattern: /\b((?:set-)?cookie["']?\s{0,8}:\s{0,8})[^\r\n]+/gi, replace: keep(1) },
  { pattern: /\b((?:x-)?(?:api|auth)-(?:key|token)["']?\s{0,8}:\s{0,8}["']?)[^\s"']+/gi, replace: keep(1) },
  { pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g, replace: () => redacted },
  {
    pattern: /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|xox[abprs]-[\w-]{10,}|sk_live_\w{10,})/g,
    replace: () => redacted,
  },
  { pattern: /(\bgiven password:\s?)[^)\r\n]+/gi, replace: keep(1) },
  // SASL (RFC 4954, RFC 9051 §6.2.2) and the older ways to log in.
  {
    pattern:
      /(\bAUTH(?:ENTICATE)?[ =]"?(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|EXTERNAL|SCRAM-[\w-]{1,24})"?\s{1,4}"?)([A-Za-z0-9+/]{4,}={0,2})(?=["\s]|$)/gi,
    replace: (_, head = '', value = '') =>
      prompts.has(value) || !/=$|\d|[a-z][A-Z]|[A-Z][a-z]/.test(value) ? head + value : head + redacted,
  },
  {
    pattern:
      /((?:^|[\s<>])(?!SASL|AUTH)[A-Za-z0-9.]{1,20} LOGIN (?:"[^"]*"|\S+) )(?:"(?:[^"\\]|\\.)*"|\S+)(?=\s*$)/g,
    replace: keep(1),
  },
  { pattern: /((?:^|[<>:] )(?:PASS|APOP \S+) )(?!NEW|OLD)\S+(?=\s*$)/g, replace: keep(1) },
  // Options on a command line; redis.conf, .netrc, named.conf, ACLs of Redis, SQL.
  {
    pattern:
      /((?:^|\s)--?[\w-]{0,32}(?:password|passwd|passphrase|pass|secret|token|api-key)(?:\s+|=))(?!-)("[^"]*"|'[^']*'|\S+)/gi,
    replace: keep(1),
  },
  { pattern: /(\b(?:requirepass|masterauth|auth-pass\s+\S+)\s+)\S+/gi, replace: keep(1) },
  { pattern: /(\b(?:secret|password)\s+)"[^"]*"/gi, replace: (_, head = '') => `${head}"${redacted}"` },
  { pattern: /(\bidentified\s+(?:with\s+\S+\s+)?(?:by|as)\s+)(?:'[^']*'|"[^"]*")/gi, replace: keep(1) },
  { pattern: /(^user \S+ .*?\s[>#])\S+/g, replace: keep(1) },
  { pattern: /(\blogin\s+\S+\s+password\s+)\S+/gi, replace: keep(1) },
  { pattern: /(<(?:\w{0,16}(?:password|passwd|secret|token))>)[^<]*/gi, replace: keep(1) },
  { pattern: /(password_maps\s{0,64}=.{0,256}?\b(?:static|inline):).*/gi, replace: keep(1) },
  { pattern: assignment, replace: blankAssignment },
]

/** A cheap first look: a line without any of this holds no secret that a rule could find. */
export const hint =
  /pass|pwd|pw\b|pw["' =:]|secret|token|tok\b|key|cred|auth|login|cookie|identified|\$[0-9a-zA-Z-]{1,14}\$|\{[A-Za-z][A-Za-z0-9.-]{2,}\}|:\/\/|eyJ|AKIA|gh[pousr]_|xox|sk_live|apop|^user |334 /i
