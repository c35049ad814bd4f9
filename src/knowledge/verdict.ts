import type { Evidence, Reason } from '../access/answer.ts'

/** The topics of the troubleshooting guide that the product implements. */
export const topics = [
  'delivery',
  'slow',
  'security',
  'downtime',
  'network',
  'configuration',
  'client',
  'spam-filter',
  'updates',
  'resources',
  'backup',
  'redundancy',
  'monitoring',
  'reputation',
] as const
export type Topic = (typeof topics)[number]

/**
 * critical: mail is being lost or anyone can abuse the server, now · high: failing or late for many ·
 * medium: for some, or will fail soon · low: hardening, hygiene · info: another's fault, or rightly so.
 */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof severities)[number]

/** certain: the cause itself was seen now · likely: its distinctive trace was seen · possible: it fits. */
export const confidences = ['certain', 'likely', 'possible'] as const
export type Confidence = (typeof confidences)[number]

export interface ProblemVerdict {
  readonly status: 'problem'
  readonly subject?: string
  readonly severity?: Severity
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  /** Fill the `{…}` of the condition's texts; `subject` is always there. */
  readonly values: Readonly<Record<string, string | number>>
  /**
   * What joins this finding with others, as `kind:value`: `path:/var/spool/postfix`,
   * `socket:/run/x`, `endpoint:192.0.2.1:25`, `unit:dovecot.service`, `domain:example.org`,
   * `address:192.0.2.1`, `parameter:smtpd_milters`, `reason:…`, `queue-id:…`, `port:587`.
   */
  readonly marks: readonly string[]
  readonly since?: number
  /** Whom it hurt, by queue ID and address, so that causes can add up without counting twice. */
  readonly impact?: { readonly messages: readonly string[]; readonly users: readonly string[] }
}

export type Verdict =
  | ProblemVerdict
  | {
      readonly status: 'fine'
      readonly subject?: string
      readonly evidence: readonly Evidence[]
      readonly past?: { readonly since: number; readonly until: number }
    }
  | { readonly status: 'could-not-tell'; readonly subject?: string; readonly because: Reason }
  | { readonly status: 'not-applicable'; readonly subject?: string; readonly because: string }
