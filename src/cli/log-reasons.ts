import { classifyReply } from '../explain/reply-reason.ts'
import { eximReply } from '../logs/engine/exim-line.ts'
import type { ReasonKind } from '../logs/engine/reasons.ts'

/** Phrases of the MTA itself that a reply's words alone do not settle (docs/log-engine.md has the table). */
const ownPhrases: readonly (readonly [phrase: string, reason: string])[] = [
  ['450 4.3.2 Service currently unavailable', 'greylisted'],
  ['4.3.2 Service currently unavailable', 'greylisted'],
  ['550 5.5.1 Protocol error', 'protocol-error'],
  ['synchronization error', 'protocol-error'],
  ['cannot find your', 'missing-ptr'],
  ['Helo command rejected', 'bad-helo'],
  ['rejected EHLO', 'bad-helo'],
  ['rejected HELO', 'bad-helo'],
  ['not owned by user', 'sender-not-allowed'],
  ['not logged in', 'sender-not-allowed'],
  ['Sender verify failed', 'sender-invalid'],
  ['unverified address', 'sender-invalid'],
  ['Temporary lookup failure', 'server-misconfigured'],
  ['Server configuration', 'server-misconfigured'],
  ['loops back to myself', 'routing-loop'],
  ['too many hops', 'routing-loop'],
]
const blocked = /(Client host|client|Sender address|Helo command).{0,120}?blocked using/

/** The reason of a refusal, a deferral or a bounce, as `logs` names it. */
export function reasonOf(text: string, kind: ReasonKind): string {
  if (kind === 'reject') {
    const own = ownPhrases.find(([phrase]) => text.includes(phrase))
    const listed = blocked.exec(text)
    if (listed !== null) return /client/i.test(listed[1] ?? '') ? 'ip-blocklisted' : 'domain-blocklisted'
    if (own !== undefined) return own[1]
  }
  const reason = classifyReply(eximReply(text)).reason
  if (kind === 'reject' && (reason === 'unknown' || reason === 'delivered')) return 'policy-blocked'
  return reason === 'delivered' ? 'unknown' : reason
}
