import { type DeliveryTrouble, deliveryTroubles } from '../collect/logs/delivery-troubles.ts'
import { ownDomains } from '../collect/mail/own-domains.ts'
import { type Condition, condition, fine, notApplicable, over, problem } from './condition.ts'
import { deliveryMarks, endedAt, impactOf } from './delivery-symptom.ts'
import { shortened } from './mail-share.ts'
import type { Severity, Topic } from './verdict.ts'

interface ProviderReply extends Pick<Condition, 'id' | 'texts' | 'fix' | 'verify' | 'references'> {
  readonly mistakenFor?: Condition['mistakenFor']
  readonly topic?: Topic
  readonly severity: Severity
  /** Stable words of the provider, in any case; one of them must be there. */
  readonly says: RegExp
  /** Words that make it another matter. */
  readonly unless?: RegExp
  /** Only mail of this host's own domains: what is forwarded fails for other reasons. */
  readonly ownSendersOnly?: true
}

/** Replies are bounded by the log reader; this bounds them again for the patterns. */
const longest = 2_000

/**
 * A condition that a large provider's own reply names. One verdict for each destination that still
 * refuses; `{reply}`, `{messages}` and `{subject}` are there for the texts.
 */
export function providerReply(source: ProviderReply): Condition {
  const { says, unless, ownSendersOnly, topic = 'reputation', ...rest } = source
  const isSaid = ({ reply, local }: DeliveryTrouble) => {
    const text = reply.slice(0, longest)
    return !local && says.test(text) && unless?.test(text) !== true
  }
  return condition({
    ...rest,
    topic,
    needs: { troubles: deliveryTroubles },
    optional: { domains: ownDomains },
    detect: ({ troubles, domains }) => {
      if (troubles.status === 'absent') return notApplicable('this host has no mail log')
      const own = domains.status === 'known' ? domains.value : undefined
      const found = troubles.value
        .filter(isSaid)
        .filter(({ senders }) => ownSendersOnly !== true || own === undefined || someOf(senders, own))
      if (found.length === 0) return fine()
      return found.map((trouble) => verdictOf(trouble))
    },
    explains: (['deliveries-rejected', 'deliveries-deferred'] as const).map((effect) => ({
      condition: effect,
      // The same refusals, by destination and reason.
      when: (cause, { subject, marks }) =>
        subject === cause.subject &&
        marks.some((mark) => mark.startsWith('reason:') && cause.marks.includes(mark)),
    })),
  })
}

function verdictOf(trouble: DeliveryTrouble) {
  const { subject, evidence, firstAt, reply, messages } = trouble
  const until = endedAt(trouble)
  if (until !== undefined) return over({ evidence, subject, since: firstAt, until })
  return problem({
    subject,
    confidence: 'likely',
    evidence,
    values: { reply: shortened(reply), messages },
    marks: deliveryMarks(trouble),
    since: firstAt,
    impact: impactOf(trouble),
  })
}

/** No sender known, or the empty one of bounces, says nothing against it. */
function someOf(senders: readonly string[], own: readonly string[]): boolean {
  const domains = senders.map((sender) => sender.slice(sender.lastIndexOf('@') + 1).toLowerCase())
  const named = domains.filter((domain) => domain !== '')
  return named.length === 0 || named.some((domain) => own.includes(domain))
}
