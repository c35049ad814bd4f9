import { clientHash, loopback } from './addresses.ts'
import { hashBytes } from './bytes.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import type { FailedLogins } from './logins.ts'
import type { MessageGroups } from './message-groups.ts'
import { noOrigin } from './message-origin.ts'
import { none, state } from './queue-files.ts'

const queueId = /^([0-9A-Za-z]{12,20}): /
const relayHost = / relay=(?:([^\s,[]{1,255}) )?\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]/
const nextMessage = /\(([0-9A-Za-z]{12,20}) Message accepted for delivery\)/
const tooOld = /: (?:DSN|sender notify|return to sender): Cannot send message (?:for|within)/
const mostOpen = 100_000
const longestList = 20_000

/**
 * Reads Sendmail 8's lines into journeys (Installation and Operation Guide, "Format of log entries"): `from=`
 * once for each message, `to=` for each attempt with all recipients of one mailer. There is no `removed`: a
 * message ends when as many recipients as `nrcpts` says have.
 */
export class SendmailReader {
  readonly #journeys: Journeys
  readonly #logins: FailedLogins
  readonly #messages: MessageGroups
  readonly #listener: LogListener | undefined
  /** Recipients of each message that have not ended yet, by the serial number of its row. */
  readonly #open = new Map<number, number>()

  constructor(
    journeys: Journeys,
    logins: FailedLogins,
    messages: MessageGroups,
    listener: LogListener | undefined,
  ) {
    this.#journeys = journeys
    this.#logins = logins
    this.#messages = messages
    this.#listener = listener
  }

  read(line: Line): void {
    const text = line.text()
    const id = queueId.exec(text)?.[1] ?? ''
    const at = id === '' ? 0 : id.length + 2
    if (text.startsWith('AUTH failure', at)) this.#loginFailed(line, text)
    else if (/(?:^|, )reject=[45]\d\d/.test(text.slice(at)) || /^<[^>]{0,320}>\.\.\. /.test(text.slice(at)))
      this.#refused(line, text, at)
    else if (text.startsWith('SYSERR', at) || text.startsWith('NOQUEUE: SYSERR'))
      this.#trouble(line, text.slice(at))
    else if (id !== '') this.#message(line, text, { id, at })
  }

