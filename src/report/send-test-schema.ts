import { z } from 'zod'

/** The contract of `send-test --format json` (mailmedic.send-test/1). docs/schema/ is written from it. */

const untrusted = z.string().describe('from a server or a mail: make it safe before you show it')
const milliseconds = z.int().nonnegative()

const stepSchema = z.object({
  what: z.string().describe('what was sent; passwords are left out'),
  reply: untrusted,
  milliseconds: milliseconds.describe('until the reply was there'),
})

export const sendTestSchema = z.object({
  schema: z.literal('mailmedic.send-test/1'),
  outcome: z
    .enum(['arrived', 'accepted', 'refused', 'bounced', 'not seen'])
    .describe(
      'accepted: taken, and nobody waited for it; not seen: taken, and not in the mailbox in time, or it could not be looked into',
    ),
  from: z.string(),
  to: z.string(),
  messageId: z.string(),
  server: z.object({ name: z.string(), address: z.string(), port: z.int() }),
  dialogue: z.array(stepSchema),
  said: untrusted.describe('the reply that ended the dialogue, or in words what happened'),
  tls: z.object({ protocol: z.string(), verified: z.boolean() }).nullable().describe('null: no TLS'),
  waitedMilliseconds: milliseconds.nullable().describe('null where nobody waited'),
  where: z.string().nullable().describe('the folder that was looked into, or the own receiver'),
  explanation: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('what mailmedic explain says of the mail, the bounce or the refusal; null where nothing came'),
})

export type SendTestReport = z.infer<typeof sendTestSchema>
