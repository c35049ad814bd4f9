import { matchOfOption } from './iptables-match.ts'
import { options, words } from './iptables-options.ts'
import type { Chain, Hook, Match, Rule, Ruleset, Target } from './rules.ts'

/** Where the kernel calls the built-in chains: include/uapi/linux/netfilter_ipv4.h. */
const priorities: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  nat: -100,
  filter: 0,
  security: 50,
}
const hooks: Readonly<Record<string, string>> = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
}

interface Source {
  readonly family: 4 | 6
  /** The command that printed it. */
  readonly where: string
}

/** What iptables-save prints (tables, chains with policies, rules) → its chains. Never throws. */
export function parseIptablesRuleset(text: string, { family, where }: Source): Ruleset {
  const chains = new Map<string, { hook?: Hook; rules: Rule[] }>()
  const lines = text.split('\n')
  const idOf = (table: string, name: string) => `${where} ${table} ${name}`
  for (const [line, table] of withTables(lines)) {
    const [, name = '', policy] = /^:(\S+) (\S+)/.exec(line) ?? []
    if (name === '' || policy === undefined) continue
    const hook = hooks[name]
    const priority = priorities[table] ?? 0
    const base: Hook | undefined =
      hook === undefined || policy === '-'
        ? undefined
        : { name: hook, priority, policy: policy === 'DROP' ? 'drop' : 'accept', families: [family] }
    chains.set(idOf(table, name), { rules: [], ...(base === undefined ? {} : { hook: base }) })
  }
  for (const [line, table] of withTables(lines)) {
    if (!line.startsWith('-A ')) continue
    const all = words(line)
    const target = targetOf(all, (name) => {
      const id = idOf(table, name)
      return chains.has(id) ? id : undefined
    })
    const text = all.slice(2).join(' ')
    chains
      .get(idOf(table, all[1] ?? ''))
      ?.rules.push({ matches: matchesOf(all), target, text: `-A ${all[1]} ${text}` })
  }
  return new Map([...chains].map(([id, chain]): [string, Chain] => [id, { id, where, ...chain }]))
}

/** Names of the tables that a text shows, such as `filter`. */
export function tablesIn(text: string): readonly string[] {
  return [...text.matchAll(/^\*(\S+)$/gm)].map((match) => match[1] ?? '')
}

function* withTables(lines: readonly string[]): Generator<readonly [line: string, table: string]> {
  let table = ''
  for (const line of lines) {
    if (line.startsWith('*')) table = line.slice(1).trim()
    else yield [line, table]
  }
}

/** What comes after -j or -g belongs to the target. */
function matchesOf(all: readonly string[]): Match[] {
  const end = all.findIndex((word) => word === '-j' || word === '-g')
  const found = options(all.slice(2, end < 0 ? undefined : end))
  return found.flatMap((option) => matchOfOption(option) ?? [])
}

const passing = new Set([
  'LOG',
  'NFLOG',
  'ULOG',
  'MARK',
  'CONNMARK',
  'CONNSECMARK',
  'SECMARK',
  'SET',
  'TCPMSS',
  'TCPOPTSTRIP',
  'NOTRACK',
  'CT',
  'AUDIT',
  'TRACE',
  'CLASSIFY',
  'TTL',
  'HL',
  'DSCP',
  'TOS',
  'CHECKSUM',
  'TEE',
  'LED',
  'RATEEST',
]) // prettier-ignore

function targetOf(all: readonly string[], chainId: (name: string) => string | undefined): Target {
  const at = all.findIndex((word) => word === '-j' || word === '-g')
  const name = at < 0 ? undefined : all[at + 1]
  if (name === undefined) return { kind: 'next' }
  const chain = chainId(name)
  if (chain !== undefined) return { kind: all[at] === '-g' ? 'goto' : 'jump', chain }
  switch (name) {
    case 'ACCEPT':
    case 'SNAT':
    case 'MASQUERADE':
      return { kind: 'accept' }
    case 'DROP':
      return { kind: 'drop' }
    case 'REJECT':
      return { kind: 'reject' }
    case 'RETURN':
      return { kind: 'return' }
    default:
      return { kind: passing.has(name) ? 'next' : 'unclear' }
  }
}
