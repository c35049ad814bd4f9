import { absent, type Evidence, known, type Reason, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { HttpSeen, PostedBody } from '../../access/net/net.ts'
import type { World } from '../../access/world.ts'
import { hostAddresses } from '../dns/look-up.ts'
import type { Fact } from '../fact.ts'

/** A page that was there, or in words why a place that exists gives none. */
export type WebDocument =
  | { readonly url: string; readonly page: HttpSeen; readonly evidence: Evidence }
  | { readonly url: string; readonly fault: string; readonly evidence: Evidence }

/** Status codes by which a web server says that there is no such document. */
const missing = new Set([400, 403, 404, 405, 410, 501])

/**
 * Fetches a document if its host exists and has an open port. Absent: no such host, nothing listens, no such document.
 * A certificate that does not hold is a `fault`: the host is there, and programs will refuse it.
 */
export async function webDocument(
  world: World,
  url: string,
  posted?: PostedBody,
): Promise<Fact<WebDocument>> {
  const { hostname, protocol } = new URL(url)
  const address = await firstAddress(world, hostname)
  if (address.status !== 'known') return address
  // A port that drops everything would otherwise cost the whole time of a fetch, for each document.
  const port = protocol === 'https:' ? 443 : 80
  const door = await connectOnce(world, address.value, port)
  if (door.status !== 'known') return door
  if (door.value !== 'connected')
    return door.value === 'refused'
      ? absent(...door.evidence)
      : unknown('timeout', `${hostname}:${port} does not answer`)
  const seen = await fetchOnce(world, url, posted)
  if (seen.status === 'absent') return seen
  if (seen.status === 'unknown') return failed(url, seen.because, world)
  const [evidence] = seen.evidence
  if (evidence === undefined || missing.has(seen.value.statusCode)) return absent(...seen.evidence)
  return known({ url, page: seen.value, evidence }, evidence)
}

/** In OpenSSL's words; time-outs and refusals have none of these. */
const certificateFault = /cert|self.signed|unable.to|altnames|depth.zero/i

function failed(url: string, because: Reason, world: World): Fact<WebDocument> {
  const fault = because.text.replace(`${url}: `, '').slice(0, 200)
  if (!certificateFault.test(fault)) return { status: 'unknown', because }
  const evidence: Evidence = { kind: 'tls', where: url, text: fault, at: isoTime(world.clock.now()) }
  return known({ url, fault, evidence }, evidence)
}

const pages = new WeakMap<World['net'], Map<string, Promise<Fact<HttpSeen>>>>()

/** Several facts stand on the same document; the same place gets the same request. */
function fetchOnce({ net }: World, url: string, posted?: PostedBody): Promise<Fact<HttpSeen>> {
  const asked = pages.get(net) ?? new Map<string, Promise<Fact<HttpSeen>>>()
  pages.set(net, asked)
  const page = asked.get(url) ?? net.fetch(url, posted)
  asked.set(url, page)
  return page
}

/** Knocks at the hosts of all places at once: those that drop everything cost their time-out once, together. */
export async function knock(world: World, urls: readonly string[]): Promise<void> {
  await Promise.all(
    urls.map(async (url) => {
      const { hostname, protocol } = new URL(url)
      const address = await firstAddress(world, hostname)
      if (address.status === 'known')
        await connectOnce(world, address.value, protocol === 'https:' ? 443 : 80)
    }),
  )
}

async function firstAddress(world: World, hostname: string): Promise<Fact<string>> {
  const addresses = await hostAddresses(world, hostname)
  if (addresses.status !== 'known') return addresses
  const [address = ''] = addresses.value.toSorted((one) => (one.includes(':') ? 1 : -1))
  return known(address, ...addresses.evidence)
}

const doors = new WeakMap<World, Map<string, Promise<Fact<string>>>>()

/** One handshake tells for all documents of a host. */
function connectOnce(world: World, address: string, port: number): Promise<Fact<string>> {
  const seen = doors.get(world) ?? new Map<string, Promise<Fact<string>>>()
  doors.set(world, seen)
  const key = `${address} ${port}`
  const asking = seen.get(key) ?? connect(world, address, port)
  seen.set(key, asking)
  return asking
}

async function connect(world: World, address: string, port: number): Promise<Fact<string>> {
  const answer = await world.net.connect({ address, port })
  return answer.status === 'known' ? known(answer.value.outcome, ...answer.evidence) : answer
}
