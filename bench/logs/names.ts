import type { World } from './world.ts'

const words = ['alpha', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'haven'] as const

export interface Peer {
  readonly name: string
  readonly address: string
  readonly domain: string
  /** What it speaks; '' where it has no TLS. */
  readonly tls: '' | 'TLSv1.2' | 'TLSv1.3'
}

/** One of 4,000 other mail servers; some are met often. */
export function peer(world: World): Peer {
  const number = world.random.skewed(4_000)
  const domain = `${words[number % 8]}${number}.example`
  return {
    domain,
    name: `mx${number % 3}.${domain}`,
    address: `198.51.${(number >> 8) & 255}.${number & 255}`,
    tls: number % 11 === 3 ? '' : number % 5 === 2 ? 'TLSv1.2' : 'TLSv1.3',
  }
}

export function localAddress(world: World): string {
  return `user${world.random.skewed(2_000)}@home.example`
}

export function remoteAddress(world: World, domain: string): string {
  return `${world.random.pick(['info', 'sales', 'anna', 'bert', 'news+list', 'o.person'])}${world.random.skewed(40)}@${domain}`
}

export function messageIdFor(world: World, domain: string): string {
  return `${world.random.hexadecimal(16)}.${world.random.below(100_000)}@${domain}`
}

export function attacker(world: World): string {
  return `203.0.${world.random.below(113)}.${world.random.below(256)}`
}
