import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import type { PostfixConfiguration } from '../postfix/parameters.ts'
import { activeServices, type PostfixService, postfixServices } from '../postfix/services.ts'
import { identityOf, pathAccess } from '../sockets/access.ts'
import { accessEvidence } from '../sockets/required-sockets.ts'
import { canonicalSocketPath, listeningUnixSockets } from '../sockets/unix-sockets.ts'
import { type Accounts, accounts } from '../system/accounts.ts'
import { type MilterReference, parseMilterList } from './milter-address.ts'

/** A milter that Postfix uses, and whether Postfix can reach it now. */
export interface Milter {
  /** As Postfix's configuration and log name it: `inet:localhost:11332`. */
  readonly named: string
  /** `127.0.0.1:11332` or the socket's path on the host. */
  readonly endpoint: string
  readonly kind: 'inet' | 'unix'
  readonly port: number | undefined
  readonly socketPath: string | undefined
  /** Refused, missing or denied: false; undefined: could not be tried, or nobody knows. */
  readonly reachable: boolean | undefined
  /** What stands in the way, in one word. */
  readonly obstacle: 'missing' | 'denied' | 'refused' | 'timeout' | undefined
  /** What Postfix does without it: `tempfail`, `accept`, `reject`, `quarantine`, `shutdown`. */
  readonly defaultAction: string
  /** Services of master.cf that use it, such as `smtp`, `submission`; `non-smtpd` for local mail. */
  readonly services: readonly string[]
  readonly evidence: readonly Evidence[]
}

interface Use extends MilterReference {
  readonly defaultAction: string
  readonly service: string
  readonly chroot: boolean
  readonly evidence: readonly Evidence[]
}

export const milters = fact({
  id: 'filters.milters',
  summary: 'The milters that Postfix uses: endpoint, by which services, reachable now?',
  needs: { configuration: postfixConfiguration, services: postfixServices },
  optional: { listening: listeningUnixSockets, accounts },
  async collect(world, { configuration, services, listening, accounts }) {
    if (configuration.status === 'absent' || services.status === 'absent') return absent()
    const uses = milterUses(configuration.value, activeServices(services.value))
    const grouped = Map.groupBy(uses, ({ named, chroot }) => `${named} ${chroot}`)
    const postfix = configuration.value
    const people = accounts.status === 'known' ? accounts.value : undefined
    const listeningPaths = listening.status === 'known' ? listening.value : undefined
    const found = await Promise.all(
      [...grouped.values()].map((group) => examine(world, postfix, group, people, listeningPaths)),
    )
    const all = found.flat()
    return all.length === 0 ? absent(...postfix.evidence('smtpd_milters')) : known<readonly Milter[]>(all)
  },
})

function milterUses(postfix: PostfixConfiguration, services: readonly PostfixService[]): Use[] {
  const ofServices = services
    .filter(({ command, type }) => command === 'smtpd' && (type === 'inet' || type === 'pass'))
    .flatMap((service) => {
      const list = postfix.valueIn(service, 'smtpd_milters') ?? ''
      const evidence = service.overrides.has('smtpd_milters')
        ? serviceEvidence(postfix, service)
        : postfix.evidence('smtpd_milters')
      const action = postfix.valueIn(service, 'milter_default_action') ?? 'tempfail'
      return uses(list, service.name, service.chroot, action, evidence)
    })
  const cleanup = services.find(({ command }) => command === 'cleanup')
  const action = postfix.value('milter_default_action') ?? 'tempfail'
  const list = postfix.value('non_smtpd_milters') ?? ''
  const evidence = postfix.evidence('non_smtpd_milters')
  return [...ofServices, ...uses(list, 'non-smtpd', cleanup?.chroot ?? false, action, evidence)]
}

function uses(
  list: string,
  service: string,
  chroot: boolean,
  action: string,
  evidence: readonly Evidence[],
): Use[] {
  return parseMilterList(list).map((reference) => {
    const defaultAction = reference.defaultAction ?? action
    return { ...reference, defaultAction, service, chroot, evidence }
  })
}

