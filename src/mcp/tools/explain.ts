import { z } from 'zod'
import { tool } from '../tool.ts'

/** A bounce with its headers; a whole mailbox is for the command line. */
const longestText = 256 * 1_024

export const explainTool = tool({
  name: 'explain',
  title: 'What a bounce or reply means',
  description:
    'Says what an SMTP reply, a bounce, a log line, an error of a mail program or mail headers mean: the reason, whether it is permanent, who must act, and how. Works for any server; looks at nothing but the text.',
  input: z.object({
    text: z
      .string()
      .min(1)
      .max(longestText)
      .describe('the reply, such as "550 5.7.1 …", or a whole bounce or its headers'),
  }),
  asksTheWorld: false,
  ask: (questions, { text }) => questions.explain(text),
})
