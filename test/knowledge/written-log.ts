import { known } from '../../src/access/answer.ts'
import type {
  DeliveryGroup,
  LoginFailureGroup,
  MailLog,
  MessageGroup,
  MessageLevel,
  RejectGroup,
  TimelineKind,
} from '../../src/logs/mail-log.ts'
import { seen, testNow } from './test-condition.ts'

const minute = 60_000
/** Ten minutes ago: trouble of now. */
export const lately = testNow - 10 * minute
/** Twenty hours ago: in the log's window, and long over. */
export const longAgo = testNow - 20 * 60 * minute

/** An empty log of the last day, with what a test puts in. */
export function writtenLog(parts: Partial<MailLog> = {}): MailLog {
  return {
    coverage: {
      from: testNow - 24 * 60 * minute,
      to: testNow,
      firstLineAt: longAgo,
      lastLineAt: testNow,
      sources: [],
      lines: 1000,
      bytes: 100_000,
      linesNotUnderstood: 0,
      lost: [],
    },
    deliveries: [],
    accepted: { count: 0, lastAt: undefined, domains: [], relays: [] },
    rejects: [],
    messages: [],
    logins: {
      successes: 0,
      lastSuccessAt: undefined,
      byUser: [],
      failures: 0,
      failuresByClient: [],
      serverFailures: [],
    },
    tlsFailures: [],
    connectFailures: [],
    traffic: {
      perHour: [],
      received: 0,
      submitted: 0,
      sentOut: 0,
      deliveredLocally: 0,
      lastInboundConnectAt: undefined,
      lastReceivedAt: undefined,
      lastSubmittedAt: undefined,
      lastSentAt: undefined,
    },
    timeline: [],
    ...parts,
  }
}

function occurrences(count: number, at: number, text: string) {
  const example = { ...seen, kind: 'log' as const, where: '/var/log/mail.log:1', text }
  return { count, firstAt: at - minute, lastAt: at, example, lastExample: example }
}

interface MessageSource {
  readonly program?: string
  readonly service?: string
  readonly level?: MessageLevel
  readonly count?: number
  readonly at?: number
  /** The whole line, where it differs from the text. */
  readonly line?: string
}

export function message(text: string, source: MessageSource = {}): MessageGroup {
  const {
    program = 'dovecot',
    service = 'imap',
    level = 'error',
    count = 3,
    at = lately,
    line = text,
  } = source
  return { ...occurrences(count, at, line), program, service, level, text, template: text }
}

/** A fact of a log that holds these messages. */
export function logWith(...messages: readonly MessageGroup[]) {
  return known(writtenLog({ messages }))
}

export function delivery(reply: string, parts: Partial<DeliveryGroup> = {}): DeliveryGroup {
  return {
    ...occurrences(3, lately, reply),
    daemon: 'lmtp',
    program: 'postfix/lmtp',
    relay: { text: 'mail.example.org[private/dovecot-lmtp]', socket: 'private/dovecot-lmtp' },
    status: 'bounced',
    dsn: '5.2.2',
    reply,
    queueIds: ['4A429BABA'],
    messages: 3,
    recipients: ['anna@example.org'],
    senders: ['bob@example.net'],
    users: [],
    domains: ['example.org'],
    sentLater: 0,
    notSent: 3,
    laterSentAt: undefined,
    destinationAcceptedAt: undefined,
    recipientsAcceptedAt: undefined,
    stillFailing: true,
    ...parts,
  }
}

export function loginFailures(
  client: string,
  count: number,
  users: readonly string[],
  parts: Partial<LoginFailureGroup> = {},
): LoginFailureGroup {
  return {
    ...occurrences(count, lately, `auth failed: rip=${client}`),
    client,
    services: ['imap-login'],
    users: users.map((user) => ({ user, count: Math.ceil(count / users.length) })),
    succeededAt: undefined,
    reason: 'auth failed',
    ...parts,
  }
}

export function reject(text: string, parts: Partial<RejectGroup> = {}): RejectGroup {
  return {
    ...occurrences(20, lately, text),
    program: 'postfix/smtpd',
    service: 'smtpd',
    action: 'reject',
    stage: 'RCPT',
    code: 554,
    dsn: '5.7.1',
    restriction: 'blocklist',
    text,
    clients: [{ name: 'mail.example.net', address: '198.51.100.20', count: 20 }],
    senders: ['bob@example.net'],
    recipients: ['anna@example.org'],
    users: [],
    authenticated: 0,
    attempts: [],
    ...parts,
  }
}

export function event(kind: TimelineKind, subject: string, at = lately) {
  return { at, kind, subject, evidence: seen }
}
