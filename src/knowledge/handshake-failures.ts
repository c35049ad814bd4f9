import type { ClientCount, MailLog, TlsFailureGroup, TlsFailureKind } from '../logs/mail-log.ts'
import { isForPeople } from './certificate-refusals.ts'

/** A client whose handshakes fail again and again: a device or server that wants something, no scanner. */
export interface FailingClient extends ClientCount {
  readonly group: TlsFailureGroup
  /** Of the own network: nobody else is behind such an address. */
  readonly own: boolean
}

const fewest = { own: 3, server: 10, person: 30 }
const shortest = 3_600_000

const scanner =
  /scan|probe|research|census|censys|shodan|shadowserver|binaryedge|internet-measurement|stretchoid|rapid7|netsystems|crawl/i
const privateAddress = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd])/i

/**
 * Clients that keep failing for some reason. Scanners try every server with every old protocol once or
 * twice and go: only who comes often, over an hour or more, or from the own network, counts.
 */
export function failingClients(log: MailLog, kind: TlsFailureKind): readonly FailingClient[] {
  return log.tlsFailures
    .filter((group) => group.kind === kind)
    .flatMap((group) =>
      group.clients.map((client) => ({ ...client, group, own: privateAddress.test(client.address) })),
    )
    .filter(({ group, own, count, name }) => {
      if (own) return count >= fewest.own
      const lasting = group.lastAt - group.firstAt >= shortest
      if (scanner.test(name) || !lasting) return false
      return isForPeople(group) ? count >= fewest.person : count >= fewest.server && name !== 'unknown'
    })
}

/** `printer.example.org[192.0.2.7]`, or the address alone. */
export function clientName({ name, address }: ClientCount): string {
  return name === 'unknown' || name === '' ? address : `${name}[${address}]`
}
