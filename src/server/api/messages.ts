import { z } from 'zod'
import { ApiError } from '../api-error.ts'
import { readQuestion, type TraceOptions, type Understood } from '../mail-question.ts'
import { type Route, route } from '../route.ts'
import { type FoundMail, type MailsFound, messagesSchema } from './messages-schema.ts'

export type MessagesAnswer = z.infer<typeof messagesSchema>

const mostMessages = 200
const mostRefusals = 200
/** Logs of a busy server hold years: without a time, so far back is looked. */
const usualPeriod = '7d'

const text = z.string().trim().min(1).max(400)
const time = z
  .string()
  .regex(/^(?:\d{1,6}[smhdw]|\d{4}-\d\d-\d\d(?:[T ]\d\d(?::\d\d){0,2})?|today|yesterday|now)$/)

const questionSchema = z
  .object({
    q: text.optional().describe('in plain words: addresses, message-ID, queue ID, IP, state, time, subject'),
    from: text.optional(),
    to: text.optional(),
    messageId: text.optional(),
    queueId: text.optional(),
    client: text.optional(),
    user: text.optional(),
    subject: text.optional(),
    status: text.optional().describe('several with commas'),
    since: time
      .optional()
      .describe('as mailmedic trace takes it: 2h, 3d, today, 2026-03-03 14:00 (log time)'),
    until: time.optional(),
  })
  .describe('all that is given must fit')

export const messageRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/messages',
    summary: 'Find mails in the logs of this host: the story of each',
    needs: 'find',
    query: questionSchema,
    answer: messagesSchema,
    handle: async ({ data }, { query, language, signal }) => {
      const { asked, otherwise, understood, reply } = questionOf(query)
      const ask = (options: TraceOptions) => data.questions.trace(options, language, signal)
      const first = await Promise.all(asked.map(ask))
      const isNothing = first.every(({ messages, refusals }) => messages.length + refusals.length === 0)
      const found = isNothing && otherwise !== undefined ? [...first, await ask(otherwise)] : first
      const messages = unique(found.flatMap((one) => one.messages)).filter((mail) => saysSo(mail, reply))
      const refusals = uniqueRefusals(found).filter((one) => reply === undefined || one.reply.includes(reply))
      return {
        understood: [...understood],
        messages: messages.toSorted(latestFirst).slice(0, mostMessages),
        refusals: refusals.slice(-mostRefusals).reverse(),
        total: messages.length,
        notes: [...new Set(found.flatMap(({ notes }) => notes))],
      }
    },
  }),
]

interface Asked {
  readonly asked: readonly TraceOptions[]
  readonly otherwise: TraceOptions | undefined
  readonly understood: readonly Understood[]
  readonly reply: string | undefined
}

function questionOf({ q, ...fields }: z.infer<typeof questionSchema>): Asked {
  const read = readQuestion(q ?? '')
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const asked = read.asked ?? (Object.keys(given).length > 0 ? [{}] : undefined)
  if (asked === undefined)
    throw new ApiError('not-valid', 'say which mail: an address, a message-ID, a queue ID, an IP, a time')
  const inTime = (one: TraceOptions) => ({ since: usualPeriod, ...one, ...given })
  const hasTime = 'since' in given || asked.some(({ since }) => since !== undefined)
  const more = hasTime ? [] : [{ field: 'since' as const, value: usualPeriod }]
  return {
    asked: asked.map(inTime),
    otherwise: read.otherwise === undefined ? undefined : inTime(read.otherwise),
    understood: [...read.understood, ...more],
    reply: read.reply,
  }
}

/** One that was found by two questions is one. */
function unique(messages: readonly FoundMail[]): FoundMail[] {
  return [...new Map(messages.map((mail) => [`${mail.queueIds.join(' ')} ${mail.received}`, mail])).values()]
}

function uniqueRefusals(found: readonly MailsFound[]): MailsFound['refusals'] {
  const all = found.flatMap(({ refusals }) => refusals)
  return [...new Map(all.map((one) => [`${one.file} ${one.line} ${one.recipient}`, one])).values()]
}

function saysSo({ recipients }: FoundMail, reply: string | undefined): boolean {
  return (
    reply === undefined || recipients.some((one) => `${one.dsn ?? ''} ${one.reply ?? ''}`.includes(reply))
  )
}

function latestFirst(one: FoundMail, other: FoundMail): number {
  return (other.received ?? '').localeCompare(one.received ?? '')
}
