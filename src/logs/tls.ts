import type { LogEntry } from './entry.ts'
import type { TlsFailureGroup, TlsFailureKind } from './mail-log.ts'
import { Counter, Groups } from './occurrences.ts'
import { ClientTally } from './rejects.ts'
import { keep } from './text.ts'

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

export function tlsFailureKind(text: string): TlsFailureKind {
  return words.find(([word]) => text.includes(word))?.[1] ?? 'other'
}

class Group extends Counter {
  readonly program: string
  readonly service: string
  readonly kind: TlsFailureKind
  readonly clients = new ClientTally()

  constructor(entry: LogEntry, service: string, kind: TlsFailureKind) {
    super(entry)
    this.program = entry.program.name
    this.service = keep(service, 100)
    this.kind = kind
  }
}

/** Sums up TLS handshakes that failed at our ports, by service and reason. */
export class TlsFailures {
  readonly #groups = new Groups<Group>()
  #client = { program: '', name: '', address: '', at: 0 }

  /** smtpd logs `SSL_accept error from h[ip]: -1` first and the reason on the next line. */
  acceptError(entry: LogEntry, name: string, address: string, reason: string): void {
    if (reason.startsWith('-') || reason.startsWith('0')) {
      this.#client = { program: entry.program.name, name: keep(name), address: keep(address), at: entry.at }
      return
    }
    this.add(entry, entry.program.service, tlsFailureKind(`SSL_accept error ${reason}`), name, address)
  }

  /** `TLS library problem: error:…:tlsv1 alert unknown ca:…` of smtpd; the client is of the line before. */
  opensslProblem(entry: LogEntry): void {
    const { program, name, address, at } = this.#client
    const recent = program === entry.program.name && entry.at - at < 5_000
    const kind = tlsFailureKind(entry.text)
    this.add(entry, entry.program.service, kind, recent ? name : 'unknown', recent ? address : '')
  }

  add(entry: LogEntry, service: string, kind: TlsFailureKind, name: string, address: string): void {
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
