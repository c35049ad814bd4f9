import { parseDelivery } from '../engine/delivery-line.ts'
import { parseReject } from '../engine/refusal-line.ts'
import type {
  EventKind,
  NextHost,
  RecipientStatus,
  TracedEvent,
  TracedMessage,
  TraceLine,
} from './message.ts'
import { type AttemptStages, Recipients } from './recipients.ts'

/** Tells one message from its lines, as Postfix wrote them. The first line's queue file is its first. */
export function postfixStory(lines: readonly TraceLine[]): TracedMessage {
  const story = new PostfixStory(lines)
  return story.tell()
}

class PostfixStory {
  readonly #lines: readonly TraceLine[]
  readonly #recipients = new Recipients()
  readonly #ids: ReadonlyMap<number, string>
  readonly #arrivals = new Map<number, number>()
  readonly #pickedUp = new Set<number>()
  readonly #first: number
  #messageId: string | null = null
  #sender: string | null = null
  #size: number | null = null
  #client: string | null = null
  #user: string | null = null
  #received: string | null = null
  #subject: string | null = null
  readonly #notices: string[] = []

  constructor(told: readonly TraceLine[]) {
    const lines = told.filter(({ isCompanion }) => !isCompanion)
    this.#lines = told
    this.#first = Math.min(...lines.map(({ serial }) => serial))
    const ids = new Map(lines.map(({ serial, queueId }) => [serial, queueId]))
    this.#ids = new Map([...ids].sort(([a], [b]) => a - b))
    for (const { serial, second, text } of lines) {
      if (!this.#arrivals.has(serial)) this.#arrivals.set(serial, second)
      if (/^[0-9A-Za-z]+: uid=/.test(text)) this.#pickedUp.add(serial)
    }
  }

  tell(): TracedMessage {
    const events = this.#lines.map((line): TracedEvent => {
      const { time, queueId, program, text, line: number, file } = line
      return {
        time,
        queueId,
        program,
        kind: companionKind(line) ?? this.#happened(line),
        text,
        line: number,
        file,
      }
    })
    return {
      messageId: this.#messageId,
      sender: this.#sender,
      subject: this.#subject,
      size: this.#size,
      client: this.#client,
      saslUser: this.#user,
      received: this.#received,
      queueIds: [...this.#ids.values()],
      notices: this.#notices,
      recipients: this.#recipients.list(),
      events,
    }
  }

