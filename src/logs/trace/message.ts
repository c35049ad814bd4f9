/** How it can stand with a recipient. */
export const recipientStatuses = [
  'delivered',
  'deferred',
  'bounced',
  'expired',
  'rejected',
  'discarded',
  'held',
] as const
export type RecipientStatus = (typeof recipientStatuses)[number]

/** What was found. */
export interface TraceResult {
  readonly messages: readonly TracedMessage[]
  readonly refusals: readonly Refusal[]
}

/** What became of one recipient, by the last line about it. */
export interface TracedRecipient {
  readonly address: string
  readonly origTo: string | null
  readonly status: RecipientStatus
  readonly relay: string | null
  readonly dsn: string | null
  readonly reply: string | null
  /** Seconds from the message's arrival; over several hosts the sum of what each log says, so clocks may differ. */
  readonly delay: number | null
  readonly attempts: number
  /** Each line that said how it stood, first to last; of very many the last ones. */
  readonly tries: readonly DeliveryTry[]
  /** Where the delay went; null where the log does not tell. */
  readonly account: DelayAccount | null
  /** Who has it now; null where it has not left the last host whose log was given. */
  readonly next: NextHost | null
  /** Where the logs of several hosts tell of it: what happened on each, first to last. */
  readonly hops?: readonly RecipientHop[]
}

/** What became of one recipient on one host. */
export interface RecipientHop extends Omit<TracedRecipient, 'hops'> {
  /** As the host's own log names it, else as the host before or after does; null where nobody does. */
  readonly host: string | null
  readonly queueIds: readonly string[]
  readonly received: string | null
}

export interface DeliveryTry {
  readonly time: string
  readonly status: RecipientStatus
  readonly relay: string | null
  readonly reply: string | null
}

/** Seconds of a recipient's delay, by where they went. */
export interface DelayAccount {
  /** On the hops before the last one: content filters, forwarding. */
  readonly filters: number
  /** Until the queue manager had it. */
  readonly reception: number
  readonly queueManager: number
  /** DNS, TCP, greeting, TLS; over all attempts. */
  readonly connection: number
  /** Over all attempts. */
  readonly transmission: number
  /** In the deferred queue, between attempts. */
  readonly waiting: number
}

export interface NextHost {
  readonly host: string
  /** Under which it goes on there, where the reply named it. */
  readonly queueId: string | null
  /** The log of that host was given too, but does not say what became of this recipient. */
  readonly isToldHere?: true
}

/** Mail that was refused before it had a queue file. */
export interface Refusal {
  readonly time: string
  readonly second: number
  readonly client: string
  readonly sender: string
  readonly recipient: string
  readonly reply: string
  readonly line: number
  readonly file: string
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
  /** What a filter or a mailbox server said of it. */
  | 'judged'
  | 'stored'
  | 'other'

/** A host whose log tells of a message. */
export interface TracedHost {
  readonly host: string | null
  readonly queueIds: readonly string[]
  readonly received: string | null
}

/** One message, over all its queue files, on one host or on all whose logs were given. */
export interface TracedMessage {
  readonly messageId: string | null
  readonly sender: string | null
  /** Where the log has it: header_checks, Exim's log_selector +subject. */
  readonly subject: string | null
  readonly size: number | null
  readonly client: string | null
  readonly saslUser: string | null
  readonly received: string | null
  readonly queueIds: readonly string[]
  /** Queue IDs of the notifications that it caused. */
  readonly notices: readonly string[]
  readonly recipients: readonly TracedRecipient[]
  readonly events: readonly TracedEvent[]
  /** In the order in which the mail came to them; only where there are several. */
  readonly hosts?: readonly TracedHost[]
}

/** Whose words a line is in. */
export type Dialect = 'postfix' | 'exim' | 'opensmtpd' | 'sendmail'

/** One line about one of the message's queue files, with its text decoded. */
export interface TraceLine {
  /** Serial number of the queue file. */
  readonly serial: number
  readonly queueId: string
  /** As the line names it; null in a program's own file that names none. */
  readonly host: string | null
  readonly program: string
  readonly dialect: Dialect
  /** Of a filter or a mailbox server, about the message, not about a queue file. */
  readonly isCompanion: boolean
  /** As written, ISO 8601. */
  readonly time: string
  /** Seconds as if UTC, with the fraction. */
  readonly second: number
  /** Behind the tag. */
  readonly text: string
  readonly line: number
  readonly file: string
}
