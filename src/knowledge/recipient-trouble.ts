import type { DeliveryTrouble } from '../collect/logs/delivery-troubles.ts'
import { over, problem } from './condition.ts'
import { deliveryMarks, endedAt, impactOf } from './delivery-symptom.ts'
import { firstFew, shortened } from './mail-share.ts'
import type { Severity, Verdict } from './verdict.ts'

/** More addresses than these are told together, by destination. */
const shownAddresses = 10

/**
 * Trouble that is about recipients elsewhere: one verdict for each address, or, where they are many, for
 * each destination. The mark `told-by:` names the destination that the symptom is about.
 */
export function recipientVerdicts(
  troubles: readonly DeliveryTrouble[],
  severity: Severity,
): readonly Verdict[] {
  return troubles.flatMap((trouble) => {
    const { recipients, domains, subject } = trouble
    const subjects = recipients.length <= shownAddresses ? recipients : [domains[0] ?? subject]
    return subjects.map((name) => recipientVerdict(trouble, name, severity))
  })
}

function recipientVerdict(trouble: DeliveryTrouble, subject: string, severity: Severity): Verdict {
  const { evidence, firstAt, reply, senders, messages } = trouble
  const until = endedAt(trouble)
  if (until !== undefined) return over({ evidence, subject, since: firstAt, until })
  return problem({
    subject,
    severity,
    confidence: 'likely',
    evidence: evidenceFor(trouble, subject),
    values: { reply: shortened(reply), sender: firstFew(senders) || '<>', messages },
    marks: [...deliveryMarks(trouble), `told-by:${trouble.subject}`],
    since: firstAt,
    impact: impactOf(trouble),
  })
}

/** The lines that name the address, where there are some among those that were kept. */
function evidenceFor({ evidence }: DeliveryTrouble, subject: string) {
  const about = evidence.filter(({ text }) => text.includes(subject))
  return about.length > 0 ? about : evidence
}
