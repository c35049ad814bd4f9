import { between } from '../text.ts'
import { clientHash, loopback } from './addresses.ts'
import { isOpensmtpdForm } from './filter-forms.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import type { FailedLogins } from './logins.ts'
import { OpensmtpdEvents } from './opensmtpd-events.ts'
import { field, quoted, refusedStage } from './opensmtpd-fields.ts'
import { none, state } from './queue-files.ts'

/** `SESSION smtp event key=value…` since 6.4, `SESSION smtp event=… key=value…` before. */
const modern = /^(?:y express\[\d+\]: )?([0-9a-f]{16}) (smtp|mta|mda) (?:event=)?([a-z-]+)(?: |$)/
/** Until 5.9, and of the queue in all versions: `relay: TempFail for EVPID: from=<a>, to=<b>, …, stat=…`. */
const attempt = /^(?:relay|delivery): (Ok|TempFail|PermFail|Loop|Expire) for ([0-9a-f]{16}): /
const accepted = /^smtp-in: Accepted message ([0-9a-f]{8}) on session ([0-9a-f]{16}): /
const failed = /^smtp-in: Failed command on session ([0-9a-f]{16}): "([^"]{0,600})" => (.*)$/
const begun =
  /^smtp-in: (?:New session|session) ([0-9a-f]{16})(?: from host|: connection from host) (\S{1,255}) \[([^\]]{1,64})\]/
const nextMessage = /\b([0-9a-f]{8}) Message accepted for delivery/
const msgidLength = 8
const mostSessions = 20_000
const mostOpen = 100_000

interface Session {
  /** As `clientHash`; of sendmail(1) on this host `local`. */
  readonly client: number
  readonly name: string
  readonly address: string
  readonly isLocal: boolean
  user: string
}

/**
 * Reads OpenSMTPD 5.x to 7.x into journeys: the message ID of eight digits, with which the ID of each envelope
 * begins, is the queue file. There is no `removed`: a message ends when its envelopes have.
 */
export class OpensmtpdReader {
  readonly #journeys: Journeys
  readonly #logins: FailedLogins
  readonly #events: OpensmtpdEvents | undefined
  readonly #sessions = new Map<string, Session>()
  /** Envelopes of each message that have not ended yet, by the serial number of its row. */
  readonly #open = new Map<number, number>()

  constructor(journeys: Journeys, logins: FailedLogins, listener: LogListener | undefined) {
    this.#journeys = journeys
    this.#logins = logins
    this.#events = listener === undefined ? undefined : new OpensmtpdEvents(listener)
  }

  /** False where the form of the line is none that is known here. */
  read(line: Line): boolean {
    const text = line.text()
    this.#events?.read(line, text)
    const found = modern.exec(text)
    if (found === null) return this.#older(line, text) || isOpensmtpdForm(text)
    const [head, session = '', part = '', event = ''] = found
    if (part === 'smtp') this.#served(line, text, { session, event, at: head.length })
    else if (event === 'delivery') {
      const fields = text.slice(head.length)
      const reply = quoted(fields, 'stat') || (fields.split(' stat=', 2)[1] ?? '')
      this.#delivered(line, text, { id: field(fields, 'evpid'), result: field(fields, 'result'), reply })
    }
    return true
  }