  #message(line: Line, text: string, { id, at }: Place): void {
    const journeys = this.#journeys
    const row = journeys.locate(line, line.body, id.length)
    if (text.startsWith('from=', at)) this.#arrived(line, text, { id, at }, row)
    else if (text.startsWith('to=', at)) this.#attempted(line, text, { id, at }, row)
    else if (row !== none) {
      if (tooOld.test(text)) journeys.once(row, state.expired, 'expired')
      journeys.note(row, line)
    }
  }

  /** `from=<a@b>, size=1234, class=0, nrcpts=1, msgid=<x>, proto=ESMTP, relay=h [192.0.2.1]` */
  #arrived(line: Line, text: string, { id, at }: Place, earlier: number): void {
    const journeys = this.#journeys
    const { files } = journeys
    const row = journeys.open(line, line.body, id.length, earlier)
    journeys.set(row, state.arrived | state.active)
    const [start, end] = addressAt(text, at + 5)
    if (end > start) files.senders[row] = journeys.senders.id(line.bytes, line.body + start, line.body + end)
    files.sizes[row] = Number(/, size=(\d{1,15})/.exec(text)?.[1] ?? 0)
    const relay = relayHost.exec(text)
    const address = Buffer.from(relay?.[2] ?? '', 'latin1')
    files.clients[row] = relay === null ? 0 : clientHash(address, 0, address.length)
    this.#noteClient(row, relay?.[1] ?? 'unknown', relay?.[2] ?? '')
    const messageId = text.indexOf(', msgid=')
    if (messageId >= 0) {
      const idEnd = text.indexOf(',', messageId + 8)
      files.messageIds[row] = hashBytes(
        line.bytes,
        line.body + messageId + 8,
        idEnd < 0 ? line.end : line.body + idEnd,
      )
    }
    this.#expect(row, Number(/, nrcpts=(\d{1,6})/.exec(text)?.[1] ?? 1))
    journeys.receive(row)
    journeys.note(row, line)
    this.#listener?.arrived(line, { client: relay?.[2] ?? '', user: '' })
  }

  #noteClient(row: number, name: string, address: string): void {
    const { figures } = this.#journeys
    const named = Buffer.from(`${name}[${address}`, 'latin1')
    this.#journeys.arrives(
      row,
      address === '' ? 0 : figures.clients.id(named, 0, name.length + 1, named.length),
    )
  }

  #expect(row: number, recipients: number): void {
    if (this.#open.size > mostOpen) this.#open.clear()
    this.#open.set(this.#journeys.files.serials[row] ?? 0, recipients)
  }

  /** `to=<u@d>,<v@d>, …, mailer=esmtp, relay=mx.d. [192.0.2.9], dsn=2.0.0, stat=Sent (ok)` */
  #attempted(line: Line, text: string, { id, at }: Place, earlier: number): void {
    const journeys = this.#journeys
    const row = earlier === none ? journeys.open(line, line.body, id.length, none) : earlier
    const stat = text.lastIndexOf(', stat=')
    const said = stat < 0 ? '' : text.slice(stat + 7)
    const status = statusOf(text, said)
    journeys.note(row, line)
    if (status === undefined) return
    const isHandOff = status === 'sent' && this.#isHandOff(line, text, row)
    for (const [start, end] of recipientsAt(text, at + 3)) {
      const [first, last] = [line.body + start, line.body + end]
      const reply = line.body + stat + 7
      const { delays } = journeys.figures
      delays.begin(line.bytes, first, last)
      delays.noteTotal(journeys.ageAt(row, line.second))
      if (status === 'deferred') journeys.defer(row, line, reply, line.end)
      else if (status === 'bounced') journeys.bounce(line, reply, line.end)
      else if (isHandOff) delays.handedOff()
      else journeys.deliver(row, line, first, last)
      if (!isHandOff) this.#tell(line, text, { id, status, said, recipient: text.slice(start, end), row })
      if (status !== 'deferred') this.#ended(line, row)
    }
  }

  /** sendmail(1) handed it to the daemon of this host: the daemon's ID is in its reply. */
  #isHandOff(line: Line, text: string, row: number): boolean {
    const next = nextMessage.exec(text)?.[1]
    if (next === undefined || !/ relay=[^,]{0,255}\[(?:127\.|::1|IPv6:::1)/.test(text)) return false
    const journeys = this.#journeys
    const found = journeys.locate(line, line.body + text.lastIndexOf(next), next.length)
    return (
      found !== none &&
      found !== row &&
      journeys.files.clients[found] === loopback &&
      journeys.join(row, found)
    )
  }

  #ended(line: Line, row: number): void {
    const journeys = this.#journeys
    const serial = journeys.files.serials[row] ?? 0
    const left = (this.#open.get(serial) ?? 1) - 1
    if (left > 0) this.#open.set(serial, left)
    else {
      this.#open.delete(serial)
      journeys.figures.queueLife.leaves(journeys.files, row, line.second)
      journeys.close(row)
    }
  }

  #tell(line: Line, text: string, { id, status, said, recipient, row }: Told): void {
    if (this.#listener === undefined) return
    const relay = relayHost.exec(text)
    const mailer = /, mailer=([\w.-]{1,40})/.exec(text)?.[1] ?? ''
    const dsn = /, dsn=(\d\.\d{1,3}\.\d{1,3})/.exec(text)?.[1] ?? ''
    const attempt = {
      queueId: id,
      recipient,
      relay: relay === null ? mailer || 'none' : `${(relay[1] ?? '').replace(/\.$/, '')}[${relay[2]}]`,
      dsn,
      status,
      reply: said,
    }
    const origin = status === 'sent' ? noOrigin : this.#journeys.originOf(row)
    this.#listener.delivery(line, mailer === 'local' ? 'local' : 'smtp', attempt, origin)
  }

  /** `ruleset=check_rcpt, arg1=<u@d>, relay=h [ip], reject=550 5.7.1 …`, `<u@d>... User unknown` */
  #refused(line: Line, text: string, at: number): void {
    const reject = text.indexOf('reject=', at)
    const start = reject < 0 ? text.indexOf('... ', at) + 4 : reject + 7
    const stage =
      /ruleset=check_(\w{1,20})/.exec(text)?.[1] ?? (text.startsWith('Milter', at) ? 'milter' : 'rcpt')
    this.#journeys.refusals.add(line, line.body + start, line.end, `sendmail at ${stage}`)
    if (this.#listener === undefined) return
    const [, code = '550', dsn = '', said = ''] =
      /^(?:(\d{3}) (?:([245]\.\d{1,3}\.\d{1,3}) )?)?(.*)$/s.exec(text.slice(start)) ?? []
    const relay = relayHost.exec(text)
    this.#listener.refused(line, {
      action: stage === 'milter' ? 'milter-reject' : 'reject',
      stage: stage.toUpperCase(),
      clientName: relay?.[1] ?? 'unknown',
      clientAddress: relay?.[2] ?? '',
      code: Number(code),
      dsn,
      text: said,
      sender: '',
      recipient: /<([^>]{1,320})>/.exec(text.slice(at, start))?.[1] ?? '',
      helo: '',
      user: '',
    })
  }

  /** `AUTH failure (LOGIN): authentication failure (-13) SASL(-13): …, relay=h [192.0.2.9]` */
  #loginFailed(line: Line, text: string): void {
    const client = /\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]/.exec(text)?.[1] ?? ''
    const user = /(?:user|authid)=([^,\s]{1,254})/.exec(text)?.[1] ?? ''
    this.#logins.add(client, user, line.weight)
    const reason = text.slice(text.indexOf('AUTH failure'), text.indexOf(', relay=') >>> 0)
    this.#listener?.loginFailed(line, { client, user, service: 'smtp', reason, attempts: 1, byServer: false })
  }

  #trouble(line: Line, text: string): void {
    this.#messages.add(line, 'error', text)
    this.#listener?.message(line, 'sendmail', 'error', text)
  }
}

