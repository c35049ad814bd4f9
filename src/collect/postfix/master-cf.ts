import { type LogicalLine, logicalLines } from './logical-lines.ts'

/** One service of master.cf. `-` in the file is resolved to its default. */
export interface PostfixService {
  /** `smtp`, `submission`, `127.0.0.1:10025`, … as written. */
  readonly name: string
  readonly type: 'inet' | 'unix' | 'fifo' | 'pass' | 'unix-dgram'
  readonly private: boolean
  readonly unprivileged: boolean
  readonly chroot: boolean
  readonly wakeup: string
  /** Processes at most; 0 is no limit; undefined: `$default_process_limit`. */
  readonly maximalProcesses: number | undefined
  /** Program, as a name in `daemon_directory`. */
  readonly command: string
  readonly arguments: readonly string[]
  /** `-o name=value` and `-o { name = value }`, unexpanded. */
  readonly overrides: ReadonlyMap<string, string>
  readonly path: string
  readonly line: number
  /** The logical line as written, for evidence. */
  readonly text: string
  /** In the file, but commented out. */
  readonly commentedOut: boolean
}

export interface MasterCf {
  readonly services: readonly PostfixService[]
  /** Lines that Postfix refuses: too few fields, unknown types. */
  readonly errors: readonly { readonly line: number; readonly text: string }[]
}

const types = new Set(['inet', 'unix', 'fifo', 'pass', 'unix-dgram'])
const yesNo = /^[yn-]$/

/**
 * Parses master.cf (master(5)). Never throws. `chrootByDefault`: what `-` means in the chroot column
 * (`n` since Postfix 3.0 unless compatibility_level is below 1).
 */
export function parseMasterCf(text: string, path: string, chrootByDefault: boolean): MasterCf {
  const errors: { line: number; text: string }[] = []
  const active = logicalLines(text).flatMap((logical) => {
    const service = parseService(logical, path, chrootByDefault, false)
    if (service === undefined) errors.push({ line: logical.line, text: logical.text })
    return service ?? []
  })
  const dormant = logicalLines(uncommented(text)).flatMap(
    (logical) => parseService(logical, path, chrootByDefault, true) ?? [],
  )
  return { services: [...active, ...dormant], errors }
}

/** Only the comments, without their `#`; other lines become empty so that line numbers stay. */
function uncommented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('#') ? line.slice(1) : ''))
    .map((line) => (/^\s*(?:-o\s|[\w:.[\]-]+\s+(?:inet|unix|pass|fifo)\s)/.test(line) ? line : ''))
    .join('\n')
}

function parseService(
  { line, text }: LogicalLine,
  path: string,
  chrootByDefault: boolean,
  commentedOut: boolean,
): PostfixService | undefined {
  const [name, type, isPrivate, unprivileged, chroot, wakeup, processes, command, ...rest] = words(text)
  if (name === undefined || command === undefined || wakeup === undefined || !isType(type)) return undefined
  if (![isPrivate, unprivileged, chroot].every((field) => yesNo.test(field ?? ''))) return undefined
  const { overrides, others } = overridesOf(rest)
  return {
    name,
    type,
    private: isPrivate !== 'n',
    unprivileged: unprivileged !== 'n',
    chroot: chroot === '-' ? chrootByDefault : chroot === 'y',
    wakeup,
    maximalProcesses: processes === '-' ? undefined : Number.parseInt(processes ?? '', 10) || 0,
    command,
    arguments: others,
    overrides,
    path,
    line,
    text,
    commentedOut,
  }
}

function isType(type: string | undefined): type is PostfixService['type'] {
  return type !== undefined && types.has(type)
}

/** Fields separated by white space; `{ … }` is one field (master(5), Postfix ≥ 3.0). */
function words(text: string): string[] {
  const found: string[] = []
  let position = 0
  while (position < text.length) {
    if (/\s/.test(text[position] ?? '')) {
      position++
      continue
    }
    const end = text[position] === '{' ? afterBrace(text, position) : afterWord(text, position)
    found.push(text.slice(position, end))
    position = end
  }
  return found
}

function afterWord(text: string, start: number): number {
  let end = start
  while (end < text.length && !/\s/.test(text[end] ?? '')) end++
  return end
}

function afterBrace(text: string, start: number): number {
  let level = 0
  for (let index = start; index < text.length; index++) {
    if (text[index] === '{') level++
    else if (text[index] === '}' && --level === 0) return index + 1
  }
  return text.length
}

function overridesOf(rest: readonly string[]): { overrides: Map<string, string>; others: string[] } {
  const overrides = new Map<string, string>()
  const others: string[] = []
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    const isOption = word.startsWith('-o') && !word.startsWith('--')
    const setting = !isOption ? undefined : word === '-o' ? rest[++index] : word.slice(2)
    if (setting === undefined) {
      others.push(word)
      continue
    }
    const inner = setting.startsWith('{') ? setting.slice(1, setting.endsWith('}') ? -1 : undefined) : setting
    const equals = inner.indexOf('=')
    if (equals > 0) overrides.set(inner.slice(0, equals).trim(), inner.slice(equals + 1).trim())
  }
  return { overrides, others }
}
