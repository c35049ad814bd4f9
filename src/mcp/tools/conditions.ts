import { z } from 'zod'
import { topics } from '../../knowledge/verdict.ts'
import { tool } from '../tool.ts'

export const conditionsTool = tool({
  name: 'conditions',
  title: 'What can be wrong with a mail server',
  description:
    'The catalogue of what Mailmedic can diagnose. With an id: one condition whole, with its fix, how to verify it, what it explains and what it is mistaken for.',
  input: z.object({
    id: z.string().max(100).optional().describe('such as storage-disk-full'),
    topic: z.enum(topics).optional().describe('only of this topic'),
  }),
  asksTheWorld: false,
  ask: (questions, { id, topic }) => questions.conditions(id, topic),
})
