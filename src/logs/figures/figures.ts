import type { QueueFiles } from '../engine/queue-files.ts'
import { Clients } from './clients.ts'
import { Delays } from './delays.ts'
import { NetworkCounts } from './networks.ts'
import { Policies } from './policies.ts'
import { QueueLife } from './queue-life.ts'
import { SendingUsers } from './sending-users.ts'
import { TlsUse } from './tls-use.ts'

/** What is told beyond the totals of the contract. All of it is bounded; none of it holds a line. */
export class Figures {
  readonly delays = new Delays()
  readonly tls = new TlsUse()
  readonly users = new SendingUsers()
  readonly queueLife = new QueueLife()
  readonly policies = new Policies()
  readonly clients = new Clients()
  /** Refusals by the client's network. */
  readonly refusals = new NetworkCounts()
  /** Mail that logged-in users handed in, by the network that they came from. */
  readonly logins = new NetworkCounts()
  #clientOf = new Int32Array(1 << 11)
  #recipientsOf = new Int32Array(1 << 11)

  constructor() {
    // V8 takes a field that was set once for a constant: growing later would throw compiled code away.
    this.#grow(this.#clientOf.length)
  }

  /** A queue file arrives; its row may have been another one's before. */
  arrives(row: number, client: number): void {
    if (row >= this.#clientOf.length) this.#grow(row)
    this.#clientOf[row] = client
    this.#recipientsOf[row] = 0
  }

  addressed(row: number, recipients: number): void {
    this.#recipientsOf[row] = Math.min(recipients, 1_000_000)
  }

  #grow(row: number): void {
    const length = 2 ** Math.ceil(Math.log2(row + 1))
    const [clients, recipients] = [this.#clientOf, this.#recipientsOf]
    this.#clientOf = new Int32Array(length)
    this.#recipientsOf = new Int32Array(length)
    this.#clientOf.set(clients)
    this.#recipientsOf.set(recipients)
  }

  /** The message of this queue file was handed in (1), or was not after all (−1). */
  received(files: QueueFiles, row: number, amount: 1 | -1): void {
    this.clients.count(this.#clientOf[row] ?? 0, amount)
    const user = files.users[row] ?? 0
    if (user > 0) this.users.sent(user, files.hours[row] ?? 0, this.#recipientsOf[row] ?? 0, amount)
  }
}
