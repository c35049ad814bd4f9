import { type Answer, known, unknown } from '../../access/answer.ts'
import type { HttpSeen } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { type Fact, factAbout } from '../fact.ts'
import { nameServers } from './name-servers.ts'
import { registryOf } from './registries.ts'

/** What the registry says of a domain. Milliseconds since 1970 UTC. */
export interface Registration {
  readonly domain: string
  readonly expiresAt: number
  /** RFC 8056 status words, such as `client hold`, `pending delete`, `auto renew period`. */
  readonly statuses: readonly string[]
}

export const registration = factAbout<string>()({
  id: 'dns.registration',
  summary:
    'Until when a domain is registered, by RDAP of its registry. Absent: the registry does not know it.',
  fromOutside: 'same',
  onlyFromOutside: true,
  needs: { servers: nameServers },
  async collect(world, { servers }): Promise<Fact<Registration>> {
    if (servers.status === 'absent') return servers
    const { zone } = servers.value
    // Names that nobody registers (RFC 6761, RFC 2606 and what IANA lists beside them).
    if (specialUse.test(zone)) return { status: 'absent', evidence: servers.evidence }
    const registry = registryOf(zone)
    if (registry === undefined)
      return unknown('failed', `no RDAP service is known for ${zone}`, `whois ${zone}`)
    const page = await fetchFollowing(world, `${registry}domain/${zone}`)
    if (page.status !== 'known') return page
    const { statusCode, body } = page.value
    if (statusCode === 404) return { status: 'absent', evidence: page.evidence }
    if (statusCode !== 200)
      return unknown('refused', `${registry} answered HTTP ${statusCode}`, `whois ${zone}`)
    const read = readRegistration(body, zone)
    return read === undefined
      ? unknown('malformed', `${registry} gives no date of expiry for ${zone}`, `whois ${zone}`)
      : known({ domain: zone, ...read }, ...page.evidence)
  },
})

/** A registry may hand the question on to another of its services (RFC 7480 §5.2); nobody does so more than twice. */
const mostRedirections = 2

async function fetchFollowing(world: World, from: string): Promise<Answer<HttpSeen>> {
  let url = from
  for (let hop = 0; ; hop++) {
    const page = await world.net.fetch(url)
    if (page.status !== 'known' || hop === mostRedirections) return page
    const { statusCode, location = '' } = page.value
    const next = [301, 302, 303, 307, 308].includes(statusCode) ? URL.parse(location, url) : null
    if (next?.protocol !== 'https:') return page
    url = next.href
  }
}

const specialUse = /(?:^|\.)(?:test|example|invalid|localhost|local|onion|internal|alt|arpa)$/

/**
 * RFC 9083 §4.5, §5.3; what is redacted (RFC 9537) is just missing. Undefined: no JSON, about another name, or no
 * date in it. Never throws.
 */
export function readRegistration(
  body: string,
  domain: string,
): Pick<Registration, 'expiresAt' | 'statuses'> | undefined {
  const answer = parsed(body)
  if (answer === undefined) return undefined
  const { events, status, ldhName } = answer
  if (typeof ldhName === 'string' && ldhName.replace(/\.$/, '').toLowerCase() !== domain) return undefined
  const expiry = listOf(events).find((event) => memberOf(event, 'eventAction') === 'expiration')
  const expiresAt = utcTime(String(memberOf(expiry, 'eventDate')))
  if (!Number.isFinite(expiresAt)) return undefined
  return {
    expiresAt,
    statuses: listOf(status)
      .filter((word) => typeof word === 'string')
      .map(spaced),
  }
}

/** RFC 3339; some registries leave the zone out, and mean UTC, or write a blank for the T. */
function utcTime(text: string): number {
  const time = text.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T')
  return Date.parse(/T[\d:.]+$/.test(time) ? `${time}Z` : time)
}

/** Some registries give the words of EPP (`clientHold`) in the place of those of RDAP (`client hold`, RFC 8056). */
function spaced(word: string): string {
  return word.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

function parsed(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : []
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
