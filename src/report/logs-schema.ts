import { z } from 'zod'

/** The contract of `logs --format json` (mailmedic.logs/1). docs/schema/ is written from it. */

const count = z.int().nonnegative()
const logTime = z.string().describe("ISO 8601, the log's own clock; with a zone where the log has one")
const untrusted = z.string().describe('from the log: make it safe before you show it')
const listOf = (name: string) => z.array(z.object({ [name]: untrusted, count }))
const reasons = z.array(z.object({ reason: z.string(), count })).describe('every reason, largest first')

const percentilesSchema = z
  .object({ count, p50: z.number(), p90: z.number(), p99: z.number() })
  .describe('seconds, nearest rank, each within 1/16 of the true value')

const stageSeconds = z
  .object({
    beforeQueueManager: z.number().describe('delays=a: reception, and waiting between attempts'),
    queueManager: z.number().describe('delays=b'),
    connection: z.number().describe('delays=c: DNS, TCP, greeting, TLS'),
    transmission: z.number().describe('delays=d'),
  })
  .describe('seconds over all deliveries')

const destinationSchema = z.object({
  domain: untrusted.describe("the recipient's domain; (none): no domain; (others): no room for more"),
  delivered: count,
  deferred: count.describe('attempts'),
  bounced: count,
  delay: percentilesSchema.nullable(),
  stageSeconds,
  failedSeconds: z.number().describe('connecting and sending in attempts that failed'),
  deferralReasons: reasons,
})

const tlsShareSchema = z.object({
  total: count.describe(
    'inbound: sessions that handed in mail from another host; outbound: deliveries by SMTP to another host',
  ),
  encrypted: count.nullable().describe('null: the log does not tell (smtp_tls_loglevel is 0)'),
  versions: listOf('version').describe('TLS connections by protocol'),
})

const seen = { firstSeen: z.string(), lastSeen: z.string().describe("the log's own clock, without its zone") }
const groupsSchema = z.array(
  z.object({ program: untrusted, level: z.string(), example: untrusted, count, ...seen }),
)

const changeSchema = z.object({ name: z.string(), before: count, now: count })
const stateSchema = z.object({
  delivered: count,
  deferred: count,
  bounced: count,
  p90: z.number().nullable(),
})

const comparisonSchema = z
  .object({
    with: z.string(),
    before: z.object({ from: logTime.nullable(), to: logTime.nullable(), lines: count }),
    lengthRatio: z.number().describe('this period is so many times as long'),
    totals: z.array(changeSchema),
    reasons: z.array(changeSchema).describe('new, gone, twice or half as many'),
    destinations: z.array(z.object({ destination: untrusted, before: stateSchema, now: stateSchema })),
    newWarnings: groupsSchema,
    newReplies: z.array(z.object({ kind: z.string(), reason: z.string(), sample: untrusted, count })),
    users: z.array(changeSchema).describe('who sent five times as many messages, and fifty'),
    newAttackers: z.array(z.object({ network: z.string(), failedLogins: count })),
  })
  .describe('with --compare: what is new against the period before')

const hourSchema = z.object({
  hour: z.string(),
  received: count,
  delivered: count,
  deferred: count,
  bounced: count,
  rejected: count,
})

export const logsReportSchema = z
  .object({
    schema: z.literal('mailmedic.logs/1'),
    period: z.object({ from: logTime.nullable(), to: logTime.nullable() }),
    lines: z.object({ total: count, understood: count, unknown: count }),
    totals: z.object({
      received: count,
      delivered: count,
      deferredMessages: count,
      deferredEvents: count,
      bounced: count,
      rejected: count,
      expired: count,
      held: count,
      discarded: count,
      bytesReceived: count,
      bytesDelivered: count,
      uniqueSenders: count,
      uniqueRecipients: count,
    }),
    rejects: reasons,
    deferrals: reasons,
    bounces: reasons,
    top: z.object({
      senders: listOf('address'),
      recipients: listOf('address'),
      senderDomains: listOf('domain'),
      recipientDomains: listOf('domain'),
      saslUsers: listOf('user'),
      clients: listOf('client').describe('other hosts and programs by the messages that they handed in'),
    }),
    perHour: z.array(hourSchema),
    delays: z
      .object({
        delivered: percentilesSchema.nullable(),
        handOffs: percentilesSchema.nullable().describe('to filters of this host'),
        stages: z.array(percentilesSchema.extend({ stage: z.string(), seconds: z.number() })),
      })
      .describe('of deliveries, from the arrival of the queue file, as the log writes them'),
    destinations: z.array(destinationSchema).describe('by volume'),
    slowDestinations: z.array(destinationSchema).describe('by p90, with at least ten deliveries'),
    tls: z.object({ inbound: tlsShareSchema, outbound: tlsShareSchema }),
    policies: z
      .array(z.object({ by: z.string(), reason: z.string(), list: untrusted, count }))
      .describe('what refused mail: where, why, and by which DNS list'),
    attacks: z.array(
      z.object({
        network: z.string().describe('/24 of IPv4, /48 of IPv6'),
        failedLogins: count,
        users: count.describe('different user names, up to 100'),
        refusals: count,
        loggedInMessages: count.describe('handed in by logged-in users from there'),
      }),
    ),
    suddenSenders: z
      .array(
        z.object({
          user: untrusted,
          at: z.string(),
          per: z.enum(['hour', 'day']),
          messages: count,
          recipients: count.describe('0: the log does not tell'),
          before: count.describe('the most in one such period before'),
          periodsBefore: count,
        }),
      )
      .describe('users who sent five times as much as ever before in this log'),
    queue: z.object({
      left: percentilesSchema.nullable().describe('age of queue files when they left'),
      open: count.describe('queue files still there when the log ends'),
      openByAge: z.array(z.object({ age: z.string(), count })),
    }),
    programs: z.array(z.object({ program: untrusted, understood: count, unknown: count })),
    failedLogins: z.object({
      total: count,
      networks: z.array(z.object({ network: untrusted, failures: count, users: count })),
    }),
    warnings: groupsSchema,
    filters: z
      .array(z.object({ filter: z.string(), verdict: untrusted, count }))
      .describe('what Rspamd, Amavis, SpamAssassin, ClamAV, OpenDKIM … decided'),
    unknownLines: z.array(z.object({ program: untrusted, example: untrusted, count, ...seen })),
    replies: z.array(z.object({ kind: z.string(), reason: z.string(), sample: untrusted, count })),
    comparison: comparisonSchema.optional(),
    notes: z.array(z.string()),
  })
  .describe('What mailmedic logs counted')
