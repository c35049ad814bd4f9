import { mustShell, run } from '../system/command.ts'
import type { HostId, Place } from '../world/addresses.ts'
import { places } from '../world/addresses.ts'

const IN_THE_WORLD: readonly HostId[] = ['b', 'c', 'd', 'client']
const OWN_SEGMENT: readonly HostId[] = ['a', 'dns']
const HOSTS: readonly HostId[] = [...OWN_SEGMENT, ...IN_THE_WORLD]

/** The lab's network: one namespace a host and one for the provider's router between them. */
export class Network {
  readonly lab: string

  constructor(lab: string) {
    this.lab = lab
  }

  /** The name of a host's network namespace. */
  namespace(host: HostId | 'router'): string {
    return `${this.lab}-${host}`
  }

  /** Makes all namespaces, links, addresses and routes. */
  async create(): Promise<void> {
    const router = this.namespace('router')
    const lines = [
      ...['router' as const, ...HOSTS].map((host) => `ip netns add ${this.namespace(host)}`),
      `ip netns exec ${router} sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1`,
      `ip -n ${router} link set lo up`,
      `ip -n ${router} link add world type bridge`,
      `ip -n ${router} link set world up`,
      ...gatewayAddresses(router, 'world', places.b),
      ...IN_THE_WORLD.flatMap((host) => [
        ...this.link(host),
        `ip -n ${router} link set to-${host} master world`,
      ]),
      ...OWN_SEGMENT.flatMap((host) => [
        ...this.link(host),
        ...gatewayAddresses(router, `to-${host}`, places[host]),
      ]),
      ...HOSTS.flatMap((host) => addressing(this.namespace(host), places[host])),
    ]
    await mustShell(lines.join('\n'))
    await this.resetProvider()
  }

  /** Gives a host its addresses and routes again, after a fault or a reboot took them. */
  async address(host: HostId): Promise<void> {
    const space = this.namespace(host)
    await mustShell([`ip -n ${space} addr flush dev eth0`, ...addressing(space, places[host])].join('\n'))
  }

  /** Pulls a host's cable. `address` puts it back. */
  async cut(host: HostId): Promise<void> {
    await mustShell(`ip -n ${this.namespace(host)} link set eth0 down`)
  }

  /** Takes a host's IPv6 away, as on a provider that has none. */
  async withoutIpv6(host: HostId): Promise<void> {
    await mustShell(`ip netns exec ${this.namespace(host)} sysctl -qw net.ipv6.conf.eth0.disable_ipv6=1`)
  }

  /** Makes the router drop or reject what an nft match says, as a provider does. */
  async block(match: string): Promise<void> {
    await mustShell(`ip netns exec ${this.namespace('router')} nft add rule inet provider forward ${match}`)
  }

  /** Makes the router forward everything again. */
  async resetProvider(): Promise<void> {
    const script =
      'table inet provider\nflush table inet provider\n' +
      'table inet provider {\nchain forward { type filter hook forward priority 0; policy accept; }\n}'
    await mustShell(`ip netns exec ${this.namespace('router')} nft -f - <<'END'\n${script}\nEND`)
  }

  /** Ends what still runs in this lab's namespaces and removes them. */
  async destroy(): Promise<void> {
    for (const host of ['router' as const, ...HOSTS]) {
      const inside = await run(['ip', 'netns', 'pids', this.namespace(host)])
      for (const pid of inside.stdout.split('\n').filter((line) => line !== ''))
        await run(['kill', '-9', pid])
      await run(['ip', 'netns', 'del', this.namespace(host)])
    }
  }

  private link(host: HostId): string[] {
    const router = this.namespace('router')
    return [
      `ip link add eth0 netns ${this.namespace(host)} type veth peer name to-${host} netns ${router}`,
      `ip -n ${router} link set to-${host} up`,
    ]
  }
}

function addressing(space: string, place: Place): string[] {
  const all = [place.v4, place.v6, ...place.also]
  return [
    `ip -n ${space} link set lo up`,
    `ip netns exec ${space} sysctl -qw net.ipv6.conf.eth0.disable_ipv6=0`,
    `ip -n ${space} link set eth0 up`,
    ...all.map((address) => `ip -n ${space} addr add ${withLength(address)} dev eth0`),
    `ip -n ${space} route replace default via ${place.gateway4}`,
    `ip -n ${space} -6 route replace default via ${place.gateway6}`,
  ]
}

function gatewayAddresses(router: string, link: string, place: Place): string[] {
  return [
    `ip -n ${router} addr add ${place.gateway4}/24 dev ${link}`,
    `ip -n ${router} addr add ${place.gateway6}/64 dev ${link} nodad`,
  ]
}

function withLength(address: string): string {
  return address.includes(':') ? `${address}/64 nodad` : `${address}/24`
}
