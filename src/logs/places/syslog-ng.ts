import { type ConfigurationFile, filePattern, type LogPlace } from './place.ts'

const variable = /\$\{?[A-Z_.]{1,40}\}?/g
const mailFilter = /facility\s*\([^)]{0,200}\bmail\b[^)]{0,200}\)/
const programFilter = /program\s*\([^)]{0,200}(?:postfix|dovecot|exim|smtpd|rspamd|amavis)[^)]{0,200}\)/
const levelFilter = /\b(?:level|priority)\s*\(\s*["']?(debug|info|notice|warning|warn|err|error|crit)/
const levels: Readonly<Record<string, number>> = {
  debug: 0,
  info: 1,
  notice: 2,
  warning: 3,
  warn: 3,
  err: 4,
  error: 4,
  crit: 5,
}

/** Paths that `@include "…"` names; relative ones lie beside the main file. */
export function syslogNgIncludes(text: string): string[] {
  return [...withoutComments(text).matchAll(/^\s*@include\s+["']?([^"'\s]{1,300})/gm)].flatMap(([, path]) =>
    path === undefined ? [] : [path.startsWith('/') ? path : `/etc/syslog-ng/${path}`],
  )
}

/** The files that a `log { … }` path of syslog-ng writes mail to. */
export function syslogNgPlaces(files: readonly ConfigurationFile[]): LogPlace[] {
  const blocks = files.flatMap(({ path, text }) =>
    blocksOf(withoutComments(text)).map((block) => ({ ...block, file: path })),
  )
  const named = (kind: string) =>
    new Map(blocks.filter((block) => block.kind === kind).map(({ name, body }) => [name, body]))
  const [destinations, filters] = [named('destination'), named('filter')]
  return blocks
    .filter(({ kind }) => kind === 'log')
    .flatMap(({ body, file }) => {
      const tests = calls(body, 'filter').map((name) => filters.get(name) ?? name)
      const share = shareOf([...tests, body.includes('facility(') ? body : ''].join(' '))
      if (share === undefined) return []
      const inline = filesOf(body)
      const paths = calls(body, 'destination').flatMap((name) => filesOf(destinations.get(name) ?? ''))
      const why = `syslog-ng: ${share.scope === 'all' ? 'everything' : 'mail'} in ${file}`
      return [...paths, ...inline].map((path) => ({ path, why, ...share }))
    })
}

function shareOf(tests: string): Pick<LogPlace, 'scope' | 'level'> | undefined {
  const level = levels[levelFilter.exec(tests)?.[1] ?? 'debug'] ?? 0
  if (
    /\bnot\s+(?:facility|filter|program)/.test(tests) &&
    !mailFilter.test(tests.replace(/not\s+facility\s*\([^)]*\)/g, ''))
  )
    return undefined
  if (mailFilter.test(tests)) return { scope: 'mail', level }
  if (programFilter.test(tests)) return { scope: 'program', level }
  return /facility\s*\(|program\s*\(|match\s*\(|host\s*\(/.test(tests) ? undefined : { scope: 'all', level }
}

function filesOf(body: string): string[] {
  return [...body.matchAll(/\bfile\s*\(\s*["']([^"']{1,400})["']/g)].flatMap(([, path = '']) => {
    const pattern = filePattern(path, variable)
    return pattern === undefined ? [] : [pattern]
  })
}

/** Names in `filter(f_mail)`, `destination(d_mail)`. */
function calls(body: string, kind: string): string[] {
  const found = body.matchAll(new RegExp(`\\b${kind}\\s*\\(\\s*["']?([\\w.-]{1,100})["']?\\s*\\)`, 'g'))
  return [...found].map(([, name = '']) => name)
}

interface Block {
  readonly kind: string
  readonly name: string
  readonly body: string
}

/** `destination d_mail { file("/var/log/mail.log"); };` on the outermost level. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  const opening = /\b(destination|filter|log)\b\s*([\w.-]{0,100})\s*\{/g
  for (let found = opening.exec(text); found !== null && blocks.length < 2_000; found = opening.exec(text)) {
    const end = closingBrace(text, opening.lastIndex)
    blocks.push({ kind: found[1] ?? '', name: found[2] ?? '', body: text.slice(opening.lastIndex, end) })
    opening.lastIndex = end
  }
  return blocks
}

function closingBrace(text: string, from: number): number {
  let depth = 1
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '{') depth++
    if (character === '}' && --depth === 0) return at
  }
  return text.length
}

function withoutComments(text: string): string {
  return text.replace(/(^|\s)#[^\n]*/g, '$1')
}
