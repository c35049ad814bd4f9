import type { Evidence } from '../access/answer.ts'
import type { LogCoverage } from './log-coverage.ts'

/**
 * What the mail logs of a window (24 hours) say, summed up in bounded memory: groups of like events,
 * each with count, times and an example line. No judgement is in it. Times are milliseconds since
 * 1970 UTC. Lists are cut at their limits (`limits.ts`); counts are not.
 */
export interface MailLog {
  readonly coverage: LogCoverage
  /** Delivery attempts that did not succeed, grouped; successes are in `accepted`. */
  readonly deliveries: readonly DeliveryGroup[]
  /** Where mail was taken over (`status=sent`), by destination domain and by relay. */
  readonly accepted: AcceptedDeliveries
  /** `connect to h[ip]:25: Connection timed out`: attempts at one address, whatever came of the mail. */
  readonly connectFailures: readonly ConnectFailureGroup[]
  /** Mail refused by this host's own smtpd, postscreen and cleanup. */
  readonly rejects: readonly RejectGroup[]
  /** Warnings, errors, fatals and panics of every mail program, by template. See `findMessages`. */
  readonly messages: readonly MessageGroup[]
  readonly logins: Logins
  /** TLS handshakes that failed at a port of this host. */
  readonly tlsFailures: readonly TlsFailureGroup[]
  readonly traffic: Traffic
  /** Starts, stops, failures, reloads, out-of-memory kills, disk errors; oldest first. */
  readonly timeline: readonly TimelineEvent[]
}

/** How often, from when until when, and the first and last line that show it. */
export interface Occurrences {
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  readonly example: Evidence
  readonly lastExample: Evidence
}

/** Where a delivery went: `h[192.0.2.1]:25`, `h[private/dovecot-lmtp]`, a transport's name, or nowhere. */
export interface RelayTarget {
  /** As logged, or, for `relay=none`, the host of "connect to h[ip]:25" in the reply; else ''. */
  readonly text: string
  readonly host?: string
  readonly address?: string
  readonly port?: number
  /** A UNIX-domain socket as logged, such as `private/dovecot-lmtp`. */
  readonly socket?: string
}

export type DeliveryStatus = 'deferred' | 'bounced' | 'expired' | 'soft-bounce'

export interface DeliveryGroup extends Occurrences {
  /** `smtp`, `lmtp`, `local`, `virtual`, `pipe`, `error`, `retry`, `qmgr`. */
  readonly daemon: string
  /** Whole program name as logged, such as `postfix/smtp` or `postfix-out/smtp`. */
  readonly program: string
  readonly relay: RelayTarget
  readonly status: DeliveryStatus
  readonly dsn: string
  /** The reply of the first of them, verbatim, without the outer parentheses. */
  readonly reply: string
  /** Queue files, at most 2,000; `messages` is how many there were in all, as far as could be counted. */
  readonly queueIds: readonly string[]
  readonly messages: number
  readonly recipients: readonly string[]
  readonly senders: readonly string[]
  /** Log-in names that handed the mail in. */
  readonly users: readonly string[]
  /** Domains of the recipients, lower case. */
  readonly domains: readonly string[]
  /** (queue file, recipient) pairs of this group that were sent after all … */
  readonly sentLater: number
  /** … and whose latest outcome is still this one (not sent, nor failed in another way since). */
  readonly notSent: number
  /** When the last of those that were sent after all was sent. */
  readonly laterSentAt: number | undefined
  /** When, after this group's last line, its destination (same relay, or all its domains) took mail. */
  readonly destinationAcceptedAt: number | undefined
  /** When, after this group's last line, every one of its recipients had been sent some mail. */
  readonly recipientsAcceptedAt: number | undefined
  /** Some of its mail was not sent so far, and its destination has accepted none since. */
  readonly stillFailing: boolean
}

export interface ConnectFailureGroup extends Occurrences {
  readonly program: string
  readonly target: RelayTarget
  /** `Connection timed out`, `Connection refused`, `Network is unreachable`, … */
  readonly error: string
}

export interface AcceptedDeliveries {
  readonly count: number
  readonly lastAt: number | undefined
  /** By recipient domain, most mail first. `local`: delivered on this host (lmtp, local, virtual, pipe). */
  readonly domains: readonly AcceptedDestination[]
  /** By relay as logged. */
  readonly relays: readonly AcceptedDestination[]
}

export interface AcceptedDestination {
  readonly name: string
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  readonly local: boolean
}

/** What kind of rule refused, as far as the text tells it. */
export type Restriction =
  | 'relay'
  | 'recipient'
  | 'sender'
  | 'helo'
  | 'client'
  | 'blocklist'
  | 'milter'
  | 'size'
  | 'storage'
  | 'configuration'
  | 'tls'
  | 'rate'
  | 'content'
  | 'protocol'
  | 'other'