  #served(line: Line, text: string, { session, event, at }: Statement): void {
    const fields = text.slice(at)
    const known = this.#sessions.get(session)
    if (event === 'connected') this.#begin(session, field(fields, 'host'), field(fields, 'address'))
    else if (event === 'authentication') this.#authenticated(known, line, fields)
    else if (event === 'message') this.#message(line, text, field(fields, 'msgid'), known)
    else if (event === 'envelope') this.#envelope(line, text, field(fields, 'evpid'), known)
    else if (event === 'failed-command')
      this.#refused(line, text, quoted(fields, 'command'), quoted(fields, 'result'))
    else if (event === 'disconnected' || event === 'closed') this.#sessions.delete(session)
  }

  #older(line: Line, text: string): boolean {
    const attempted = attempt.exec(text)
    if (attempted !== null) {
      const [, result = '', id = ''] = attempted
      const reply = text.indexOf(', stat=')
      this.#delivered(line, text, { id, result, reply: reply < 0 ? '' : text.slice(reply + 7) })
      return true
    }
    const message = accepted.exec(text)
    if (message !== null) {
      this.#message(line, text, message[1] ?? '', this.#sessions.get(message[2] ?? ''))
      return true
    }
    const refusal = failed.exec(text)
    if (refusal !== null) this.#refused(line, text, refusal[2] ?? '', refusal[3] ?? '')
    const session = begun.exec(text)
    if (session !== null) this.#begin(session[1] ?? '', session[2] ?? '', session[3] ?? '')
    return refusal !== null || session !== null
  }

  #begin(session: string, name: string, written: string): void {
    if (this.#sessions.size >= mostSessions) this.#sessions.clear()
    const address = written.replace(/^\[|\]$/g, '')
    const bytes = Buffer.from(address, 'latin1')
    const isLocal = address === 'local' || address.startsWith('/')
    this.#sessions.set(session, {
      client: clientHash(bytes, 0, bytes.length),
      name,
      address,
      isLocal,
      user: '',
    })
  }

  /** `user=u result=ok|permfail|tempfail`; only `permfail` is a wrong password. */
  #authenticated(session: Session | undefined, line: Line, fields: string): void {
    const [user, result] = [field(fields, 'user'), field(fields, 'result')]
    if (result === 'ok' && session !== undefined) session.user = user
    else if (result === 'permfail') this.#logins.add(session?.address ?? '', user, line.weight)
  }

  /** `msgid=M size=N nrcpt=K`; before 6.4 a line for each recipient, with `from=<a> to=<b>`. */
  #message(line: Line, text: string, id: string, session: Session | undefined): void {
    const journeys = this.#journeys
    const row = this.#rowOf(line, text, id)
    if (row === none) return
    const { files } = journeys
    if (!journeys.is(row, state.arrived)) {
      journeys.set(row, state.arrived | state.active)
      files.sizes[row] = Number(/ size=(\d{1,15})/.exec(text)?.[1] ?? 0)
      files.clients[row] = session?.isLocal === true ? 0 : (session?.client ?? 0)
      this.#noteClient(row, session)
      this.#sender(line, text, row)
      if (!this.#isNotice(text, session)) journeys.receive(row)
    }
    if (text.includes(' to=<')) this.#oneMore(row)
    journeys.note(row, line)
  }

  #noteClient(row: number, session: Session | undefined): void {
    const { figures, users, files } = this.#journeys
    if (session === undefined || session.isLocal) {
      this.#journeys.arrives(row, 0)
      return
    }
    const named = Buffer.from(`${session.name}[${session.address}`, 'latin1')
    this.#journeys.arrives(row, figures.clients.id(named, 0, session.name.length + 1, named.length))
    const user = Buffer.from(session.user, 'latin1')
    files.users[row] = users.id(user, 0, user.length)
  }

  /** A bounce is given in by sendmail's way, without a sender. */
  #isNotice(text: string, session: Session | undefined): boolean {
    return session?.isLocal === true && text.includes(' from=<>')
  }

  /** `evpid=E from=<a> to=<b>`: one for each recipient, behind the line of the message. */
  #envelope(line: Line, text: string, id: string, session: Session | undefined): void {
    const journeys = this.#journeys
    const row = this.#rowOf(line, text, id)
    if (row === none) return
    if (this.#isNotice(text, session)) journeys.unreceive(row)
    else if (journeys.files.senders[row] === 0) {
      this.#sender(line, text, row)
      if (journeys.is(row, state.received)) journeys.senders.count(journeys.files.senders[row] ?? 0, 1)
    }
    this.#oneMore(row)
    journeys.note(row, line)
  }

  #sender({ bytes, body }: Line, text: string, row: number): void {
    const at = text.indexOf(' from=<')
    const end = at < 0 ? -1 : text.indexOf('>', at)
    if (end > at + 7)
      this.#journeys.files.senders[row] = this.#journeys.senders.id(bytes, body + at + 7, body + end)
  }

  #oneMore(row: number): void {
    const serial = this.#journeys.files.serials[row] ?? 0
    if (this.#open.size > mostOpen) this.#open.clear()
    this.#open.set(serial, (this.#open.get(serial) ?? 0) + 1)
  }

  #delivered(line: Line, text: string, { id, result, reply }: Attempt): void {
    const journeys = this.#journeys
    const row = this.#rowOf(line, text, id)
    if (row === none) return
    const replyStart = line.body + (reply === '' ? text.length : text.lastIndexOf(reply))
    const replyEnd = Math.min(line.end, replyStart + reply.length)
    const to = text.indexOf(' to=<') + 5
    const [start, end] = [line.body + to, line.body + Math.max(to, text.indexOf('>', to))]
    const { delays } = journeys.figures
    delays.begin(line.bytes, start, end)
    delays.noteTotal(journeys.ageAt(row, line.second))
    if (result === 'Ok') {
      if (this.#isHandOff(line, text, row, reply)) delays.handedOff()
      else journeys.deliver(row, line, start, end)
    } else if (result === 'TempFail') journeys.defer(row, line, replyStart, replyEnd)
    else if (result.startsWith('Expire')) journeys.once(row, state.expired, 'expired')
    else if (result === 'PermFail' || result === 'Loop') journeys.bounce(line, replyStart, replyEnd)
    journeys.note(row, line)
    if (result !== 'TempFail') this.#ended(line, row)
  }

  /** A filter on this host gave it back: its reply names the next message, which came from loopback. */
  #isHandOff(line: Line, text: string, row: number, reply: string): boolean {
    const next = nextMessage.exec(reply)?.[1]
    const relay = quoted(text, 'relay') || (between(text, ', relay=', ',') ?? '')
    if (next === undefined || !/^(?:127\.|\[?::1\b|localhost)/.test(relay)) return false
    const journeys = this.#journeys
    const found = journeys.locate(line, line.body + text.lastIndexOf(next), msgidLength)
    if (found === none || found === row || journeys.files.clients[found] !== loopback) return false
    return journeys.join(row, found)
  }

  #ended(line: Line, row: number): void {
    const journeys = this.#journeys
    const serial = journeys.files.serials[row] ?? 0
    const left = (this.#open.get(serial) ?? 1) - 1
    if (left > 0) {
      this.#open.set(serial, left)
      return
    }
    this.#open.delete(serial)
    journeys.figures.queueLife.leaves(journeys.files, row, line.second)
    journeys.close(row)
  }

  #refused(line: Line, text: string, command: string, result: string): void {
    const stage = refusedStage(command, result)
    if (stage === undefined) return
    const start = line.body + text.lastIndexOf(result)
    this.#journeys.refusals.add(line, start, start + result.length, `smtpd at ${stage}`)
  }

  /** The row of a message or of one of its envelopes; −1 where the line has no ID. */
  #rowOf(line: Line, text: string, id: string): number {
    const at = id.length < msgidLength ? -1 : text.indexOf(id)
    if (at < 0) return none
    const row = this.#journeys.locate(line, line.body + at, msgidLength)
    return row === none ? this.#journeys.open(line, line.body + at, msgidLength, none) : row
  }
}

interface Statement {
  readonly session: string
  readonly event: string
  /** Where the fields begin, in the text. */
  readonly at: number
}

interface Attempt {
  /** Of the envelope. */
  readonly id: string
  readonly result: string
  readonly reply: string
}