interface Place {
  readonly id: string
  /** Behind the ID. */
  readonly at: number
}

interface Told {
  readonly id: string
  readonly status: 'sent' | 'deferred' | 'bounced'
  readonly said: string
  readonly recipient: string
  readonly row: number
}

/** By the words, else by the class of the enhanced code; `queued`: nothing was tried. */
function statusOf(text: string, said: string): Told['status'] | undefined {
  if (said.startsWith('Sent')) return 'sent'
  if (said === '' || said.startsWith('queued')) return undefined
  const code = /, dsn=([245])\./.exec(text)?.[1]
  if (said.startsWith('Deferred') || code === '4') return 'deferred'
  return code === '2' ? 'sent' : 'bounced'
}

/** `<a@b>` or `a@b`, up to the comma. */
function addressAt(text: string, at: number): readonly [number, number] {
  if (text.charCodeAt(at) === 60) {
    const close = text.indexOf('>', at)
    return [at + 1, close < 0 ? text.length : close]
  }
  const comma = text.indexOf(',', at)
  return [at, comma < 0 ? text.length : comma]
}

/** `<u@d>,<v@d>, delay=…`: the list ends at the first `, `. */
function recipientsAt(text: string, at: number): (readonly [number, number])[] {
  const listEnd = text.indexOf(', ', at)
  const end = Math.min(listEnd < 0 ? text.length : listEnd, at + longestList)
  const found: (readonly [number, number])[] = []
  for (let start = at; start < end; ) {
    const comma = text.indexOf(',', start)
    const stop = comma < 0 || comma > end ? end : comma
    const [from, to] = text.charCodeAt(start) === 60 ? [start + 1, stop - 1] : [start, stop]
    if (to > from) found.push([from, to])
    start = stop + 1
  }
  return found
}
