import type { Truth } from './truth.ts'

/** The first packet of a new TCP connection, as the rules of a firewall see it. */
export interface Packet {
  /** `in`: an arbitrary outside address connects to this host; `out`: this host connects to one. */
  readonly direction: 'in' | 'out'
  readonly family: 4 | 6
  /** Destination port. */
  readonly port: number
  /** This host's own addresses of that family. */
  readonly ownAddresses: readonly string[]
  /** Interfaces that lead to the internet; empty: not known. */
  readonly interfaces: readonly string[]
}

/** One thing that a rule asks for. `port`: it names the ports that it is about. */
export interface Match {
  readonly about: 'port' | 'address' | 'other'
  truth(packet: Packet): Truth
}

/** What a rule does. `next`: logs, counts, marks, and the next rule is asked; `unclear`: anything else. */
export type Target =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'return' | 'next' | 'unclear' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string }

export interface Rule {
  readonly matches: readonly Match[]
  readonly target: Target
  /** As a person would write it. */
  readonly text: string
}

/** Where the kernel starts to ask rules; the lower priority first. */
export interface Hook {
  readonly name: string
  readonly priority: number
  readonly policy: 'accept' | 'drop'
  /** Families of packets that it sees. */
  readonly families: readonly (4 | 6)[]
}

/** `id` is unique in a ruleset: family, table and name. Targets name chains of the same table by id. */
export interface Chain {
  readonly id: string
  readonly hook?: Hook
  readonly rules: readonly Rule[]
  /** The command that shows it. */
  readonly where: string
}

export type Ruleset = ReadonlyMap<string, Chain>
