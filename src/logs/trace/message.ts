export type RecipientStatus =
  | 'delivered'
  | 'deferred'
  | 'bounced'
  | 'expired'
  | 'rejected'
  | 'discarded'
  | 'held'

/** What became of one recipient, by the last line about it. */
export interface TracedRecipient {
  readonly address: string
  readonly origTo: string | null
  readonly status: RecipientStatus
  readonly relay: string | null
  readonly dsn: string | null
  readonly reply: string | null
  /** Seconds from the message's arrival on this host. */
  readonly delay: number | null
  readonly attempts: number
}

export interface TracedEvent {
  readonly time: string
  readonly queueId: string
  readonly program: string
  readonly kind: EventKind
  readonly text: string
  /** Of its input, counted from 1. */
  readonly line: number
  readonly file: string
}

export type EventKind =
  | 'received'
  | 'message-id'
  | 'queued'
  | 'delivered'
  | 'handed-on'
  | 'deferred'
  | 'bounced'
  | 'expired'
  | 'rejected'
  | 'held'
  | 'discarded'
  | 'removed'
  | 'other'

/** One message, over all its queue files on this host. */
export interface TracedMessage {
  readonly messageId: string | null
  readonly sender: string | null
  readonly size: number | null
  readonly client: string | null
  readonly saslUser: string | null
  readonly received: string | null
  readonly queueIds: readonly string[]
  readonly recipients: readonly TracedRecipient[]
  readonly events: readonly TracedEvent[]
}

/** One line about one of the message's queue files, with its text decoded. */
export interface TraceLine {
  /** Serial number of the queue file. */
  readonly serial: number
  readonly queueId: string
  readonly program: string
  readonly isExim: boolean
  /** As written, ISO 8601. */
  readonly time: string
  /** Seconds as if UTC, with the fraction. */
  readonly second: number
  /** Behind the tag. */
  readonly text: string
  readonly line: number
  readonly file: string
}
