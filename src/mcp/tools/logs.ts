import { z } from 'zod'
import { files, since, until } from '../schemas.ts'
import { tool } from '../tool.ts'

export const logsTool = tool({
  name: 'logs',
  title: 'What happened to the mail',
  description:
    'Reads mail logs (Postfix, Exim, Dovecot, Sendmail, OpenSMTPD, filters) and says what happened: totals, reasons of rejects, deferrals and bounces, delays by destination, the busiest senders, failed log-ins, warnings. Use it for "what happened yesterday", "what is slow", "who sends so much".',
  input: z.object({
    files,
    since,
    until,
    compare: z
      .string()
      .max(200)
      .optional()
      .describe('say what is new against: yesterday, last-week, or SINCE..UNTIL'),
    top: z.int().min(1).max(100).default(10).describe('how many senders, domains, users to list'),
  }),
  asksTheWorld: false,
  ask: (questions, asked) => questions.logs(asked),
})
