import { z } from 'zod'

/** The contract of `trace --format json` (mailmedic.trace/1). docs/schema/ is written from it. */

const logTime = z.string().describe("ISO 8601, the log's own clock")
const untrusted = z.string().describe('from the log: make it safe before you show it')
const seconds = z.number()

const meaningSchema = z
  .object({ reason: z.string(), title: z.string(), permanent: z.boolean(), actor: z.string() })
  .describe('what the reply means, as mailmedic explain says it')

const ownFields = {
  address: untrusted,
  origTo: untrusted.nullable(),
  status: z.enum(['delivered', 'deferred', 'bounced', 'expired', 'rejected', 'discarded', 'held']),
  relay: untrusted.nullable(),
  dsn: z.string().nullable(),
  reply: untrusted.nullable(),
  delay: seconds
    .nullable()
    .describe("from the message's arrival; in hops: on that host; over several hosts the sum of theirs"),
  attempts: z.int(),
  tries: z.array(
    z.object({
      time: logTime,
      status: z.string(),
      relay: untrusted.nullable(),
      reply: untrusted.nullable(),
    }),
  ),
  account: z
    .object({
      filters: seconds.describe('on hops before the last one: content filters, forwarding'),
      reception: seconds.describe('until the queue manager had it'),
      queueManager: seconds,
      connection: seconds.describe('DNS, TCP, greeting, TLS, over all attempts'),
      transmission: seconds.describe('over all attempts'),
      waiting: seconds.describe('in the deferred queue, between attempts'),
    })
    .nullable()
    .describe('where the delay went; null where the log does not tell'),
  next: z
    .object({
      host: untrusted,
      queueId: untrusted.nullable(),
      isToldHere: z
        .literal(true)
        .optional()
        .describe('that log was given too, but does not say what became of this recipient'),
    })
    .nullable()
    .describe('who has it now: the story goes on in the log of that host'),
}

const placeFields = {
  host: untrusted
    .nullable()
    .describe('as its own log names it, else as the host before or after does; null where nobody does'),
  queueIds: z.array(z.string()),
  received: logTime.nullable(),
}

const hereSchema = z
  .array(untrusted)
  .optional()
  .describe('what this host showed of the reply when it was asked for (--here), in words')

const recipientSchema = z.object({
  ...ownFields,
  hops: z
    .array(z.object({ ...ownFields, ...placeFields }))
    .optional()
    .describe(
      'where the logs of several hosts tell of it: on each, first to last; the recipient has the last',
    ),
  meaning: meaningSchema.nullable(),
  here: hereSchema,
})

const eventSchema = z.object({
  time: logTime,
  queueId: z.string(),
  program: untrusted,
  kind: z.string(),
  text: untrusted,
  line: z.int().describe('of its input, counted from 1'),
  file: z.string(),
})

export const traceReportSchema = z
  .object({
    schema: z.literal('mailmedic.trace/1'),
    messages: z.array(
      z.object({
        messageId: untrusted.nullable(),
        sender: untrusted.nullable().describe('empty: a notification'),
        subject: untrusted.nullable().describe('where the log has it'),
        size: z.int().nullable(),
        client: untrusted.nullable(),
        saslUser: untrusted.nullable(),
        received: logTime.nullable(),
        queueIds: z.array(z.string()).describe('hop by hop'),
        notices: z.array(z.string()).describe('queue IDs of the notifications that it caused'),
        recipients: z.array(recipientSchema),
        events: z.array(eventSchema),
        hosts: z
          .array(z.object(placeFields))
          .optional()
          .describe('in the order in which it came to them; only where the logs of several tell of it'),
      }),
    ),
    refusals: z
      .array(
        z.object({
          time: logTime,
          client: untrusted,
          sender: untrusted,
          recipient: untrusted,
          reply: untrusted,
          meaning: meaningSchema.nullable(),
          here: hereSchema,
          line: z.int(),
          file: z.string(),
        }),
      )
      .describe('mail that never got a queue file'),
    total: z.int().describe('messages that fit'),
  })
  .describe('What mailmedic trace found')
