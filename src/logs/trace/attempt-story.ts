import type { EventKind, RecipientStatus, TracedEvent, TracedMessage, TraceLine } from './message.ts'
import { companionKind, nextHost } from './postfix-story.ts'
import { Recipients } from './recipients.ts'

/** What one line says of a message. */
export interface Said {
  readonly kind: EventKind
  /** Of the message, where the line tells them. */
  readonly about?: Partial<Omit<TracedMessage, 'queueIds' | 'notices' | 'recipients' | 'events'>>
  readonly attempts?: readonly SaidAttempt[]
}

export interface SaidAttempt {
  readonly address: string
  readonly status: RecipientStatus
  /** `h[192.0.2.1]`, or the name of a mailer. */
  readonly relay: string | null
  readonly dsn: string | null
  readonly reply: string | null
}

/** The ID under which the mail goes on, in a reply of the same program on this host. */
type NextMessage = (reply: string) => string | undefined

/**
 * Tells one message from the lines of a server that writes an arrival and then one line for each attempt:
 * OpenSMTPD, Sendmail. `read` says what a line means.
 */
export function attemptStory(
  told: readonly TraceLine[],
  read: (line: TraceLine) => Said,
  nextMessage: NextMessage,
): TracedMessage {
  const lines = told.filter(({ isCompanion }) => !isCompanion)
  const recipients = new Recipients()
  const ids = new Map(lines.map(({ serial, queueId }) => [serial, queueId]))
  const queueIds = [...ids].sort(([a], [b]) => a - b).map(([, id]) => id)
  const begins = lines[0]?.second ?? 0
  const message = { messageId: null, sender: null, subject: null, size: null, client: null, saslUser: null }
  const about: Said['about'] = { ...message, received: null }
  const events = told.map((line): TracedEvent => {
    const { time, queueId, program, text, line: number, file } = line
    const companion = companionKind(line)
    if (companion !== undefined) return { time, queueId, program, kind: companion, text, line: number, file }
    const said = read(line)
    // Of several queue files the first one says where the message came from.
    if (queueId === queueIds[0]) Object.assign(about, said.about)
    const kind = said.attempts?.map((attempt) =>
      tell(recipients, attempt, { line, begins, queueIds, nextMessage }),
    )[0]
    return { time, queueId, program, kind: kind ?? said.kind, text, line: number, file }
  })
  return {
    ...message,
    received: null,
    ...about,
    queueIds,
    notices: [],
    recipients: recipients.list(),
    events,
  }
}

interface Told {
  readonly line: TraceLine
  readonly begins: number
  readonly queueIds: readonly string[]
  readonly nextMessage: NextMessage
}

function tell(
  recipients: Recipients,
  attempt: SaidAttempt,
  { line, begins, queueIds, nextMessage }: Told,
): EventKind {
  const { status, reply, relay, address } = attempt
  const next = status === 'delivered' ? nextMessage(reply ?? '') : undefined
  if (next !== undefined && next !== line.queueId && queueIds.includes(next)) {
    recipients.handOn(address, undefined, line.serial)
    return 'handed-on'
  }
  recipients.add({
    ...attempt,
    delay: Math.round((line.second - begins) * 100) / 100,
    isAttempt: true,
    serial: line.serial,
    time: line.time,
    next: status === 'delivered' ? nextHost(relay ?? '', reply ?? '') : null,
  })
  return status
}
