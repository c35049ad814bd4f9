import { z } from 'zod'
import { tool } from '../tool.ts'

export const checkTool = tool({
  name: 'check',
  title: 'Examine the mail server',
  description:
    'Examines this mail server (or a recorded one) and names the root causes of what is wrong, ranked, each with evidence, impact, the fix and how to verify it. Use it first when mail does not work. The first diagnosis is the answer. Takes some seconds; changes nothing.',
  input: z.object({
    capture: z
      .string()
      .min(1)
      .max(1_000)
      .optional()
      .describe('a file that "mailmedic capture" made, beneath a folder that --files allows'),
    only: z
      .array(z.string().min(1).max(100))
      .max(50)
      .default([])
      .describe('only these topics or condition ids, such as delivery or storage-disk-full; none: all'),
  }),
  asksTheWorld: true,
  ask: (questions, { capture, only }) => questions.check(capture, only),
})
