import { z } from 'zod'
import { severities } from '../../knowledge/verdict.ts'
import { changeKinds } from '../incidents/incident.ts'

/**
 * What people are told: enough to know what is wrong, how bad it is, and what to do first, on a phone at
 * night. Texts come from servers and mails too: each channel escapes them for its own format.
 */
export const alertSchema = z
  .object({
    /** The same for each try: a receiver can drop what it got twice. */
    id: z.string(),
    kind: z.enum([...changeKinds, 'test', 'digest']),
    at: z.int(),
    host: z.string(),
    incident: z.int().optional(),
    condition: z.string(),
    topic: z.string(),
    severity: z.enum(severities),
    title: z.string(),
    because: z.string(),
    impact: z.string(),
    /** The first thing to do, with its command where it has one. */
    firstStep: z.object({ do: z.string(), command: z.string().optional() }).optional(),
    /** When it began. */
    since: z.int().optional(),
    /** Of what is over: how long it lasted, in milliseconds. */
    lasted: z.int().optional(),
    /** Where to read on. */
    link: z.string().optional(),
  })
  .readonly()

export type Alert = z.infer<typeof alertSchema>
