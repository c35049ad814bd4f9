import type { Answer } from '../access/answer.ts'
import type { CommandName, CommandOutput, NamedCommand } from '../access/host/commands.ts'
import type { Host } from '../access/host/host.ts'

/**
 * What commands of a host said, for a watch that looks each half minute: to start a program costs more than all
 * else in a look. What a package decides is asked again when the package database changes, what the kernel decides
 * once a minute.
 */
export class SparingHost {
  readonly #said = new Map<string, Said>()

  /** All is asked anew. */
  forget(): void {
    this.#said.clear()
  }

  /** The same host, which is spared what it has said. */
  of(host: Host): Host {
    return { ...host, run: (command) => this.#run(host, command) }
  }

  async #run(host: Host, command: NamedCommand): Promise<Answer<CommandOutput>> {
    const isByPackage = byPackage.has(command.name)
    if (!isByPackage && !byKernel.has(command.name)) return host.run(command)
    const key = [command.name, ...(command.arguments ?? [])].join(' ')
    const packages = isByPackage ? await stampOf(host) : unchanging
    const said = this.#said.get(key)
    const now = performance.now()
    if (said !== undefined && said.packages === packages && now < said.until) return said.answer
    const answer = await host.run(command)
    // What could not be asked may be answered the next time.
    if (answer.status === 'unknown' || packages === undefined) this.#said.delete(key)
    else this.#said.set(key, { answer, packages, until: now + (isByPackage ? longest : aMinute) })
    return answer
  }
}

interface Said {
  readonly answer: Answer<CommandOutput>
  readonly packages: string
  /** Milliseconds of the steady clock. */
  readonly until: number
}

const unchanging = ''
/** Two looks are half a minute apart, and a little. */
const aMinute = 55_000
const longest = 3_600_000

/** The files of packages alone decide what these say. */
const byPackage: ReadonlySet<CommandName> = new Set<CommandName>([
  ...(['packages', 'postconf-defaults', 'postconf-map-types', 'postconf-sasl-types'] as const),
  ...(['dovecot-version', 'exim-version', 'opensmtpd-version'] as const),
])

/** Addresses, ways and filters: nothing that a file could tell of. */
const byKernel: ReadonlySet<CommandName> = new Set<CommandName>([
  ...(['ip-addresses', 'ip-rules', 'ip-routes-v4', 'ip-routes-v6', 'ip-route-get', 'nft-ruleset'] as const),
  ...(['iptables-v4', 'iptables-v6', 'iptables-legacy-v4', 'iptables-legacy-v6'] as const),
  ...(['fail2ban-status', 'fail2ban-jail'] as const),
])

/** Undefined where there is no Debian package database: then nothing is known to stay as it is. */
async function stampOf(host: Host): Promise<string | undefined> {
  const status = await host.status('/var/lib/dpkg/status')
  if (status.status !== 'known') return undefined
  const { modifiedAt, inode, sizeBytes } = status.value
  return `${modifiedAt} ${inode} ${sizeBytes}`
}
