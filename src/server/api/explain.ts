import { z } from 'zod'
import { type Route, route } from '../route.ts'
import { explainAnswerSchema } from './explain-schema.ts'

export type ExplainAnswer = z.infer<typeof explainAnswerSchema>

const mostCharacters = 100_000
const mostBytes = 50 * 1_024 * 1_024

/** Posted, because they are long and private; nothing is kept. */
export const explainRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/explain',
    summary: 'What a reply, log lines, a bounce or headers mean, as text',
    needs: 'find',
    readOnly: true,
    body: z.object({ text: z.string().min(1).max(mostCharacters) }),
    answer: explainAnswerSchema,
    handle: ({ data }, { body, language }) =>
      data.questions.explain({ bytes: Buffer.from(body.text) }, language),
  }),
  route({
    method: 'post',
    path: '/explain/message',
    summary: 'The same of a mail (.eml) as it is',
    needs: 'find',
    readOnly: true,
    body: z.instanceof(Uint8Array),
    upload: { types: ['message/rfc822', 'application/octet-stream', 'text/plain'], mostBytes },
    answer: explainAnswerSchema,
    handle: ({ data }, { body, language }) =>
      data.questions.explain({ name: 'message.eml', bytes: body }, language),
  }),
]
