import type { ReplyMeaning } from '../reply.ts'
import type { AggregateReport } from './reports.ts'

export type MailKind = 'bounce' | 'delivery-report' | 'auto-reply' | 'complaint' | 'not-a-bounce'

/** One recipient of a bounce and what became of the mail to it. */
export interface FailedRecipient {
  readonly address: string | undefined
  readonly status: string | undefined
  /** The remote server's words, on one line. */
  readonly reply: string | undefined
  readonly meaning: ReplyMeaning
}

/** What a mail is: a bounce with its recipients, or something else. */
export interface MailReading {
  readonly kind: MailKind
  readonly recipients: readonly FailedRecipient[]
  readonly subject: string | undefined
  /** A DMARC or TLS report, where it is one. */
  readonly report?: AggregateReport
}

/** What is no failure: the reading needs no words. */
export function outcome(
  reason: 'delivered' | 'auto-reply' | 'complaint',
  address: string | undefined,
): FailedRecipient {
  const actor = reason === 'complaint' ? 'sender-admin' : 'nobody'
  const meaning: ReplyMeaning = { reason, actor, permanent: false, confidence: 'sure', also: [], said: '' }
  return { address, status: undefined, reply: undefined, meaning }
}