  #happened(line: TraceLine): EventKind {
    const { text, queueId } = line
    const start = queueId.length + 2
    const said = text.slice(start)
    if (said.startsWith('client=') || said.startsWith('uid=')) return this.#arrived(line, said)
    if (said.startsWith('message-id=')) {
      this.#messageId ??= said.slice(11).replace(/^<|>$/g, '')
      return 'message-id'
    }
    if (said.startsWith('to=')) return this.#delivery(line, start)
    if (said.startsWith('from=')) return this.#queued(line, said)
    if (said.startsWith('removed')) return 'removed'
    const notice = /^(?:sender|postmaster) [a-z -]{1,40}: ([0-9A-Za-z]{5,23})$/.exec(said)?.[1]
    if (notice !== undefined) this.#notices.push(notice)
    this.#subject ??= subjectIn(said)
    return this.#refused(line, start)
  }

  #arrived({ serial, time }: TraceLine, said: string): EventKind {
    if (serial !== this.#first) return 'received'
    this.#received ??= said.includes(' orig_id=') ? null : time
    if (!said.startsWith('client=')) return 'received'
    const end = said.indexOf(', ')
    this.#client ??= said.slice(7, end < 0 ? undefined : end)
    this.#user ??= /sasl_username=([^,]{1,320})/.exec(said)?.[1] ?? null
    return 'received'
  }

  #queued({ serial }: TraceLine, said: string): EventKind {
    const close = said.indexOf('>, size=')
    const size = close < 0 ? said.indexOf(', size=') : close + 1
    if (size < 0) {
      if (!said.includes('expired')) return 'other'
      this.#recipients.expire()
      return 'expired'
    }
    if (serial !== this.#first) return 'queued'
    this.#sender ??= said.slice(5, size).replace(/^<|>$/g, '')
    this.#size ??= Number.parseInt(said.slice(size + 7), 10)
    return 'queued'
  }

  #delivery({ serial, queueId, text, program, time }: TraceLine, start: number): EventKind {
    const delivery = parseDelivery(text, start, queueId)
    if (delivery === undefined) return 'other'
    const { recipient, relay, dsn, reply, status } = delivery
    const origTo = originalOf(text.slice(start + 3), recipient)
    if (status === 'sent' && this.#isHandOff(reply, queueId, program)) {
      this.#recipients.handOn(recipient, origTo, serial)
      return 'handed-on'
    }
    const meaning = meaningOf(status, reply)
    if (meaning === undefined) return 'other'
    this.#recipients.add({
      address: recipient,
      ...(origTo === undefined ? {} : { origTo }),
      status: meaning,
      relay,
      dsn,
      reply,
      delay: this.#delay(text, serial),
      isAttempt: true,
      serial,
      time,
      ...this.#stages(text, serial),
      next: meaning === 'delivered' ? nextHost(relay, reply) : null,
    })
    return meaning
  }

  #isHandOff(reply: string, queueId: string, program: string): boolean {
    const next = /(?:queued|forwarded) as ([0-9A-Za-z]{5,23})$/.exec(reply)?.[1]
    if (next !== undefined) return next !== queueId && [...this.#ids.values()].includes(next)
    const isPiped = program.endsWith('/pipe') && reply.startsWith('delivered via ')
    return isPiped && [...this.#pickedUp].some((serial) => serial !== this.#first)
  }

  #stages(text: string, serial: number): { readonly stages?: AttemptStages } {
    const found = /, delays=([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12})\/([\d.]{1,12}),/.exec(text)
    if (found === null) return {}
    const [before = 0, queueManager = 0, connection = 0, transmission = 0] = found.slice(1).map(Number)
    const hops = (this.#arrivals.get(serial) ?? 0) - (this.#arrivals.get(this.#first) ?? 0)
    return { stages: { before, queueManager, connection, transmission, hops } }
  }

  /** Postfix's own delay counts from the queue file's arrival; earlier hops are added. */
  #delay(text: string, serial: number): number | null {
    const own = /, delay=([\d.]{1,12}),/.exec(text)?.[1]
    if (own === undefined) return null
    if (serial === this.#first) return Number(own)
    const before = (this.#arrivals.get(serial) ?? 0) - (this.#arrivals.get(this.#first) ?? 0)
    return Math.round((before + Number(own)) * 100) / 100
  }

  #refused({ text, serial, time }: TraceLine, start: number): EventKind {
    const reject = parseReject(text, start)
    if (reject === undefined) return 'other'
    const status = reject.action.endsWith('reject')
      ? 'rejected'
      : reject.action.endsWith('hold')
        ? 'held'
        : 'discarded'
    this.#sender ??= reject.sender
    if (reject.recipient !== '') {
      const { recipient: address, dsn, text: reply } = reject
      const nothing = { relay: null, delay: null, isAttempt: false, time }
      this.#recipients.add({ address, status, dsn: dsn === '' ? null : dsn, reply, ...nothing, serial })
    }
    return status
  }
}

/** The address before aliases: of `<t>, orig_to=<o>, …`, or without the brackets, which some logs have lost. */
function originalOf(text: string, recipient: string): string | undefined {
  const rest = text.slice(recipient.length + (text.startsWith('<') ? 1 : 0))
  const [, marked, bare] = /^>, orig_to=<([^>]{0,320})>|^, orig_to=([^,<]{0,320}),/.exec(rest) ?? []
  return marked ?? bare
}

/** `warning: header Subject: Invoice from h[192.0.2.1]; from=<f> to=<t> …` (header_checks(5)) */
function subjectIn(said: string): string | null {
  const at = said.search(/ header [Ss]ubject: /)
  if (at < 0 || at > 40) return null
  const start = said.indexOf(': ', at + 8) + 2
  const end = said.search(/ from (?:local|[^\s[]{0,255}\[[0-9a-fA-F.:]{2,45}\]); /)
  return end < start ? said.slice(start) : said.slice(start, end)
}

/** Another host took it: where its story goes on, and under which queue ID. */
export function nextHost(relay: string, reply: string): NextHost | null {
  const host = /^([^\s[]{1,255}\[[0-9a-fA-F.:]{2,45}\])(?::\d{1,5})?$/.exec(relay)?.[1]
  if (host === undefined) return null
  const queued = /(?:[Qq]ueued as |\bid=)([0-9A-Za-z-]{5,30})/.exec(reply)?.[1] ?? null
  return { host, queueId: queued }
}

/** What a filter or a mailbox server said. */
export function companionKind({ isCompanion, program }: TraceLine): EventKind | undefined {
  if (!isCompanion) return undefined
  return program === 'dovecot' ? 'stored' : 'judged'
}

function meaningOf(status: string, reply: string): RecipientStatus | undefined {
  if (status === 'sent') return reply.includes('discarded, id=') ? 'discarded' : 'delivered'
  if (status === 'deferred' || status === 'SOFTBOUNCE') return 'deferred'
  return status === 'bounced' ? 'bounced' : undefined
}
