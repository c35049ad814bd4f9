import { classifyReply, ownRefusalReason } from '../explain/reply-reason.ts'
import { eximReply } from '../logs/engine/exim-line.ts'
import type { ReasonKind } from '../logs/engine/reasons.ts'

/** The reason of a refusal, a deferral or a bounce, as `logs` names it: what `explain` says of its text. */
export function reasonOf(text: string, kind: ReasonKind): string {
  const said = eximReply(text)
  if (kind === 'reject') return ownRefusalReason(said)
  const { reason } = classifyReply(said)
  return reason === 'delivered' ? 'unknown' : reason
}
