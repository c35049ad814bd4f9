import type { MessageLevel } from '../mail-log.ts'
import { between } from '../text.ts'
import type { DeliveryLine } from './delivery-line.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import { noOrigin } from './message-origin.ts'
import { field, quoted, refusedStage } from './opensmtpd-fields.ts'
import type { RejectLine } from './refusal-line.ts'

/** What a session has told so far: who it is with. */
interface Session {
  /** Of a client: its address, '' for this host; of a server: `h[192.0.2.9]:25`. */
  readonly peer: string
  readonly name: string
  user: string
  /** Of a server: the connection stands. */
  connected?: boolean
}

const mostSessions = 10_000
const form = /^(?:y express\[\d+\]: )?([0-9a-f]{16}) (smtp|mta|mda) ([a-z-]+)(?: |$)/
const statuses: Readonly<Record<string, string>> = {
  Ok: 'sent',
  TempFail: 'deferred',
  PermFail: 'bounced',
  Loop: 'bounced',
  Expired: 'expired',
}
const levels: readonly (readonly [string, MessageLevel])[] = [
  ['warn: ', 'warning'],
  ['warning: ', 'warning'],
  ['fatal: ', 'fatal'],
]
const enhancedCode = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3}) /

/** Tells a listener what OpenSMTPD logs since 6.4 (smtp_session.c, mta.c, mda.c): `SESSION smtp|mta|mda event key=value…`. */
export class OpensmtpdEvents {
  readonly #listener: LogListener
  readonly #sessions = new Map<string, Session>()

  constructor(listener: LogListener) {
    this.#listener = listener
  }

  read(line: Line, text: string): void {
    const found = form.exec(text)
    if (found === null) this.#said(line, text)
    else {
      const [head, session = '', part, event = ''] = found
      const fields = text.slice(head.length)
      if (part === 'smtp') this.#served(line, session, event, fields)
      else if (event === 'delivery') this.#delivered(line, part === 'mta', fields)
      else if (part === 'mta') this.#connecting(line, session, event, fields)
    }
  }

