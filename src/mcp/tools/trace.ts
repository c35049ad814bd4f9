import { z } from 'zod'
import { files, pattern, since, until } from '../schemas.ts'
import { tool } from '../tool.ts'

export const traceTool = tool({
  name: 'trace',
  title: 'Where is the mail?',
  description:
    'Tells the story of messages from the logs: who handed them in, each attempt at each recipient, delays, the last reply with its meaning, and who must act. Give at least one of from, to, messageId, queueId, subject, client, user, status or since. * stands for any text in addresses and ids.',
  input: z.object({
    from: pattern.describe('envelope sender, such as anna@example.org or *@example.org'),
    to: pattern.describe('recipient'),
    messageId: pattern.describe('Message-ID, with or without <>'),
    queueId: pattern.describe('queue ID of the server'),
    subject: pattern.describe('a part of the subject, where the log has it'),
    client: pattern.describe('client that handed it in: name, address, or network such as 192.0.2.0/24'),
    user: pattern.describe('user who was logged in'),
    status: pattern.describe(
      'delivered, deferred, bounced, expired, rejected, discarded, held; several with commas',
    ),
    since,
    until,
    limit: z.int().min(1).max(20).default(5).describe('how many stories to tell; more are listed'),
    files,
  }),
  asksTheWorld: false,
  ask: (questions, { files: paths, since: begin, until: end, limit, ...query }) =>
    questions.trace({ files: paths, since: begin, until: end, limit, query }),
})
