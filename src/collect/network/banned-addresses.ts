import { absent, type Evidence, known } from '../../access/answer.ts'
import { isoTime } from '../../access/clock.ts'
import { commandLine } from '../../access/host/commands.ts'
import type { World } from '../../access/world.ts'
import { type Fact, fact } from '../fact.ts'

/** An address that fail2ban shuts out now. */
export interface BannedAddress {
  readonly address: string
  readonly jail: string
  readonly evidence: Evidence
}

const mostJails = 30

export const bannedAddresses = fact({
  id: 'network.banned-addresses',
  privilege: 'root',
  summary: 'Addresses that fail2ban bans now, by jail. Absent: no fail2ban, or it does not run.',
  async collect(world): Promise<Fact<readonly BannedAddress[]>> {
    const status = await world.host.run({ name: 'fail2ban-status' })
    if (status.status === 'unknown') return status.because.code === 'tool-missing' ? absent() : status
    if (status.status === 'absent' || status.value.exitCode !== 0) return absent(...status.evidence)
    const jails = parseJails(status.value.stdout).slice(0, mostJails)
    const banned = (await Promise.all(jails.map((jail) => bannedIn(world, jail)))).flat()
    return known(banned, ...status.evidence)
  },
})

async function bannedIn(world: World, jail: string): Promise<BannedAddress[]> {
  const command = { name: 'fail2ban-jail', arguments: [jail] } as const
  const status = await world.host.run(command)
  if (status.status !== 'known') return []
  const at = isoTime(world.clock.now())
  return parseBanned(status.value.stdout).map((address) => {
    const text = `Banned IP list: ${address}`
    return { address, jail, evidence: { kind: 'command', where: commandLine(command), text, at } }
  })
}

/** `fail2ban-client status`: a line `` `- Jail list:	dovecot, sshd``. */
export function parseJails(output: string): string[] {
  const list = /Jail list:[ \t]*([^\n]{0,4000})/.exec(output)?.[1] ?? ''
  return list.split(/[, \t]+/).filter((name) => /^[A-Za-z0-9_.-]{1,64}$/.test(name))
}

/** `fail2ban-client status JAIL`: a line `` `- Banned IP list:	192.0.2.1 192.0.2.2``. */
export function parseBanned(output: string): string[] {
  const list = /Banned IP list:[ \t]*([^\n]*)/.exec(output)?.[1] ?? ''
  return list.split(/[, \t]+/).filter((word) => /^[0-9A-Fa-f:.]{2,45}$/.test(word))
}
