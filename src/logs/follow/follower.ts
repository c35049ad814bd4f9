import type { DeliveryLine } from '../engine/delivery-line.ts'
import type { JourneySink } from '../engine/journey-sink.ts'
import type { Line } from '../engine/line.ts'
import type { Arrival, HandshakeFailure, LoginFailure, LogListener } from '../engine/listener.ts'
import { isoStamp } from '../engine/log-totals.ts'
import type { Classify, ReasonKind } from '../engine/reasons.ts'
import type { RejectLine } from '../engine/refusal-line.ts'
import type { MessageLevel, TimelineKind } from '../mail-log.ts'
import { templateOf } from '../template.ts'
import { keep } from '../text.ts'
import type { FollowEvent, FollowKind } from './event.ts'
import type { FollowedFigures } from './followed-figures.ts'
import { type SeenMessage, SeenMessages } from './seen-messages.ts'

const outcomes: Readonly<Record<string, FollowKind>> = {
  sent: 'delivered',
  deferred: 'deferred',
  SOFTBOUNCE: 'deferred',
  bounced: 'bounced',
  expired: 'expired',
}
/** What smtpd logs as reason is the last challenge, base64: "Username:", "Password:", nothing. */
const passwordPrompts = ['UGFzc3dvcmQ6', 'VXNlcm5hbWU6', '']
/** Of programs that move no mail: what stops those which do (kernel, systemd, filters). */
const trouble =
  /Out of memory|oom-kill|No space left|I\/O error|read-only file|segfault|Failed with result|repeated too quickly|Failed to start|OUTDATED|cannot connect|Permission denied/i

const mostReasons = 5_000

type Details = Omit<Partial<FollowEvent>, 'kind' | 'time' | 'program' | 'count'>

/** Makes events of an engine's lines. Its methods are called by the engine; `flush` gives out what happened. */
export class Follower implements JourneySink, LogListener {
  readonly #classify: Classify
  readonly #messages = new SeenMessages()
  /** Where what happens is counted too. */
  figures: FollowedFigures | undefined
  readonly #reasons = new Map<string, string>()
  #events: FollowEvent[] = []
  #attempt: DeliveryLine | undefined
  #message: SeenMessage | undefined
  #isHandOff = false
  /** Of the line that is being read. */
  #time = ''
  #second = 0
  #program = ''
  #count = 1

  constructor(classify: Classify) {
    this.#classify = classify
  }

  /** The events since the last call. */
  flush(): FollowEvent[] {
    this.#finishLine()
    const events = this.#events
    this.#events = []
    return events
  }

