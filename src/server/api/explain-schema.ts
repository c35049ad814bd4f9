import { z } from 'zod'

const explanationSchema = z
  .object({
    reason: z.string(),
    permanent: z.boolean(),
    actor: z.enum(['sender', 'sender-admin', 'recipient', 'recipient-admin', 'both', 'nobody']),
    title: z.string(),
    fix: z.array(z.string()).describe('what to do, in steps'),
    why: z.string(),
    next: z.string().describe('what the sending server does'),
    confidence: z.enum(['sure', 'likely', 'guess']),
    code: z.int().optional(),
    enhanced: z.string().optional(),
    provider: z.string().optional().describe('whose words they are'),
    also: z.array(z.string()).describe('what it may mean, too'),
    standard: z.string(),
    links: z.array(z.string()),
  })
  .describe('What it means, who must act, and how')

export const explainAnswerSchema = z.object({
  pages: z
    .array(
      z.object({
        heading: z.string().optional().describe('what it is, where it is more than a reply'),
        items: z.array(
          z.object({
            about: z.string().optional().describe('the recipient, in a bounce'),
            quote: z.string().optional().describe('the words that were explained, verbatim'),
            answer: explanationSchema,
          }),
        ),
        tables: z.array(z.object({ title: z.string(), rows: z.array(z.string()) })),
      }),
    )
    .describe('one for each reply or mail; none: nothing in it could be explained'),
})

export type Explained = z.infer<typeof explainAnswerSchema>
