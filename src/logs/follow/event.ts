/** Something that a person who watches the mail wants to know, as soon as its line is written. */
export interface FollowEvent {
  readonly kind: FollowKind
  /** As written in the line, ISO 8601. */
  readonly time: string
  /** Tag without pid: `postfix/smtp`. */
  readonly program: string
  /** How many events the line stands for ("message repeated 3 times"). */
  readonly count: number
  readonly queueId?: string
  readonly sender?: string
  readonly recipient?: string
  /** `name[address]` of the client that handed it in, or that was refused. */
  readonly client?: string
  readonly user?: string
  readonly relay?: string
  /** Of deferrals, bounces and refusals, by the taxonomy of replies. */
  readonly reason?: string
  /** The reply, the refusal, or the warning, as written. */
  readonly text?: string
  /** Seconds since the message arrived on this host, where that was seen. */
  readonly delaySeconds?: number
}

export type FollowKind =
  | 'delivered'
  | 'deferred'
  | 'bounced'
  | 'expired'
  | 'discarded'
  | 'held'
  | 'rejected'
  | 'login-failed'
  | 'tls-failed'
  | 'server-changed'
  | 'warning'
  /** A form of line that was not seen before and that no dialect knows. */
  | 'unknown-line'