async function examine(
  world: World,
  postfix: PostfixConfiguration,
  group: readonly Use[],
  accounts: Accounts | undefined,
  listening: ReadonlySet<string> | undefined,
): Promise<Milter[]> {
  const [first] = group
  if (first === undefined) return []
  const { named, address, defaultAction, evidence } = first
  const services = [...new Set(group.map(({ service }) => service))]
  const common = { named, defaultAction, services }
  if (address.kind === 'inet') {
    const tried = await tryTcp(world, address.host, address.port)
    const endpoint = `${tried.address}:${address.port}`
    const { reachable, obstacle } = tried
    const seen = [...evidence, ...tried.evidence]
    return [
      {
        ...common,
        kind: 'inet',
        endpoint,
        port: address.port,
        socketPath: undefined,
        reachable,
        obstacle,
        evidence: seen,
      },
    ]
  }
  const socketPath = socketOnHost(postfix, first.chroot, address.path)
  const tried = await trySocket(world, postfix, socketPath, accounts, listening)
  const seen = [...evidence, ...tried.evidence]
  const { reachable, obstacle } = tried
  return [
    {
      ...common,
      kind: 'unix',
      endpoint: socketPath,
      port: undefined,
      socketPath,
      reachable,
      obstacle,
      evidence: seen,
    },
  ]
}

interface Attempt {
  readonly reachable: boolean | undefined
  readonly obstacle: Milter['obstacle']
  readonly evidence: readonly Evidence[]
}

async function tryTcp(
  world: World,
  host: string,
  port: number,
): Promise<Attempt & { readonly address: string }> {
  const address = host === 'localhost' ? '127.0.0.1' : host
  const numeric = /^[0-9.]+$|:/.test(address)
  const resolved = numeric ? address : await firstAddress(world, address)
  if (resolved === undefined) return { address, reachable: undefined, obstacle: undefined, evidence: [] }
  const answer = await world.net.connect({ address: resolved, port })
  if (answer.status !== 'known') return { address, reachable: undefined, obstacle: undefined, evidence: [] }
  const { outcome } = answer.value
  const at = isoTime(world.clock.now())
  const text = outcome === 'connected' ? 'connected' : `${outcome}: ${answer.value.error}`
  const evidence: Evidence[] = [{ kind: 'dialogue', where: `${resolved}:${port}`, text, at }]
  if (outcome === 'connected') return { address: resolved, reachable: true, obstacle: undefined, evidence }
  return {
    address: resolved,
    reachable: false,
    obstacle: outcome === 'timeout' ? 'timeout' : 'refused',
    evidence,
  }
}

async function firstAddress(world: World, name: string): Promise<string | undefined> {
  const answer = await world.net.resolve({ name, type: 'A' })
  return answer.status === 'known' ? answer.value.records[0]?.data : undefined
}

async function trySocket(
  world: World,
  postfix: PostfixConfiguration,
  socketPath: string,
  accounts: Accounts | undefined,
  listening: ReadonlySet<string> | undefined,
): Promise<Attempt> {
  const identity =
    accounts === undefined ? undefined : identityOf(accounts, postfix.value('mail_owner') ?? 'postfix')
  if (identity === undefined) return { reachable: undefined, obstacle: undefined, evidence: [] }
  const access = await pathAccess(world.host, socketPath, identity, 'rw')
  const evidence = accessEvidence(world, socketPath, access)
  if (access.access === 'unknown') return { reachable: undefined, obstacle: undefined, evidence }
  if (access.access !== 'allowed') return { reachable: false, obstacle: access.access, evidence }
  const listens = listening?.has(canonicalSocketPath(socketPath))
  // Not in the table: nobody waits, or he waits in another network namespace (a container).
  return { reachable: listens === true ? true : undefined, obstacle: undefined, evidence }
}

/** Relative to the queue directory; for a chrooted smtpd that directory is `/`. */
function socketOnHost(postfix: PostfixConfiguration, chroot: boolean, path: string): string {
  const queue = postfix.queueDirectory
  if (!path.startsWith('/')) return `${queue}/${path}`
  return chroot && !path.startsWith(`${queue}/`) ? `${queue}${path}` : path
}

function serviceEvidence(postfix: PostfixConfiguration, service: PostfixService): Evidence[] {
  const at = postfix.evidence('smtpd_milters')[0]?.at ?? ''
  return [{ kind: 'file', where: `${service.path}:${service.line}`, text: service.text, at }]
}
