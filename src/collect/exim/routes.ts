import type { EximDriver } from './printed-options.ts'

/** How the hosts of a manualroute router for every domain are written wrongly. */
export interface MalformedRoute {
  /** As in `route_list`. */
  readonly written: string
  readonly fault: 'single colon' | 'no host'
  /** How it would be right. */
  readonly meant: string
}

/** `* host:587 byname`, `* byname`: Exim takes the port, or the option, for a host. Undefined: it is sound. */
export function malformedRoute({ options }: EximDriver): MalformedRoute | undefined {
  if (options.get('driver') !== 'manualroute') return undefined
  const written = (options.get('route_list') ?? '').trim()
  if (/^\*\s*(?:byname|bydns)?$/.test(written) && written !== '')
    return { written, fault: 'no host', meant: 'smtp.example.net::587' }
  const match = /^\*\s+"?([A-Za-z0-9.-]{1,253}?)\s?:\s?(\d{2,5})(?:"|\s|$)/.exec(written)
  if (match?.[1] === undefined) return undefined
  return { written, fault: 'single colon', meant: `${match[1]}::${match[2]}` }
}

/** Debian's `smarthost` router and its like: the host that every domain elsewhere goes to, and its port if told. */
export function smarthostOfRoute(routeList: string): { host: string; port: string | undefined } | undefined {
  const match = /^\*\s+([A-Za-z0-9.-]{1,253})(?:::(\d{1,5}))?(?:\s|$)/.exec(routeList)
  if (match?.[1] === undefined || /^by(?:name|dns)$/.test(match[1])) return undefined
  return { host: match[1].toLowerCase(), port: match[2] }
}
