import type { Refusal, TracedRecipient, TraceResult } from '../logs/trace/message.ts'
import type { Explain } from './reply-explained.ts'
import type { SeenHere } from './seen-here.ts'

/** `mailmedic.trace/1`: docs/schema/trace-1.json; fields may be added, never renamed. */
export function traceJson(result: TraceResult, explain: Explain, here?: SeenHere): string {
  return `${JSON.stringify(traceDocument(result, explain, here), undefined, 2)}\n`
}

export function traceDocument(
  { messages, refusals }: TraceResult,
  explain: Explain,
  here: SeenHere = new Map(),
): Record<string, unknown> {
  const seen = (about: TracedRecipient | Refusal): { readonly here?: readonly string[] } => {
    const lines = here.get(about) ?? []
    return lines.length === 0 ? {} : { here: lines }
  }
  const meaning = (reply: string | null): Record<string, unknown> | null => {
    if (reply === null || reply === '') return null
    const { reason, title, permanent, actor } = explain(reply)
    return { reason, title, permanent, actor }
  }
  return {
    schema: 'mailmedic.trace/1',
    messages: messages.map(({ recipients, ...message }) => ({
      ...message,
      recipients: recipients.map((recipient) => ({
        ...recipient,
        meaning: recipient.status === 'delivered' ? null : meaning(recipient.reply),
        ...seen(recipient),
      })),
    })),
    refusals: refusals.map((one) => {
      const { second: _second, ...refusal } = one
      return { ...refusal, meaning: meaning(refusal.reply), ...seen(one) }
    }),
    total: messages.length,
  }
}
