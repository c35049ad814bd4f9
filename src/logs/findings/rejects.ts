import type { RejectLine } from '../engine/refusal-line.ts'
import type { ClientCount, RejectedAttempt, RejectGroup, Restriction } from '../mail-log.ts'
import { templateOf } from '../template.ts'
import { keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { limits } from './limits.ts'
import { BoundedSet, Counter, Groups, Tally } from './occurrences.ts'
import { restrictionOf } from './restriction.ts'

class Group extends Counter {
  readonly program: string
  readonly service: string
  readonly line: RejectLine
  readonly restriction: Restriction
  readonly clients = new ClientTally()
  readonly senders = new BoundedSet()
  readonly recipients = new BoundedSet()
  readonly users = new BoundedSet()
  readonly attempts: RejectedAttempt[] = []
  authenticated = 0

  constructor(entry: Entry, line: RejectLine) {
    super(entry)
    this.program = entry.program.name
    this.service = entry.program.service
    this.restriction = restrictionOf(line)
    this.line = {
      ...line,
      action: line.action,
      stage: keep(line.stage),
      dsn: keep(line.dsn),
      text: keep(line.text),
    }
  }

  refuse(entry: Entry, line: RejectLine): void {
    this.add(entry)
    this.clients.add(line.clientName, line.clientAddress, entry)
    this.senders.add(line.sender)
    this.recipients.add(line.recipient)
    this.users.add(line.user)
    if (line.user !== '') this.authenticated += entry.weight
    if (this.attempts.length < limits.attempts) this.attempts.push(attemptOf(entry, line))
  }
}

function attemptOf(entry: Entry, line: RejectLine): RejectedAttempt {
  return {
    at: entry.at,
    client: keep(line.clientAddress),
    sender: keep(line.sender),
    recipient: keep(line.recipient),
    user: keep(line.user),
    helo: keep(line.helo),
  }
}

/** Counts clients by name and address. */
export class ClientTally {
  readonly #tally = new Tally(limits.clients)

  add(name: string, address: string, entry: Entry): void {
    this.#tally.add(`${name} ${address}`, entry.at, entry.weight)
  }

  entries(): readonly ClientCount[] {
    return this.#tally.entries().map(({ name, count }) => {
      const blank = name.lastIndexOf(' ')
      return { name: name.slice(0, blank), address: name.slice(blank + 1), count }
    })
  }
}

/** Sums up refusals by service, stage, reply and kind of rule. */
export class Rejects {
  readonly #groups = new Groups<Group>()

  add(entry: Entry, line: RejectLine): void {
    const key = `${entry.program.service} ${line.action} ${line.stage} ${line.code} ${line.dsn} ${templateOf(line.text)}`
    this.#groups.get(key, () => new Group(entry, line)).refuse(entry, line)
  }

  groups(): readonly RejectGroup[] {
    return this.#groups.values().map((group) => ({
      ...group.occurrences(),
      program: group.program,
      service: group.service,
      action: group.line.action,
      stage: group.line.stage,
      code: group.line.code,
      dsn: group.line.dsn,
      restriction: group.restriction,
      text: group.line.text,
      clients: group.clients.entries(),
      senders: group.senders.values(),
      recipients: group.recipients.values(),
      users: group.users.values(),
      authenticated: group.authenticated,
      attempts: group.attempts,
    }))
  }
}
