import { z } from 'zod'
import { tool } from '../tool.ts'

export const probeTool = tool({
  name: 'probe',
  title: 'Look at a mail domain from outside',
  description:
    'Looks at a mail domain and its servers from outside: MX, SPF, DKIM, DMARC, DANE, MTA-STS, TLS certificates, reverse DNS, blocklists, open relay. Names what is wrong and the fix. Asks DNS and opens a few connections to the mail servers; never sends mail or logs in. Takes up to a minute.',
  input: z.object({
    domain: z.string().min(1).max(255).describe('such as example.org'),
    dkimSelectors: z
      .array(z.string().min(1).max(63))
      .max(10)
      .default([])
      .describe('DKIM selectors that are in use (others are guessed)'),
  }),
  asksTheWorld: true,
  ask: (questions, { domain, dkimSelectors }) => questions.probe(domain, dkimSelectors),
})
