/** Where a milter waits, as Postfix names it (MILTER_README, "Plugging Milters"). */
export type MilterAddress =
  | { readonly kind: 'inet'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string }

/** One milter of an smtpd_milters list, as written: `inet:localhost:11332`, `unix:/run/x.sock`. */
export interface MilterReference {
  readonly named: string
  readonly address: MilterAddress
  /** `{ inet:host:port, default_action=accept }` may name its own; undefined: milter_default_action. */
  readonly defaultAction: string | undefined
}

/** Splits a milter list: blanks or commas, `{ … }` for a milter with its own settings. Never throws. */
export function parseMilterList(list: string): readonly MilterReference[] {
  const found: MilterReference[] = []
  let rest = list.trim()
  while (rest !== '') {
    const close = rest.startsWith('{') ? rest.indexOf('}') : -1
    const end = close >= 0 ? close + 1 : rest.search(/[\s,]|$/)
    const item = rest.slice(0, end)
    const reference = parseItem(item.replace(/^\{|\}$/g, ''))
    if (reference !== undefined) found.push(reference)
    rest = rest.slice(Math.max(end, 1)).replace(/^[\s,]+/, '')
  }
  return found
}

function parseItem(item: string): MilterReference | undefined {
  const words = item.split(/[\s,]+/).filter(Boolean)
  const named = words[0]
  const address = named === undefined ? undefined : parseAddress(named)
  if (named === undefined || address === undefined) return undefined
  const action = /default_action\s*=\s*([a-z]+)/.exec(item)?.[1]
  return { named, address, defaultAction: action }
}

function parseAddress(named: string): MilterAddress | undefined {
  const colon = named.indexOf(':')
  const kind = named.slice(0, colon)
  const rest = named.slice(colon + 1)
  if (kind === 'unix' || kind === 'local') return rest === '' ? undefined : { kind: 'unix', path: rest }
  if (kind !== 'inet') return undefined
  // Postfix: `inet:host:port`; Sendmail, and so opendkim.conf: `inet:port@host`.
  const at = rest.indexOf('@')
  const last = rest.lastIndexOf(':')
  const [host, port] =
    at >= 0
      ? [rest.slice(at + 1), rest.slice(0, at)]
      : [rest.slice(0, Math.max(last, 0)), rest.slice(last + 1)]
  return /^\d{1,5}$/.test(port)
    ? { kind: 'inet', host: host.replace(/^\[|\]$/g, '') || 'localhost', port: Number(port) }
    : undefined
}
