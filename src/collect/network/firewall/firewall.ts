import { absent, type Evidence, known } from '../../../access/answer.ts'
import { isoTime } from '../../../access/clock.ts'
import { type CommandName, commandLine } from '../../../access/host/commands.ts'
import type { World } from '../../../access/world.ts'
import { type Fact, fact } from '../../fact.ts'
import { interfaceAddresses } from '../addresses.ts'
import { internetInterfaces } from '../internet-interfaces.ts'
import { type Judgement, judge } from './evaluate.ts'
import { parseIptablesRuleset, tablesIn } from './iptables-ruleset.ts'
import { parseNftRuleset } from './nft-ruleset.ts'
import type { Packet, Ruleset } from './rules.ts'

/** What this host's own firewall does with a new TCP connection, by address family. */
export interface PortJudgement extends Judgement {
  readonly family: 4 | 6
  readonly evidence: readonly Evidence[]
}

/** What the admin sets the rules with, as far as the rules show it. */
export type FirewallTool = 'ufw' | 'firewalld' | 'nft' | 'iptables'

export interface Firewall {
  readonly tool: FirewallTool
  /** Connections from arbitrary outside addresses to a port here; one answer a family in use. */
  incoming(port: number): readonly PortJudgement[]
  /** Connections from here to a port of an arbitrary outside address. */
  outgoing(port: number): readonly PortJudgement[]
}

const iptablesSources = [
  { name: 'iptables-v4', family: 4 },
  { name: 'iptables-v6', family: 6 },
  { name: 'iptables-legacy-v4', family: 4 },
  { name: 'iptables-legacy-v6', family: 6 },
] as const

export const firewall = fact({
  id: 'network.firewall',
  privilege: 'root',
  summary: 'What the rules of nftables and iptables on this host do with a new TCP connection to a port.',
  needs: { addresses: interfaceAddresses },
  optional: { interfaces: internetInterfaces },
  async collect(world, { addresses, interfaces }): Promise<Fact<Firewall>> {
    if (addresses.status === 'absent') return addresses
    const ruleset = await collectRuleset(world)
    if (ruleset.status !== 'known') return ruleset
    const ways = interfaces.status === 'known' ? interfaces.value : []
    const own = addresses.value.filter(({ scope, interface: name }) => scope === 'global' && name !== 'lo')
    const families = ([4, 6] as const).filter((family) => own.some((address) => address.family === family))
    const at = isoTime(world.clock.now())
    const answers = (direction: Packet['direction'], port: number) =>
      families.map((family) => {
        const ownAddresses = own.filter((one) => one.family === family).map(({ address }) => address)
        return answer(ruleset.value, { direction, family, port, ownAddresses, interfaces: ways }, at)
      })
    return known({
      tool: toolOf(ruleset.value),
      incoming: (port: number) => answers('in', port),
      outgoing: (port: number) => answers('out', port),
    })
  },
})

function toolOf(ruleset: Ruleset): FirewallTool {
  const ids = [...ruleset.keys()]
  if (ids.some((id) => id.endsWith(' ufw-user-input'))) return 'ufw'
  if (ids.some((id) => id.startsWith('inet firewalld '))) return 'firewalld'
  return ids.some((id) => id.startsWith('iptables') && id.endsWith('INPUT')) ? 'iptables' : 'nft'
}

function answer(ruleset: Ruleset, packet: Packet, at: string): PortJudgement {
  const judgement = judge(ruleset, packet)
  const { decidedBy } = judgement
  const evidence: readonly Evidence[] =
    decidedBy === undefined
      ? []
      : [
          {
            kind: 'command',
            where: decidedBy.chain.where,
            text: `${chainName(decidedBy.chain.id, decidedBy.chain.where)}: ${decidedBy.text}`,
            at,
          },
        ]
  return { ...judgement, family: packet.family, evidence }
}

function chainName(id: string, where: string): string {
  return id.startsWith(`${where} `) ? id.slice(where.length + 1) : id
}

/** All tables of this host. Absent: no tool that could set up rules is installed. */
async function collectRuleset(world: World): Promise<Fact<Ruleset>> {
  const [nft, ...iptables] = await Promise.all([
    world.host.run({ name: 'nft-ruleset' }),
    ...iptablesSources.map(({ name }) => world.host.run({ name })),
  ])
  const unseen = [nft, ...iptables].find(
    (output) => output.status === 'unknown' && output.because.code !== 'tool-missing',
  )
  if (unseen?.status === 'unknown') return unseen
  const saved = iptablesSources.flatMap(({ name, family }, index) => {
    const output = iptables[index]
    return output?.status === 'known' && output.value.exitCode === 0
      ? [{ name, family, text: output.value.stdout }]
      : []
  })
  if (nft.status !== 'known' && saved.length === 0) return absent()
  const rulesets = saved.map(({ name, family, text }) =>
    parseIptablesRuleset(text, { family, where: lineOf(name) }),
  )
  if (nft.status === 'known') {
    const parsed = nft.value.exitCode === 0 ? parseNftRuleset(nft.value.stdout, shownBy(saved)) : undefined
    if (parsed === undefined) {
      const text = `nft could not list the rules: ${nft.value.stderr.trim().slice(0, 200)}`
      return { status: 'unknown', because: { code: 'failed', text, remedy: 'run as root' } }
    }
    rulesets.unshift(parsed)
  }
  return known(new Map(rulesets.flatMap((ruleset) => [...ruleset])))
}

function lineOf(name: CommandName): string {
  return commandLine({ name })
}

/** Tables of iptables-nft are in both; nft shows their matches only in part. */
function shownBy(saved: readonly { name: string; family: 4 | 6; text: string }[]) {
  const shown = new Set(
    saved
      .filter(({ text }) => text.includes('(nf_tables)'))
      .flatMap(({ family, text }) =>
        tablesIn(text).map((table) => `${family === 4 ? 'ip' : 'ip6'} ${table}`),
      ),
  )
  return (family: string, table: string) => shown.has(`${family} ${table}`)
}