  accepts(line: Line): boolean {
    this.#finishLine()
    const { bytes, stampStart, stampEnd, second } = line
    this.#time = isoStamp(bytes.toString('latin1', stampStart, Math.min(stampEnd, stampStart + 40)), second, {
      yearsWrong: 0,
    })
    this.#second = second
    this.#program = line.program.name
    this.#count = line.weight
    this.figures?.line(line)
    return true
  }

  // --- the message that a line is about -----------------------------------------------------------

  line(serial: number, line: Line): void {
    this.#message = this.#messages.learn(serial, line)
  }

  joined(first: number, second: number): void {
    this.#isHandOff = true
    this.#messages.join(first, second)
  }

  delivery(line: Line, _agent: string, attempt: DeliveryLine): void {
    this.#attempt = attempt
    this.figures?.delivery(line)
  }

  /** Whether a delivery only handed the mail on is known when its line has been read. */
  #finishLine(): void {
    const [attempt, message, isHandOff] = [this.#attempt, this.#message, this.#isHandOff]
    this.#attempt = undefined
    this.#message = undefined
    this.#isHandOff = false
    if (attempt === undefined || isHandOff) return
    const kind = outcomeOf(attempt)
    if (kind !== undefined) this.#tell(kind, { ...this.#told(attempt, kind), ...this.#known(message) })
  }

  #told({ queueId, recipient, relay, reply }: DeliveryLine, kind: FollowKind): Details {
    const failed = kind === 'deferred' || kind === 'bounced'
    return {
      queueId,
      ...present('recipient', recipient),
      ...present('relay', relay === 'none' ? '' : relay),
      ...present('text', reply),
      ...(failed ? { reason: this.#reason(reply, kind === 'bounced' ? 'bounce' : 'deferral') } : {}),
    }
  }

  /** Replies of one form have one reason: the rules are asked once for each. */
  #reason(text: string, kind: ReasonKind): string {
    const key = `${kind} ${templateOf(text)}`
    const known = this.#reasons.get(key)
    if (known !== undefined) return known
    const reason = this.#classify(text, kind)
    if (this.#reasons.size < mostReasons) this.#reasons.set(key, reason)
    return reason
  }

  #known(message: SeenMessage | undefined): Details {
    if (message === undefined) return {}
    return {
      ...(message.sender === undefined ? {} : { sender: keep(message.sender) }),
      ...present('client', message.client ?? ''),
      ...present('user', message.user ?? ''),
      delaySeconds: Math.max(0, this.#second - message.second),
    }
  }

  // --- what lines say beside it ---------------------------------------------------------------------

  refused(_line: Line, refusal: RejectLine): void {
    const { action, clientName, clientAddress, code, dsn, text, sender, recipient, user } = refusal
    const kind = action.endsWith('hold') ? 'held' : action.endsWith('discard') ? 'discarded' : 'rejected'
    const said = [code === 0 ? '' : String(code), dsn, text].filter((part) => part !== '').join(' ')
    this.#tell(kind, {
      client: keep(`${clientName || 'unknown'}[${clientAddress}]`),
      sender: keep(sender),
      ...present('recipient', recipient),
      ...present('user', user),
      ...present('text', said),
      ...(kind === 'rejected' ? { reason: this.#reason(said, 'reject') } : {}),
    })
  }

  loginFailed(_line: Line, { client, user, service, reason, attempts, byServer }: LoginFailure): void {
    this.#count = attempts
    const why = passwordPrompts.includes(reason) ? 'wrong password or user' : reason
    const text = byServer ? `${service}: the server could not check it: ${why}` : `${service}: ${why}`
    this.#tell(byServer ? 'warning' : 'login-failed', {
      ...present('client', client),
      ...present('user', user),
      ...present('text', text),
    })
  }

  handshakeFailed(_line: Line, failure: HandshakeFailure): void {
    if (failure.phase !== 'accepting') return
    this.#tell('tls-failed', {
      client: keep(`${failure.clientName}[${failure.clientAddress}]`),
      text: keep(`${failure.service}: ${failure.reason}`),
    })
  }

  message(line: Line, service: string, level: MessageLevel, text: string): void {
    const isPostfix = line.program.daemon !== line.program.name
    // Notices of Dovecot are chosen, those of Postfix are all that is no routine.
    if (level === 'notice' && isPostfix) return
    this.#tell('warning', { text: keep(service === line.program.daemon ? text : `${service}: ${text}`) })
  }

  changed(_line: Line, kind: TimelineKind, subject: string): void {
    this.#tell('server-changed', { text: `${subject} ${changes[kind]}` })
  }

  otherProgram(line: Line): void {
    const text = line.text()
    if (trouble.test(text)) this.#tell('warning', { text: keep(text) })
  }

  /** A line of no known form, the first of its kind. */
  stranger(program: string, text: string): void {
    this.#finishLine()
    this.#program = program
    this.#count = 1
    this.#tell('unknown-line', { text })
  }

  unknownHead(): void {
    this.#finishLine()
  }

  connected(): void {}

  arrived(_line: Line, { user }: Arrival): void {
    this.figures?.arrived(keep(user))
  }

  /** The deferral that follows, where all hosts failed, says it. */
  connectFailed(): void {}

  loggedIn(line: Line): void {
    this.figures?.loggedIn(line.weight)
  }

  #tell(kind: FollowKind, details: Details): void {
    const event = { kind, time: this.#time, program: this.#program, count: this.#count, ...details }
    this.#events.push(event)
    this.figures?.event(event)
  }
}

const changes: Readonly<Record<TimelineKind, string>> = {
  started: 'started',
  stopped: 'stopped',
  reloaded: 'read its configuration again',
  failed: 'could not start a part of it',
  'out-of-memory-kill': 'was killed for want of memory',
  'disk-error': 'disk error',
  'filesystem-full': 'file system full',
  'filesystem-read-only': 'file system read-only',
  segfault: 'crashed',
}

function outcomeOf({ status, reply }: DeliveryLine): FollowKind | undefined {
  if (status === 'sent' && reply.includes('discarded, id=')) return 'discarded'
  return outcomes[status]
}

/** A field that is there; Latin-1 as lines are read → text. */
function present(name: keyof Details, value: string): Details {
  return value === '' ? {} : { [name]: keep(value) }
}
