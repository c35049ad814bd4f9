import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../access/clock.ts'
import type { World } from '../access/world.ts'
import { Collector } from '../collect/collector.ts'
import { type Registration, registration } from '../collect/dns/registration.ts'
import type { Fact } from '../collect/fact.ts'
import type { Store } from '../store/store.ts'
import { keepRegistration, registrationIn } from '../watch/history/registrations.ts'

const hour = 3_600_000
const askedAgainAfter = 24 * hour
/** A registry that did not answer, or a zone that none tells of, is asked no more often. */
const triedAgainAfter = 6 * hour
/** Registries count questions: one a minute is less than any of them minds. */
const pauseMilliseconds = 60_000
const mostDomains = 50

export interface RegistrationsOptions {
  readonly store: Store
  readonly clock: Clock
  /** The own domains, as the last look knows them. */
  readonly domains: () => readonly string[]
  readonly ask: (domain: string) => Promise<Fact<Registration>>
}

/** Asks the registries once a day until when the own domains are registered; one domain at a time. */
export class Registrations {
  readonly #options: RegistrationsOptions
  readonly #triedAt = new Map<string, number>()

  constructor(options: RegistrationsOptions) {
    this.#options = options
  }

  /** Asks for one domain that is due. Returns which; undefined: none is. Throws what the store throws. */
  async step(): Promise<string | undefined> {
    const { store, clock, domains, ask } = this.#options
    const now = clock.now()
    const due = domains()
      .slice(0, mostDomains)
      .find((domain) => {
        const seenAt = registrationIn(store, domain)?.seenAt ?? Number.NEGATIVE_INFINITY
        const triedAt = this.#triedAt.get(domain) ?? Number.NEGATIVE_INFINITY
        return now - seenAt >= askedAgainAfter && now - triedAt >= triedAgainAfter
      })
    if (due === undefined) return undefined
    this.#triedAt.set(due, now)
    const answer = await ask(due)
    if (answer.status === 'known')
      keepRegistration(store, due, { expiresAt: answer.value.expiresAt, seenAt: clock.now() })
    return due
  }
}

/** By the registry's own service, as `mailmedic probe` does. */
export function askRegistry(open: () => Promise<World>): RegistrationsOptions['ask'] {
  return async (domain) => {
    const world = { ...(await open()), task: { domain, selectors: [] } }
    return new Collector(world).get(registration, domain)
  }
}

/** Until the signal. */
export async function watchRegistrations(
  registrations: Registrations,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await setTimeout(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
    if (!signal.aborted) await registrations.step().catch(failed)
  }
}
