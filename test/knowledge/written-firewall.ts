import { known } from '../../src/access/answer.ts'
import { Collector } from '../../src/collect/collector.ts'
import { firewall } from '../../src/collect/network/firewall/firewall.ts'
import type { ListeningSocket } from '../../src/collect/system/listening-sockets.ts'
import { nftChain } from '../collect/network/firewall/nft-chain.ts'
import { worldOf } from '../collect/written-world.ts'
import { seen } from './test-condition.ts'

const addresses = JSON.stringify([
  {
    ifname: 'eth0',
    addr_info: [
      { family: 'inet', local: '198.51.100.25', prefixlen: 24, scope: 'global' },
      { family: 'inet6', local: '2001:db8:a::25', prefixlen: 64, scope: 'global' },
    ],
  },
])

/** A firewall, judged for real, with what `nft -j list ruleset` and the iptables programs print. */
export function firewallOf(commands: Readonly<Record<string, string>>) {
  return new Collector(worldOf({ commands: { 'ip -j address': addresses, ...commands } })).get(firewall)
}

type Expression = Readonly<Record<string, unknown>>

/** One base chain `inet filter` with these rules. */
export function nftFirewall(
  hook: 'input' | 'output',
  policy: string,
  ...rules: readonly (readonly Expression[])[]
) {
  return firewallOf({ 'nft -j list ruleset': nftChain(hook, policy, rules) })
}

/** A rule that does something with TCP ports, for IPv4, IPv6 or both. */
export function portRule(ports: readonly number[], verdict: string, family?: 'ipv4' | 'ipv6'): Expression[] {
  const only = { match: { op: '==', left: { meta: { key: 'nfproto' } }, right: family } }
  const left = { payload: { protocol: 'tcp', field: 'dport' } }
  return [
    ...(family === undefined ? [] : [only]),
    { match: { op: '==', left, right: { set: ports } } },
    { [verdict]: null },
  ]
}

export function fromNetwork(address: string, length: number): Expression {
  const left = { payload: { protocol: 'ip', field: 'saddr' } }
  return { match: { op: '==', left, right: { prefix: { addr: address, len: length } } } }
}

/** Something waits on these ports, on every address. */
export function waitingOn(...ports: readonly number[]) {
  return known(ports.flatMap((port) => [socketAt('0.0.0.0', port), socketAt('::', port)]))
}

export function socketAt(address: string, port: number): ListeningSocket {
  const family = address.includes(':') ? 6 : 4
  return { address, port, family, inode: '1', uid: 0, evidence: [seen] }
}