  #said(line: Line, text: string): void {
    if (/^info: OpenSMTPD \S{1,20} starting/.test(text)) this.#listener.changed(line, 'started', 'opensmtpd')
    else if (text === 'Exiting') this.#listener.changed(line, 'stopped', 'opensmtpd')
    else if (/^info: (?:mta|mda|smtp) (?:paused|resumed)$/.test(text))
      this.#listener.message(line, 'opensmtpd', 'warning', text.slice('info: '.length))
    else {
      const found = levels.find(([word]) => text.startsWith(word))
      if (found !== undefined)
        this.#listener.message(line, 'opensmtpd', found[1], text.slice(found[0].length))
    }
  }

  #served(line: Line, session: string, event: string, fields: string): void {
    const known = this.#sessions.get(session)
    if (event === 'connected') {
      this.#listener.connected(line)
      const address = field(fields, 'address')
      this.#keep(session, { peer: address === 'local' ? '' : address, name: field(fields, 'host'), user: '' })
    } else if (event === 'authentication') this.#authenticated(line, known, fields)
    else if (event === 'message')
      this.#listener.arrived(line, { client: known?.peer ?? 'unknown', user: known?.user ?? '' })
    else if (event === 'failed-command') this.#refused(line, known, fields)
    else if (event === 'disconnected') this.#sessions.delete(session)
  }

  /** `user=u result=ok|permfail|tempfail` */
  #authenticated(line: Line, session: Session | undefined, fields: string): void {
    const [user, result] = [field(fields, 'user'), field(fields, 'result')]
    const client = session?.peer ?? ''
    if (result === 'ok') {
      if (session !== undefined) session.user = user
      this.#listener.loggedIn(line, user, client)
      return
    }
    const byServer = result === 'tempfail'
    this.#listener.loginFailed(line, { client, user, service: 'smtp', reason: result, attempts: 1, byServer })
  }

  /** `command="RCPT TO:<x>" result="550 Invalid recipient"`; a wrong word (`503`) or a log-in is no refusal of mail. */
  #refused(line: Line, session: Session | undefined, fields: string): void {
    const command = quoted(fields, 'command')
    const stage = refusedStage(command, quoted(fields, 'result'))
    const [, code = '', dsn = '', text = ''] =
      /^(\d{3})(?:[ -](?:([245]\.\d{1,3}\.\d{1,3}) )?(.*))?$/.exec(quoted(fields, 'result')) ?? []
    if (stage === undefined) return
    const address = between(command, ':<', '>') ?? ''
    const refusal: RejectLine = {
      action: 'reject',
      stage,
      clientName: session?.name ?? 'unknown',
      clientAddress: session?.peer ?? '',
      code: Number(code),
      dsn,
      text,
      sender: stage === 'MAIL' ? address : '',
      recipient: stage === 'RCPT' ? address : '',
      helo: '',
      user: session?.user ?? '',
    }
    this.#listener.refused(line, refusal)
  }

  /** `evpid=… from=<a> to=<b> rcpt=<-> source="…" relay="192.0.2.9 (h)" delay=1s result="Ok" stat="250 …"` */
  #delivered(line: Line, isRemote: boolean, fields: string): void {
    const status = statuses[field(fields, 'result')]
    if (status === undefined) return
    // mda(8) writes it last, without quotes.
    const reply = quoted(fields, 'stat') || (fields.split(' stat=', 2)[1] ?? '')
    const attempt: DeliveryLine = {
      queueId: field(fields, 'evpid').slice(0, 8),
      recipient: between(fields, ' to=<', '>') ?? '',
      relay: isRemote ? relayOf(quoted(fields, 'relay')) : 'local',
      dsn: enhancedCode.exec(reply)?.[1] ?? (status === 'deferred' ? '4.0.0' : '5.0.0'),
      status,
      reply,
    }
    const sender = between(fields, 'from=<', '>') ?? ''
    const origin = status === 'sent' ? noOrigin : { sender, user: '' }
    this.#listener.delivery(line, isRemote ? 'smtp' : 'local', attempt, origin)
  }

  /**
   * `mta connecting address=smtp://192.0.2.9:25 host=h`, then `mta error reason=Connection timeout`; after
   * `mta connected` an error is what the other side said: `AUTH rejected: 535 …`.
   */
  #connecting(line: Line, session: string, event: string, fields: string): void {
    if (event === 'connecting') {
      const [, address = '', port = '25'] =
        /:\/\/\[?([0-9A-Fa-f.:]{2,45}?)\]?(?::(\d{1,5}))?$/.exec(field(fields, 'address')) ?? []
      const name = field(fields, 'host')
      this.#keep(session, { peer: `${name}[${address}]:${port}`, name, user: '' })
    } else if (event === 'connected') {
      const known = this.#sessions.get(session)
      if (known !== undefined) known.connected = true
    } else if (event === 'disconnected') this.#sessions.delete(session)
    else if (event === 'error') {
      const known = this.#sessions.get(session)
      const error = fields.startsWith('reason=') ? fields.slice(7) : fields
      if (known?.connected === true)
        this.#listener.message(line, 'opensmtpd', 'error', `mta error on ${known.peer}: ${error}`)
      else if (known !== undefined) this.#listener.connectFailed(line, { target: known.peer, error })
      this.#sessions.delete(session)
    }
  }

  #keep(session: string, known: Session): void {
    if (this.#sessions.size >= mostSessions) this.#sessions.clear()
    this.#sessions.set(session, known)
  }
}

/** `192.0.2.9 (h)`, `[2001:db8::9] (h)` → as Postfix writes it: `h[192.0.2.9]`. */
function relayOf(text: string): string {
  const [, address = '', name = ''] = /^\[?([0-9A-Fa-f.:]{2,45})\]?(?: \(([^)]{0,255})\))?/.exec(text) ?? []
  return address === '' ? text || 'none' : `${name}[${address}]`
}
