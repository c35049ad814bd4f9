import { z } from 'zod'
import { traceReportSchema } from '../../report/trace-schema.ts'

const { messages, refusals } = traceReportSchema.shape

/** What a trace found in the logs of this host. */
export const foundSchema = z.object({
  messages,
  refusals,
  notes: z.array(z.string()).describe('which logs were read; what could not be'),
})

export type MailsFound = z.infer<typeof foundSchema>
export type FoundMail = MailsFound['messages'][number]

export const messagesSchema = foundSchema
  .extend({
    understood: z
      .array(z.object({ field: z.string(), value: z.string() }))
      .describe('how the question was read'),
    total: z.int().describe('messages that fit; more than are listed where there are too many'),
  })
  .describe('The stories of the mails that fit, latest first')
