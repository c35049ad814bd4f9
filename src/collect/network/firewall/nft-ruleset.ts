import { isRecord, parseJson } from '../json.ts'
import { always, perhaps } from './matches.ts'
import { matchOf, rateTruth } from './nft-match.ts'
import { ruleText } from './nft-text.ts'
import { element, type NamedSets } from './nft-value.ts'
import type { Chain, Hook, Match, Rule, Ruleset, Target } from './rules.ts'

const where = 'nft list ruleset'

const familiesOf: Readonly<Record<string, Hook['families']>> = {
  inet: [4, 6],
  ip: [4],
  ip6: [6],
  netdev: [4, 6],
}

/**
 * `nft -j list ruleset` (libnftables-json(5)) → its chains. Tables that `isElsewhere` names are left out:
 * those of iptables-nft, whose matches only iptables-save can show. Not such JSON → undefined.
 */
export function parseNftRuleset(
  json: string,
  isElsewhere: (family: string, table: string) => boolean = () => false,
): Ruleset | undefined {
  const parsed = parseJson(json)
  const objects = isRecord(parsed) ? parsed['nftables'] : undefined
  if (!Array.isArray(objects)) return undefined
  const parts = objects.filter(isRecord)
  const sets = Map.groupBy(parts.flatMap(namedSet), ({ table }) => table)
  const chains = new Map<string, { hook?: Hook; rules: Rule[] }>()
  for (const part of parts) {
    const { chain, rule } = part
    if (isRecord(chain) && !isElsewhere(String(chain['family']), String(chain['table']))) {
      const hook = hookOf(chain)
      chains.set(idOf(chain, chain['name']), { rules: [], ...(hook === undefined ? {} : { hook }) })
    }
    if (!isRecord(rule)) continue
    const named: NamedSets = new Map(sets.get(idOf(rule))?.map(({ name, elements }) => [name, elements]))
    chains.get(idOf(rule, rule['chain']))?.rules.push(...rulesOf(rule, named))
  }
  return new Map([...chains].map(([id, chain]): [string, Chain] => [id, { id, where, ...chain }]))
}

function idOf(part: Record<string, unknown>, name: unknown = ''): string {
  return `${part['family']} ${part['table']} ${name}`.trim()
}

function namedSet(part: Record<string, unknown>) {
  const set = part['set'] ?? part['map']
  if (!isRecord(set) || typeof set['name'] !== 'string') return []
  const elements = Array.isArray(set['elem']) ? set['elem'] : []
  return [{ table: idOf(set), name: set['name'], elements }]
}

function hookOf({ hook, prio, policy, family }: Record<string, unknown>): Hook | undefined {
  const families = familiesOf[String(family)]
  if (typeof hook !== 'string' || families === undefined) return undefined
  const priority = typeof prio === 'number' ? prio : 0
  return { name: hook, priority, policy: policy === 'drop' ? 'drop' : 'accept', families }
}

/** One rule; a verdict map makes one of each of its entries, of which only one can match. */
function rulesOf(rule: Record<string, unknown>, sets: NamedSets): Rule[] {
  const expressions = Array.isArray(rule['expr']) ? rule['expr'].filter(isRecord) : []
  const text = ruleText(expressions)
  const matches: Match[] = []
  for (const expression of expressions) {
    const [kind = '', value] = Object.entries(expression)[0] ?? []
    if (kind === 'vmap') return verdictMap(value, matches, sets, rule, text)
    const target = targetOf(kind, value, rule)
    if (target !== undefined) return [{ matches, target, text }]
    const match = statementMatch(kind, value, sets)
    if (match !== undefined) matches.push(match)
  }
  return [{ matches, target: { kind: 'next' }, text }]
}

function verdictMap(
  map: unknown,
  before: readonly Match[],
  sets: NamedSets,
  rule: Record<string, unknown>,
  text: string,
): Rule[] {
  const data = isRecord(map) ? map['data'] : undefined
  const inline = isRecord(data) && Array.isArray(data['set']) ? data['set'] : undefined
  const entries = typeof data === 'string' ? sets.get(data.replace(/^@/, '')) : inline
  if (!isRecord(map) || entries === undefined)
    return [{ matches: [...before, perhaps], target: { kind: 'unclear' }, text }]
  return entries.map((entry): Rule => {
    const [key, verdict] = Array.isArray(entry) ? entry : []
    const [kind = '', value] = isRecord(verdict) ? (Object.entries(verdict)[0] ?? []) : []
    const right = element(key)
    // `*` is the entry for all others (nft(8), maps).
    const match = right === '*' ? perhaps : matchOf({ op: '==', left: map['key'], right }, sets)
    return { matches: [...before, match], target: targetOf(kind, value, rule) ?? { kind: 'next' }, text }
  })
}

function targetOf(kind: string, value: unknown, rule: Record<string, unknown>): Target | undefined {
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'reject':
    case 'return':
      return { kind }
    case 'continue':
      return { kind: 'next' }
    case 'jump':
    case 'goto':
      return isRecord(value) ? { kind, chain: idOf(rule, value['target']) } : { kind: 'unclear' }
    case 'snat':
    case 'masquerade':
      return { kind: 'accept' }
    case 'dnat':
    case 'redirect':
    case 'tproxy':
    case 'queue':
    case 'synproxy':
    case 'fwd':
      return { kind: 'unclear' }
    case 'xt':
      return isRecord(value) && value['type'] === 'target' ? { kind: 'unclear' } : undefined
    default:
      return undefined
  }
}

const harmless = [
  'counter',
  'log',
  'comment',
  'mangle',
  'notrack',
  'dup',
  'flow',
  'ct helper',
  'ct timeout',
  'last',
  'secmark',
]

function statementMatch(kind: string, value: unknown, sets: NamedSets): Match | undefined {
  if (kind === 'match') return matchOf(value, sets)
  if (kind === 'limit' || kind === 'ct count') return always(rateTruth(value))
  if (harmless.includes(kind)) return undefined
  if (kind !== 'set' && kind !== 'meter') return perhaps
  // `add @flood { ip saddr limit rate over 10/minute } drop`: the rate is inside.
  const inner = isRecord(value) ? value['stmt'] : undefined
  const statements = Array.isArray(inner) ? inner : inner === undefined ? [] : [inner]
  const rates = statements.filter(isRecord).flatMap((one) => Object.values(one))
  return rates.length === 0
    ? undefined
    : always(rates.every((rate) => rateTruth(rate) === 'yes') ? 'yes' : 'no')
}
