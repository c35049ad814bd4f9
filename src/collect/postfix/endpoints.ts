import { type Evidence, known, unknown } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import type { Fact } from '../fact.ts'

/** Where Postfix finds a helper: `inet:127.0.0.1:11332`, `unix:/run/x.sock`, `local:private/x`. */
export interface HelperEndpoint {
  readonly kind: 'inet' | 'unix'
  /** As written. */
  readonly text: string
  readonly host?: string
  readonly port?: number
  /** As seen from outside of the chroot. */
  readonly socketPath?: string
}

/** `answers`: something listens; `unclear`: the socket is there and nobody could be seen behind it. */
export interface EndpointState {
  readonly state: 'answers' | 'refused' | 'missing' | 'timeout' | 'unreachable' | 'not-a-socket' | 'unclear'
  readonly evidence: readonly Evidence[]
}

/** Parses an endpoint; relative socket paths, and all paths of chrooted services, are below the queue directory. */
export function parseEndpoint(
  text: string,
  place: { readonly chroot: boolean; readonly queueDirectory: string },
): HelperEndpoint | undefined {
  const match = /^(inet|inet6|unix|local):(.+)$/.exec(text)
  const rest = match?.[2]
  if (match === null || rest === undefined) return undefined
  if (match[1] === 'unix' || match[1] === 'local') {
    const isAbsolute = rest.startsWith('/')
    const below = `${place.queueDirectory}/${isAbsolute ? rest.slice(1) : rest}`
    return { kind: 'unix', text, socketPath: isAbsolute && !place.chroot ? rest : below }
  }
  // Sendmail's form `inet:port@host` is known to Postfix's milter client too.
  const sendmail = /^(\d+)@(.+)$/.exec(rest)
  const colon = rest.lastIndexOf(':')
  const [host, port] = sendmail ? [sendmail[2], sendmail[1]] : [rest.slice(0, colon), rest.slice(colon + 1)]
  if (host === undefined || !/^\d{1,5}$/.test(port ?? '')) return undefined
  return { kind: 'inet', text, host: host.replace(/^\[|\]$/g, '') || '127.0.0.1', port: Number(port) }
}

/** Looks whether somebody answers there, now. Connects to TCP endpoints and says nothing. */
export async function stateOf(world: World, endpoint: HelperEndpoint): Promise<Fact<EndpointState>> {
  if (world.host.kind === 'root')
    return unknown('not-running-here', 'a directory has no running services', 'run it on the server itself')
  return endpoint.kind === 'inet' ? stateOfPort(world, endpoint) : stateOfSocket(world, endpoint)
}

async function stateOfPort(
  world: World,
  { host = '', port = 0 }: HelperEndpoint,
): Promise<Fact<EndpointState>> {
  const addresses = await addressesOf(world, host)
  if (addresses.status !== 'known')
    return addresses.status === 'unknown' ? addresses : unresolved(world, host)
  const outcomes = await Promise.all(
    addresses.value.map(async (address) => ({ address, answer: await world.net.connect({ address, port }) })),
  )
  const at = isoTime(world.clock.now())
  const evidence: Evidence[] = []
  let worst: EndpointState['state'] | undefined
  for (const { address, answer } of outcomes) {
    if (answer.status !== 'known') return answer.status === 'unknown' ? answer : unresolved(world, host)
    const { value } = answer
    const text = value.outcome === 'connected' ? 'connected' : `${value.outcome}: ${value.error}`
    const where = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
    evidence.push({ kind: 'dialogue', where, text, at })
    if (value.outcome === 'connected') return known({ state: 'answers', evidence }, ...evidence)
    worst = worst === undefined || value.outcome === 'refused' ? value.outcome : worst
  }
  return known({ state: worst ?? 'unclear', evidence }, ...evidence)
}

async function addressesOf(world: World, host: string): Promise<Fact<readonly string[]>> {
  if (host === 'localhost') return known(['127.0.0.1', '::1'])
  if (/^[\d.]+$/.test(host) || host.includes(':')) return known([host])
  const answer = await world.net.resolve({ name: host, type: 'A' })
  return answer.status === 'known'
    ? known(
        answer.value.records.map(({ data }) => data),
        ...answer.evidence,
      )
    : answer
}

/** Names of /etc/hosts or of a container network are not in the DNS: nothing follows from that. */
function unresolved(_world: World, host: string): Fact<never> {
  return unknown('failed', `${host} has no address in the DNS`)
}

async function stateOfSocket(
  world: World,
  { socketPath = '' }: HelperEndpoint,
): Promise<Fact<EndpointState>> {
  const status = await world.host.status(socketPath)
  if (status.status === 'unknown') return status
  const at = isoTime(world.clock.now())
  const say = (state: EndpointState['state'], text: string): Fact<EndpointState> => {
    const evidence: Evidence = { kind: 'file', where: socketPath, text, at }
    return known({ state, evidence: [evidence] }, evidence)
  }
  if (status.status === 'absent') return say('missing', 'No such file or directory')
  const type = status.value.target?.type ?? status.value.type
  if (type !== 'socket') return say('not-a-socket', `is a ${type}, not a socket`)
  const listening = await listeningSocketPaths(world)
  if (listening.status !== 'known') return say('unclear', 'the socket exists')
  if (listening.value.has(socketPath) || listening.value.has(withoutVarRun(socketPath)))
    return say('answers', 'a process listens on this socket')
  // A program may have bound it by another name (a link, a relative path): the last part decides.
  const name = socketPath.slice(socketPath.lastIndexOf('/') + 1)
  const maybe = [...listening.value].some((path) => path === name || path.endsWith(`/${name}`))
  return maybe
    ? say('unclear', 'the socket exists')
    : say('refused', 'the socket exists, no process listens on it')
}

function withoutVarRun(path: string): string {
  return path.replace(/^\/var\/run\//, '/run/')
}

/** /proc/net/unix: sockets with flag __SO_ACCEPTCON, by the path that they were bound to. */
async function listeningSocketPaths(world: World): Promise<Fact<ReadonlySet<string>>> {
  const file = await world.host.readFile('/proc/net/unix', 16 << 20)
  if (file.status !== 'known') return file
  const paths = new TextDecoder()
    .decode(file.value)
    .split('\n')
    .flatMap((line) => {
      const fields = line.trim().split(/ +/)
      const path = fields.slice(7).join(' ')
      return fields[3] === '00010000' && path !== '' ? [path, withoutVarRun(path)] : []
    })
  return known(new Set(paths), ...file.evidence)
}
