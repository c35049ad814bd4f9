import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import type { World } from '../../access/world.ts'
import { fact } from '../fact.ts'
import { postfixConfiguration } from '../postfix/configuration.ts'
import type { PostfixConfiguration } from '../postfix/parameters.ts'
import { activeServices, type PostfixService, postfixServices } from '../postfix/services.ts'
import { accounts } from '../system/accounts.ts'
import { identityOf, octalMode, type PathAccess, pathAccess } from './access.ts'
import { canonicalSocketPath, listeningUnixSockets } from './unix-sockets.ts'

type SocketUse = 'auth' | 'lmtp'

/** A UNIX-domain socket that Postfix must reach, and whether it can. */
export interface RequiredSocket {
  readonly use: SocketUse
  /** As Postfix's configuration and log name it, such as `private/auth`. */
  readonly named: string
  /** Where it is on the host, `/var/spool/postfix/private/auth`. */
  readonly socketPath: string
  /** The user whose process connects: Postfix's mail_owner. */
  readonly user: string
  readonly access: PathAccess
  /** False: the kernel knows of nobody who waits there; undefined: could not look. */
  readonly listening: boolean | undefined
  /** The setting that asks for it, and what stands on disk. */
  readonly evidence: readonly Evidence[]
}

interface Demand {
  readonly use: SocketUse
  readonly named: string
  readonly socketPath: string
  readonly evidence: readonly Evidence[]
}

/** Where mail goes by these parameters, and the domains without which each of them is not used. */
const transportParameters = [
  ['virtual_transport', 'virtual_mailbox_domains'],
  ['mailbox_transport', 'mydestination'],
  ['local_transport', 'mydestination'],
] as const

export const requiredSockets = fact({
  id: 'mail.required-sockets',
  privilege: 'root',
  summary: 'UNIX-domain sockets that Postfix hands mail and log-ins to: there, open to it, listening?',
  needs: { configuration: postfixConfiguration, services: postfixServices, accounts },
  optional: { listening: listeningUnixSockets },
  async collect(world, { configuration, services, accounts, listening }) {
    if (configuration.status === 'absent' || services.status === 'absent' || accounts.status === 'absent')
      return absent()
    const owner = configuration.value.value('mail_owner') ?? 'postfix'
    const identity = identityOf(accounts.value, owner)
    if (identity === undefined) return absent()
    const demands = demandsOf(configuration.value, activeServices(services.value))
    const found = await Promise.all(
      demands.map(async (demand): Promise<RequiredSocket> => {
        const access = await pathAccess(world.host, demand.socketPath, identity, 'rw')
        const seen = accessEvidence(world, demand.socketPath, access)
        const path = canonicalSocketPath(demand.socketPath)
        return {
          ...demand,
          user: owner,
          access,
          listening: listening.status === 'known' ? listening.value.has(path) : undefined,
          evidence: [...demand.evidence, ...seen],
        }
      }),
    )
    return found.length === 0 ? absent() : known<readonly RequiredSocket[]>(found)
  },
})

function demandsOf(postfix: PostfixConfiguration, services: readonly PostfixService[]): Demand[] {
  const demands = [...authDemands(postfix, services), ...lmtpDemands(postfix, services)]
  return [...new Map(demands.map((demand) => [`${demand.use} ${demand.socketPath}`, demand])).values()]
}

function authDemands(postfix: PostfixConfiguration, services: readonly PostfixService[]): Demand[] {
  return services
    .filter((service) => service.command === 'smtpd')
    .filter((service) => postfix.valueIn(service, 'smtpd_sasl_auth_enable') === 'yes')
    .filter((service) => postfix.valueIn(service, 'smtpd_sasl_type') === 'dovecot')
    .flatMap((service) => {
      const named = (postfix.valueIn(service, 'smtpd_sasl_path') ?? '').replace(/^unix:/, '')
      if (named === '' || named === 'smtpd' || named.startsWith('inet:')) return []
      const setting = service.overrides.has('smtpd_sasl_path')
        ? serviceEvidence(postfix, service)
        : postfix.evidence('smtpd_sasl_path')
      const socketPath = pathOnHost(postfix, service.chroot, named)
      return [{ use: 'auth' as const, named, socketPath, evidence: setting }]
    })
}

function lmtpDemands(postfix: PostfixConfiguration, services: readonly PostfixService[]): Demand[] {
  return transportParameters.flatMap(([parameter, domains]) => {
    const [transport = '', kind = '', ...rest] = (postfix.value(parameter) ?? '').split(':')
    const named = rest.join(':')
    if (kind !== 'unix' || named === '' || (postfix.value(domains) ?? '').trim() === '') return []
    const client = services.find(({ name, type }) => name === transport && type === 'unix')
    if (client === undefined || client.command !== 'lmtp') return []
    const socketPath = pathOnHost(postfix, client.chroot, named)
    return [{ use: 'lmtp' as const, named, socketPath, evidence: postfix.evidence(parameter) }]
  })
}

/** Postfix works in its queue directory; a chrooted process sees that as `/`. */
function pathOnHost(postfix: PostfixConfiguration, chroot: boolean, named: string): string {
  const queue = postfix.queueDirectory
  if (!named.startsWith('/')) return `${queue}/${named}`
  return chroot && !named.startsWith(`${queue}/`) ? `${queue}${named}` : named
}

function serviceEvidence(postfix: PostfixConfiguration, service: PostfixService): Evidence[] {
  const [like] = postfix.evidence('smtpd_sasl_path')
  const where = `${service.path}:${service.line}`
  return [{ kind: 'file', where, text: service.text, at: like?.at ?? '' }]
}

/** What `ls -ld` shows of the thing that decides. */
export function accessEvidence(world: World, path: string, access: PathAccess): Evidence[] {
  const at = isoTime(world.clock.now())
  if (access.access === 'unknown') return []
  if (access.access === 'missing') {
    const text = `${access.missing}: No such file or directory`
    return [{ kind: 'command', where: `ls -ld ${access.missing}`, text, at }]
  }
  const shown = access.access === 'denied' ? access.obstacle : { path, status: access.status }
  const { type, mode, uid, gid } = shown.status
  const text = `${shown.path} (${type}) mode ${octalMode(mode)} uid ${uid} gid ${gid}`
  return [{ kind: 'command', where: `ls -ld ${shown.path}`, text, at }]
}
