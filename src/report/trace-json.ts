import type { TracedMessage } from '../logs/trace/message.ts'

/** `mailmedic.trace/1` */
export function traceJson(messages: readonly TracedMessage[]): string {
  return `${JSON.stringify({ schema: 'mailmedic.trace/1', messages }, undefined, 2)}\n`
}
