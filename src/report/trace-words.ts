import type {
  DelayAccount,
  RecipientHop,
  RecipientStatus,
  TracedMessage,
  TracedRecipient,
} from '../logs/trace/message.ts'
import { shortTime } from './log-words.ts'
import { durationText, grouped } from './numbers.ts'
import { fill } from './phrases.ts'
import type { TracePhrases } from './trace-phrases.ts'

export function timeOf({ received, events }: TracedMessage): string {
  return received ?? events[0]?.time ?? ''
}

/** The reply alone: `host mx.d[198.51.100.7] said: 450 …` names the relay again. */
export function withoutHost(reply: string, relay: string | null): string {
  const host = relay?.replace(/:\d{1,5}$/, '')
  const prefix = `host ${host} said: `
  return reply.startsWith(prefix) ? reply.slice(prefix.length) : reply
}

/** From bad to good. */
const severity: readonly RecipientStatus[] = [
  'bounced',
  'expired',
  'rejected',
  'deferred',
  'held',
  'discarded',
  'delivered',
]

/** What is said of messages, in the words of one language. Text from the log is in it: escape it. */
/** `lmtp(u@d)<450><session>: sieve: msgid=<x>: `: service, user, process, session and message are known here. */
const mailboxServer =
  /^([a-z][a-z-]{1,20})\([^()]{0,300}\)(?:<\d{1,10}>)?(?:<[^<>]{1,64}>)?: (?:sieve: )?(?:msgid=[^:]{0,300}: )?/

export class TraceWords {
  readonly phrases: TracePhrases

  constructor(phrases: TracePhrases) {
    this.phrases = phrases
  }

  sender(sender: string | null): string {
    const { unknownSender, notification } = this.phrases
    if (sender === null) return unknownSender
    return sender === '' ? notification : sender
  }

  arrival({ received, client, saslUser }: TracedMessage): string {
    const { noArrival, handedIn, thisHost, loggedIn } = this.phrases
    if (received === null) return noArrival
    const user = saslUser === null ? '' : fill(loggedIn, { user: saslUser })
    return fill(handedIn, { time: shortTime(received), client: client ?? thisHost }) + user
  }

  ids({ messageId, queueIds, hosts = [] }: TracedMessage): string {
    const { ids, notLogged } = this.phrases
    const named = hosts.map((one) =>
      fill(this.phrases.idOn, { id: one.queueIds.join(' → '), host: this.#host(one) }),
    )
    const told = hosts.length === 0 ? queueIds : named
    return fill(ids, { messageId: messageId ?? notLogged, queueIds: told.join(' → ') })
  }

  recipients(recipients: readonly TracedRecipient[]): string {
    const [first, ...others] = recipients
    const address = first?.address ?? '?'
    return others.length === 0
      ? address
      : fill(this.phrases.others, { first: address, count: grouped(others.length) })
  }

  /** `deferred`, or `deferred 1/3` where not all recipients fared so. */
  worst(recipients: readonly TracedRecipient[]): string {
    const status = severity.find((one) => recipients.some((recipient) => recipient.status === one))
    const count = recipients.filter((recipient) => recipient.status === status).length
    if (status === undefined) return this.phrases.noRecipient
    const word = this.phrases.statuses[status]
    return count === recipients.length ? word : `${word} ${count}/${recipients.length}`
  }

  /** `2 delivered, 1 deferred` */
  statuses(recipients: readonly TracedRecipient[]): string {
    const { statuses, comma, noRecipientYet } = this.phrases
    const counts = Map.groupBy(recipients, ({ status }) => status)
    const [only] = counts.keys()
    if (recipients.length === 1 && only !== undefined) return statuses[only]
    const parts = [...counts].map(([status, list]) => `${grouped(list.length)} ${statuses[status]}`)
    return parts.join(comma) || noRecipientYet
  }

  recipient(recipient: TracedRecipient): string {
    const { address, origTo } = recipient
    const alias = origTo === null ? '' : fill(this.phrases.sentTo, { address: origTo })
    return fill(this.phrases.recipient, { address, alias, outcome: this.outcome(recipient) })
  }

  outcome({ status, delay, attempts }: TracedRecipient | RecipientHop): string {
    const { outcomes, after, afterArrival, lastAfterArrival, oneAttempt } = this.phrases
    const tries = attempts > 1 ? fill(this.phrases.attempts, { count: attempts }) : ''
    const told = (template: string) => (delay === null ? '' : fill(template, { time: this.duration(delay) }))
    if (status === 'delivered') return this.#joined(outcomes.delivered, told(after), tries)
    if (status !== 'deferred') return this.#joined(outcomes[status], tries, told(afterArrival))
    return this.#joined(outcomes.deferred, tries || oneAttempt, told(lastAfterArrival))
  }

  /** What became of it on one of several hosts; on all but the last it was passed on. */
  hop(hop: RecipientHop, isLast: boolean): string {
    const { onHost, passedOn, after } = this.phrases
    const passed = this.#joined(
      passedOn,
      hop.delay === null ? '' : fill(after, { time: this.duration(hop.delay) }),
    )
    const outcome = isLast ? this.outcome(hop) : passed
    return fill(onHost, { host: this.#host(hop), ids: hop.queueIds.join(' → '), outcome })
  }

  next({ host, queueId, isToldHere }: NonNullable<TracedRecipient['next']>): string {
    const { takenAs, leftToldHere, leftLogThere } = this.phrases
    const id = queueId === null ? '' : fill(takenAs, { id: queueId })
    return fill(isToldHere ? leftToldHere : leftLogThere, { host, id })
  }

  account(account: DelayAccount): string {
    const { stages, stagesTold, noStage } = this.phrases
    const order = ['filters', 'reception', 'queueManager', 'connection', 'transmission', 'waiting'] as const
    const told = order
      .filter((name) => account[name] >= 0.005)
      .map((name) => `${stages[name]} ${this.duration(account[name])}`)
    return told.length === 0 ? noStage : fill(stagesTold, { stages: told.join(' · ') })
  }

  /** What a filter said, without what only programs read: rspamd's action and score. */
  companion(text: string): string {
    const judged = /\(default: \S \(([a-z ]{1,40})\): \[(-?[\d.]{1,12})\/(-?[\d.]{1,12})\]/.exec(text)
    const [, action = '', score = '', limit = ''] = judged ?? []
    if (judged !== null) return fill(this.phrases.score, { action, score, limit })
    const stored = mailboxServer.exec(text)
    return stored === null ? text : `${stored[1]}: ${text.slice(stored[0].length)}`
  }

  duration(seconds: number): string {
    return durationText(seconds, this.phrases.units)
  }

  #host({ host }: { readonly host: string | null }): string {
    return host ?? this.phrases.unnamedHost
  }

  #joined(...parts: readonly string[]): string {
    return parts.filter((part) => part !== '').join(this.phrases.comma)
  }
}
