import type { HandshakeFailure } from '../engine/listener.ts'
import type { TlsFailureGroup, TlsFailureKind } from '../mail-log.ts'
import { keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { Counter, Groups } from './occurrences.ts'
import { ClientTally } from './rejects.ts'

/** Texts of OpenSSL (crypto/err/openssl.txt, RFC 8446 §6 alerts) that tell why a handshake failed. */
const words: readonly (readonly [string, TlsFailureKind])[] = [
  ['alert unknown ca', 'unknown-ca'],
  ['alert bad certificate', 'bad-certificate'],
  ['alert certificate expired', 'certificate-expired'],
  ['alert certificate unknown', 'certificate-unknown'],
  ['no shared cipher', 'no-shared-cipher'],
  ['no suitable signature algorithm', 'no-shared-cipher'],
  ['alert handshake failure', 'no-shared-cipher'],
  ['unsupported protocol', 'unsupported-protocol'],
  ['alert protocol version', 'unsupported-protocol'],
  ['version too low', 'unsupported-protocol'],
  ['wrong version number', 'wrong-version-number'],
  ['http request', 'http-request'],
  ['SSL_accept error', 'lost-connection'],
  ['Connection lost', 'lost-connection'],
  ['unexpected eof', 'lost-connection'],
  ['Connection reset', 'lost-connection'],
]

function tlsFailureKind(text: string): TlsFailureKind {
  return words.find(([word]) => text.includes(word))?.[1] ?? 'other'
}

class Group extends Counter {
  readonly program: string
  readonly service: string
  readonly kind: TlsFailureKind
  readonly clients = new ClientTally()

  constructor(entry: Entry, service: string, kind: TlsFailureKind) {
    super(entry)
    this.program = entry.program.name
    this.service = keep(service, 100)
    this.kind = kind
  }
}

/** Sums up TLS handshakes that failed at our ports, by service and reason. */
export class Handshakes {
  readonly #groups = new Groups<Group>()
  #announced = { program: '', name: '', address: '', at: 0 }

  /** smtpd names the client on one line and OpenSSL's reason on the next. */
  failed(entry: Entry, { phase, service, reason, clientName, clientAddress }: HandshakeFailure): void {
    const kind = phase === 'setup' ? 'server-setup' : tlsFailureKind(reason)
    if (phase === 'announced') {
      const client = { name: keep(clientName), address: keep(clientAddress) }
      this.#announced = { program: entry.program.name, ...client, at: entry.at }
    } else if (phase === 'unnamed') {
      const { program, name, address, at } = this.#announced
      const isRecent = program === entry.program.name && entry.at - at < 5_000
      this.#add(entry, service, kind, isRecent ? name : clientName, isRecent ? address : clientAddress)
    } else this.#add(entry, service, kind, clientName, clientAddress)
  }

  #add(entry: Entry, service: string, kind: TlsFailureKind, name: string, address: string): void {
    const group = this.#groups.get(`${service} ${kind}`, () => new Group(entry, service, kind))
    group.add(entry)
    if (address !== '') group.clients.add(name, address, entry)
  }

  groups(): readonly TlsFailureGroup[] {
    return this.#groups.values().map((group) => {
      const { program, service, kind } = group
      return { ...group.occurrences(), program, service, kind, clients: group.clients.entries() }
    })
  }
}
