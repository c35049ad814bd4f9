import type { LoginFailure } from '../engine/listener.ts'
import type { LoginFailureGroup, Logins } from '../mail-log.ts'
import { keep } from '../text.ts'
import type { Entry } from './entry.ts'
import { limits } from './limits.ts'
import { BoundedSet, Counter, Groups, Tally } from './occurrences.ts'

class Group extends Counter {
  readonly client: string
  readonly reason: string
  readonly services = new BoundedSet(50)
  readonly users = new Tally(limits.clients)

  constructor(entry: Entry, attempt: LoginFailure) {
    super(entry)
    this.client = keep(attempt.client)
    this.reason = keep(attempt.reason)
  }

  fail(entry: Entry, attempt: LoginFailure): void {
    this.add(entry)
    this.count += (attempt.attempts - 1) * entry.weight
    this.services.add(attempt.service)
    if (attempt.user !== '') this.users.add(attempt.user, entry.at, attempt.attempts * entry.weight)
  }
}

/** Sums up log-ins over IMAP, POP3, ManageSieve and submission. */
export class LoginSummary {
  readonly #users = new Tally(limits.destinations)
  readonly #clients = new Tally(limits.destinations)
  readonly #failures = new Groups<Group>()
  readonly #serverFailures = new Groups<Group>()
  #successes = 0
  #lastSuccessAt: number | undefined

  succeeded(entry: Entry, user: string, client: string): void {
    this.#successes += entry.weight
    this.#lastSuccessAt = Math.max(this.#lastSuccessAt ?? 0, entry.at)
    this.#users.add(user, entry.at, entry.weight)
    this.#clients.add(client, entry.at, entry.weight)
  }

  failed(entry: Entry, attempt: LoginFailure): void {
    this.#failures.get(attempt.client, () => new Group(entry, attempt)).fail(entry, attempt)
  }

  /** The server, not the password, was the reason. */
  serverFailed(entry: Entry, attempt: LoginFailure): void {
    this.#serverFailures.get(attempt.client, () => new Group(entry, attempt)).fail(entry, attempt)
  }

  summary(): Logins {
    const failuresByClient = this.#groups(this.#failures)
    return {
      successes: this.#successes,
      lastSuccessAt: this.#lastSuccessAt,
      byUser: this.#users.entries().map(({ name, count, lastAt }) => ({ user: name, count, lastAt })),
      failures: failuresByClient.reduce((sum, group) => sum + group.count, 0),
      failuresByClient,
      serverFailures: this.#groups(this.#serverFailures),
    }
  }

  #groups(groups: Groups<Group>): readonly LoginFailureGroup[] {
    return groups
      .values()
      .map((group) => ({
        ...group.occurrences(),
        client: group.client,
        reason: group.reason,
        services: group.services.values(),
        users: group.users.entries().map(({ name, count }) => ({ user: name, count })),
        succeededAt: this.#clients.lastAt(group.client),
      }))
      .toSorted((a, b) => b.count - a.count)
  }
}
