import type { TraceResult } from '../logs/trace/message.ts'
import type { Explain } from './reply-explained.ts'

/** `mailmedic.trace/1`: docs/schema/trace-1.json; fields may be added, never renamed. */
export function traceJson(result: TraceResult, explain: Explain): string {
  return `${JSON.stringify(traceDocument(result, explain), undefined, 2)}\n`
}

export function traceDocument(
  { messages, refusals }: TraceResult,
  explain: Explain,
): Record<string, unknown> {
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
      })),
    })),
    refusals: refusals.map(({ second: _second, ...refusal }) => ({
      ...refusal,
      meaning: meaning(refusal.reply),
    })),
    total: messages.length,
  }
}
