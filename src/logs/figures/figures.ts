import type { EngineMemory } from '../engine/memory.ts'
import { loginsAt, refusalsAt } from '../engine/memory-layout.ts'
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
  readonly delays: Delays
  readonly tls: TlsUse
  readonly users: SendingUsers
  readonly queueLife: QueueLife
  readonly policies: Policies
  readonly clients: Clients
  /** Refusals by the client's network. */
  readonly refusals: NetworkCounts
  /** Mail that logged-in users handed in, by the network that they came from. */
  readonly logins: NetworkCounts

  constructor(memory: EngineMemory) {
    this.delays = new Delays(memory)
    this.tls = new TlsUse(memory)
    this.users = new SendingUsers(memory)
    this.queueLife = new QueueLife(memory)
    this.policies = new Policies(memory)
    this.clients = new Clients(memory)
    this.refusals = new NetworkCounts(memory.area(refusalsAt))
    this.logins = new NetworkCounts(memory.area(loginsAt))
  }

  /** The message of this queue file was handed in (1), or was not after all (−1). */
  received(files: QueueFiles, row: number, amount: 1 | -1): void {
    this.clients.count(files.clientNames[row] ?? 0, amount)
    const user = files.users[row] ?? 0
    if (user > 0) this.users.sent(user, files.hours[row] ?? 0, files.recipients[row] ?? 0, amount)
  }
}
