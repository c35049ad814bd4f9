import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Store } from '../../store/store.ts'

const noteName = 'agent'

const identitySchema = z
  .object({
    id: z.string(),
    stream: z.int(),
    /** Of the last batch that was made. */
    sequence: z.int(),
    /** Of the last batch that the centre said it keeps. */
    acknowledged: z.int(),
  })
  .readonly()

/** Who this agent is for its centre; outlives a restart. */
export type AgentIdentity = z.infer<typeof identitySchema>

/** Made where there is none. `now`: milliseconds. */
export function agentIdentity(store: Store, now: number): AgentIdentity {
  const kept = store.notes.get(noteName)
  if (kept !== undefined) return identitySchema.parse(JSON.parse(kept))
  const made = { id: randomUUID(), stream: now, sequence: 0, acknowledged: 0 }
  keepIdentity(store, made)
  return made
}

export function keepIdentity(store: Store, identity: AgentIdentity): void {
  store.notes.put(noteName, JSON.stringify(identity))
}
