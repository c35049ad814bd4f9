import { defaults37, defaults310, newSince37 } from './default-parameters.ts'

export type Defaults = ReadonlyMap<string, string>

/** Parsed once: names and unexpanded values of `name = value` lines. */
export function parseNameValueLines(text: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=')
    if (equals > 0) found.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim())
  }
  return found
}

const unescaped = (text: string) => text.replaceAll('@{', '${')

const latest: Defaults = parseNameValueLines(unescaped(defaults310))
const older: Defaults = new Map([...latest, ...parseNameValueLines(unescaped(defaults37))])
const names37 = new Set(newSince37.split(' '))

/**
 * The default of a parameter, unexpanded, where Postfix itself could not be asked.
 * `version` such as `3.7.11`; without it, the newest that is known. Unknown parameter: undefined.
 */
export function defaultOf(name: string, version: string | undefined): string | undefined {
  const isOld = version !== undefined && !isAtLeast(version, 3, 9)
  const table = isOld ? older : latest
  const direct = table.get(name)
  if (direct !== undefined) return isOld && names37.has(name) ? undefined : direct
  const twin = name.startsWith('lmtp_') ? table.get(`smtp_${name.slice('lmtp_'.length)}`) : undefined
  if (twin !== undefined) return twin.replaceAll('smtp_', 'lmtp_')
  return perTransportDefault(name, table)
}

const perTransport =
  /^[A-Za-z0-9-]+_((?:destination|extra|minimum|delivery|recipient|transport)_[a-z_]+|initial_destination_concurrency|time_limit)$/

/** `slow_destination_concurrency_limit` is `$default_destination_concurrency_limit`: postconf(5) transport_…. */
function perTransportDefault(name: string, table: Defaults): string | undefined {
  const setting = perTransport.exec(name)?.[1]
  if (setting === undefined) return undefined
  if (setting === 'time_limit') return '$command_time_limit'
  if (setting === 'initial_destination_concurrency') return `$${setting}`
  return table.has(`default_${setting}`) ? `$default_${setting}` : undefined
}

/** Is there a built-in parameter of this name in any version from 3.7 to 3.10? */
export function isBuiltInParameter(name: string): boolean {
  return defaultOf(name, undefined) !== undefined || machineParameters.has(name)
}

/** All built-in names, for "did you mean". */
export function builtInParameters(): readonly string[] {
  return [...latest.keys(), ...machineParameters]
}

const machineParameters = new Set([
  'myhostname',
  'mydomain',
  'mynetworks',
  'mail_version',
  'mail_release_date',
  'process_id',
  'process_name',
  'smtpd_expansion_filter',
  'command_expansion_filter',
  'forward_expansion_filter',
  'execution_directory_expansion_filter',
])

/** Compares a version such as `3.7.11` or `3.11-20260514` with major and minor numbers. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [foundMajor = 0, foundMinor = 0] = version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0)
  return foundMajor > major || (foundMajor === major && foundMinor >= minor)
}
