import { z } from 'zod'

/** What the console is told while it looks. It says what to ask for anew, not what the answer is. */
export const consoleEventSchema = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('hello'), version: z.string() })
      .describe('the stream begins: ask for all anew'),
    z
      .object({ kind: z.literal('looked'), at: z.iso.datetime() })
      .describe('a look at the host was completed: now may have changed'),
    z
      .object({
        kind: z.literal('incident'),
        at: z.iso.datetime(),
        id: z.int(),
        change: z.string().describe('opened, worse, cause-found, over, acknowledged, noted, muted, unmuted'),
        title: z.string(),
        severity: z.string(),
      })
      .describe('one incident is not as it was'),
    z.object({ kind: z.literal('settings'), what: z.string() }).describe('channels, mutes or users changed'),
    z
      .object({
        kind: z.literal('probe'),
        domain: z.string(),
        done: z.int(),
        total: z.int(),
        state: z.enum(['running', 'finished', 'failed']),
      })
      .describe('how far the probe of a domain is'),
  ])
  .describe('One server-sent event; its name is its kind')

export type ConsoleEvent = z.infer<typeof consoleEventSchema>
