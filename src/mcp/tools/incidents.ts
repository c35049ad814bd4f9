import { z } from 'zod'
import { tool } from '../tool.ts'

export const incidentsTool = tool({
  name: 'incidents',
  title: 'What went wrong since the server is watched',
  description:
    'Lists the incidents that "mailmedic serve" keeps, latest first; with an id the whole story of one: cause, evidence, fix, what happened when. Times are milliseconds since 1970 UTC.',
  input: z.object({
    id: z.int().min(1).optional().describe('the number of one incident'),
    all: z.boolean().default(false).describe('also those that are over'),
  }),
  asksTheWorld: false,
  ask: (questions, { id, all }) => (id === undefined ? questions.incidents(all) : questions.incident(id)),
})