export interface RejectGroup extends Occurrences {
  readonly program: string
  /** `smtpd`, `submission/smtpd`, `submissions/smtpd`, `postscreen`, `cleanup`. */
  readonly service: string
  /** `reject`, `milter-reject`, `proxy-reject`, `discard`, `milter-discard`, `hold`, `milter-hold`. */
  readonly action: string
  /** CONNECT, EHLO, HELO, MAIL, RCPT, DATA, END-OF-MESSAGE, …; `header`, `body` for cleanup's checks. */
  readonly stage: string
  /** Reply code such as 554; 0 when the line has none (cleanup). */
  readonly code: number
  readonly dsn: string
  readonly restriction: Restriction
  /** Reply text of the first of them, verbatim, without code. */
  readonly text: string
  readonly clients: readonly ClientCount[]
  readonly senders: readonly string[]
  readonly recipients: readonly string[]
  /** Log-in names, where the client had logged in. */
  readonly users: readonly string[]
  readonly authenticated: number
  /** Some of the refused transactions: who, from, to. */
  readonly attempts: readonly RejectedAttempt[]
}

export interface ClientCount {
  readonly name: string
  readonly address: string
  readonly count: number
}

export interface RejectedAttempt {
  readonly at: number
  readonly client: string
  readonly sender: string
  readonly recipient: string
  readonly user: string
  readonly helo: string
}

export type MessageLevel = 'notice' | 'warning' | 'error' | 'fatal' | 'panic'

export interface MessageGroup extends Occurrences {
  /** As logged, without pid: `postfix/submission/smtpd`, `dovecot`, `kernel`. */
  readonly program: string
  /** Last part of a Postfix tag, Dovecot's service (`imap-login`, `auth`), else the program. */
  readonly service: string
  readonly level: MessageLevel
  /** Text of the first of them, without tag and level word. */
  readonly text: string
  /** `text` with numbers, addresses, queue IDs and sessions masked by `#`: what the group is. */
  readonly template: string
}

export interface Logins {
  readonly successes: number
  readonly lastSuccessAt: number | undefined
  readonly byUser: readonly { readonly user: string; readonly count: number; readonly lastAt: number }[]
  readonly failures: number
  /** Wrong passwords and unknown users, by client address. */
  readonly failuresByClient: readonly LoginFailureGroup[]
  /** Log-ins that failed because of the server, not the password: "Connection lost to authentication server". */
  readonly serverFailures: readonly LoginFailureGroup[]
}

export interface LoginFailureGroup extends Occurrences {
  readonly client: string
  /** `imap-login`, `pop3-login`, `submission/smtpd`, …: where it was tried. */
  readonly services: readonly string[]
  readonly users: readonly { readonly user: string; readonly count: number }[]
  /** When the same client logged in with success, the last time. */
  readonly succeededAt: number | undefined
  /** Reason as logged, of the first: `(reason unavailable)`, `authentication failure`, … */
  readonly reason: string
}

export type TlsFailureKind =
  | 'unknown-ca'
  | 'bad-certificate'
  | 'certificate-expired'
  | 'certificate-unknown'
  | 'no-shared-cipher'
  | 'unsupported-protocol'
  | 'wrong-version-number'
  | 'http-request'
  | 'lost-connection'
  | 'server-setup'
  | 'other'

export interface TlsFailureGroup extends Occurrences {
  readonly program: string
  readonly service: string
  readonly kind: TlsFailureKind
  readonly clients: readonly ClientCount[]
}

export interface Traffic {
  /** Hours in which something happened, oldest first; `at` is the start of the hour, UTC. */
  readonly perHour: readonly HourOfTraffic[]
  readonly received: number
  readonly submitted: number
  readonly sentOut: number
  readonly deliveredLocally: number
  readonly lastInboundConnectAt: number | undefined
  /** From another server; from an own user. */
  readonly lastReceivedAt: number | undefined
  readonly lastSubmittedAt: number | undefined
  readonly lastSentAt: number | undefined
}

export interface HourOfTraffic {
  readonly at: number
  /** Messages accepted from other servers, and from own users (logged in, or sendmail). */
  readonly received: number
  readonly submitted: number
  /** Recipients: `status=sent` to another host, and into mailboxes here. */
  readonly sentOut: number
  readonly deliveredLocally: number
  readonly deferred: number
  readonly bounced: number
  readonly rejected: number
}

export type TimelineKind =
  | 'started'
  | 'stopped'
  | 'reloaded'
  | 'failed'
  | 'out-of-memory-kill'
  | 'disk-error'
  | 'filesystem-full'
  | 'filesystem-read-only'
  | 'segfault'

export interface TimelineEvent {
  readonly at: number
  readonly kind: TimelineKind
  /** Unit, program or device: `postfix@-.service`, `dovecot`, `sda1`. */
  readonly subject: string
  readonly evidence: Evidence
}
