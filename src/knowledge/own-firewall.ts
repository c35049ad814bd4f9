import type { Firewall, PortJudgement } from '../collect/network/firewall/firewall.ts'
import type { ListeningSocket } from '../collect/system/listening-sockets.ts'

/** What the own firewall does with one port, where something waits for others' connections. */
export interface GuardedPort {
  readonly port: number
  /** Judged in the families in which it listens; empty: nobody from outside is waited for. */
  readonly judged: readonly PortJudgement[]
}

export function isRefused({ fate }: PortJudgement): boolean {
  return fate === 'dropped' || fate === 'rejected'
}

/** Only certain networks may connect: a filtering service in front, a VPN. That is meant so. */
export function isForSomeOnly(judgement: PortJudgement): boolean {
  return isRefused(judgement) && judgement.someAccepted
}

export function guardedPort(
  firewall: Firewall,
  port: number,
  sockets: readonly ListeningSocket[],
): GuardedPort {
  const open = sockets.filter((socket) => socket.port === port && !isLoopback(socket.address))
  const families = new Set(open.flatMap(familiesOf))
  return { port, judged: firewall.incoming(port).filter(({ family }) => families.has(family)) }
}

/** `::` alone takes IPv4 too, unless net.ipv6.bindv6only says otherwise. */
function familiesOf({ family, address }: ListeningSocket): readonly (4 | 6)[] {
  return family === 6 && address === '::' ? [6, 4] : [family]
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.')
}

/** The command that lets a port in, for the tool that holds the rules. */
export function openingCommand(
  { tool }: Firewall,
  ports: readonly number[],
  judged: readonly PortJudgement[],
): string {
  const list = ports.join(',')
  switch (tool) {
    case 'ufw':
      return `ufw allow ${list}/tcp`
    case 'firewalld': {
      const options = ports.map((port) => `--add-port=${port}/tcp`).join(' ')
      return `firewall-cmd --permanent ${options} && firewall-cmd --reload`
    }
    case 'iptables': {
      const rule = `INPUT -p tcp -m multiport --dports ${list} -j ACCEPT`
      const programs = judged.map(({ family }) => (family === 4 ? 'iptables' : 'ip6tables'))
      return [...new Set(programs)].map((program) => `${program} -I ${rule}`).join(' && ')
    }
    case 'nft': {
      const set = ports.length === 1 ? list : `{ ${ports.join(', ')} }`
      const decided = judged.find(isRefused)?.decidedBy?.chain.id ?? ''
      // Somebody pastes it into a root shell: nothing but plain names gets there.
      const chain = /^[A-Za-z0-9_. -]{1,100}$/.test(decided) ? decided : 'FAMILY TABLE CHAIN'
      return `nft 'insert rule ${chain} tcp dport ${set} accept'`
    }
  }
}

/** The rules as a person would quote them: `inet filter input: policy drop`. */
export function decidingRules(judged: readonly PortJudgement[]): string {
  const texts = judged.flatMap(({ evidence }) => evidence.map(({ text }) => text))
  return [...new Set(texts)].join('; ')
}
