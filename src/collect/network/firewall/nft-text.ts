import { isRecord } from '../json.ts'

const longest = 200

/** A rule in the words of nft(8), for evidence; what has no short form stays JSON. */
export function ruleText(expressions: readonly Record<string, unknown>[]): string {
  const words = expressions.flatMap((expression) => Object.entries(expression).slice(0, 1).map(statementText))
  const text = words.filter((word) => word !== '').join(' ')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function statementText([kind, value]: [string, unknown]): string {
  if (kind === 'counter' || kind === 'log') return kind
  if (value === null) return kind
  if (!isRecord(value)) return `${kind} ${JSON.stringify(value)}`
  switch (kind) {
    case 'match': {
      const op = value['op'] === '==' || value['op'] === 'in' ? '' : `${value['op']} `
      return `${selectorText(value['left'])} ${op}${valueText(value['right'])}`
    }
    case 'jump':
    case 'goto':
      return `${kind} ${value['target']}`
    case 'reject':
      return typeof value['type'] === 'string'
        ? `reject with ${value['type']}${expressionText(value['expr'])}`
        : 'reject'
    case 'limit':
      return `limit rate ${value['inv'] === true ? 'over ' : ''}${value['rate']}/${value['per']}`
    case 'vmap':
      return `${selectorText(value['key'])} vmap ${valueText(value['data'])}`
    default:
      return `${kind} ${JSON.stringify(value)}`
  }
}

function expressionText(expression: unknown): string {
  return typeof expression === 'string' ? ` ${expression}` : ''
}

function selectorText(left: unknown): string {
  if (!isRecord(left)) return JSON.stringify(left)
  const { payload, meta, ct } = left
  if (isRecord(payload)) return `${payload['protocol']} ${payload['field']}`
  if (isRecord(meta))
    return ['iif', 'oif', 'iifname', 'oifname'].includes(String(meta['key']))
      ? String(meta['key'])
      : `meta ${meta['key']}`
  if (isRecord(ct)) return `ct ${ct['key']}`
  return JSON.stringify(left)
}

function valueText(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(valueText).join(',')
  if (!isRecord(value)) return JSON.stringify(value)
  const { set, range, prefix } = value
  if (Array.isArray(set)) return `{ ${set.map(elementText).join(', ')} }`
  if (Array.isArray(range)) return range.map(valueText).join('-')
  if (isRecord(prefix)) return `${prefix['addr']}/${prefix['len']}`
  return JSON.stringify(value)
}

function elementText(entry: unknown): string {
  if (!Array.isArray(entry)) return valueText(entry)
  const [key, verdict] = entry
  return `${valueText(key)} : ${isRecord(verdict) ? statementText(Object.entries(verdict)[0] ?? ['', null]) : ''}`
}
