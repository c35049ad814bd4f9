import { z } from 'zod'
import type { Store } from '../../store/store.ts'

/** Until when a domain is registered, as its registry told. Milliseconds since 1970 UTC. */
const registrationSchema = z.object({ expiresAt: z.number(), seenAt: z.number() }).readonly()
export type KeptRegistration = z.infer<typeof registrationSchema>

const nameOf = (domain: string) => `registration ${domain}`
const dayMilliseconds = 86_400_000

export function registrationIn(
  { notes }: Pick<Store, 'notes'>,
  domain: string,
): KeptRegistration | undefined {
  const kept = notes.get(nameOf(domain))
  return kept === undefined ? undefined : registrationSchema.parse(JSON.parse(kept))
}

/** What a registry told just now; the history keeps how many days were left. */
export function keepRegistration(
  store: Store,
  domain: string,
  { expiresAt, seenAt }: KeptRegistration,
): void {
  store.transaction(() => {
    store.notes.put(nameOf(domain), JSON.stringify({ expiresAt, seenAt }))
    const value = (expiresAt - seenAt) / dayMilliseconds
    store.history.note([
      { measure: 'domain-days-left', subject: domain, at: Math.floor(seenAt / 1_000), value },
    ])
  })
}
