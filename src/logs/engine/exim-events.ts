import type { DeliveryLine } from './delivery-line.ts'
import { eximField, eximPeer, eximRecipient, eximReply } from './exim-line.ts'
import type { Journeys } from './journeys.ts'
import type { Line } from './line.ts'
import type { LogListener } from './listener.ts'
import { noOrigin } from './message-origin.ts'
import type { RejectLine } from './refusal-line.ts'

/** Words of trouble with one message, in a line that is about no host. */
const trouble =
  /\b(?:acl condition|unable to|error|failed|cannot|could not|Tainted|Permission denied|No space|not found)\b/i
const longestSearched = 1_000

/** Where the parts of a line with a message ID stand, in its text. */
export interface EximPlace {
  readonly line: Line
  readonly text: string
  /** Row of the message. */
  readonly row: number
  readonly queueId: string
  /** Behind the ID, where the flag stands. */
  readonly at: number
}

const stage =
  /(?:^| )(temporarily )?rejected (RCPT|MAIL|EHLO|HELO|connection|after DATA|DATA|during|AUTH|VRFY|EXPN|STARTTLS|ETRN|from|header|message|by)/
const enhancedCode = /(?:^|[ -])([245]\.\d{1,3}\.\d{1,3})(?![.\d])/
const longestWord = 320

/** Tells a listener what Exim's lines say (Exim specification, chapter "Log files"), decoded. */
export class EximEvents {
  readonly #listener: LogListener
  readonly #journeys: Journeys

  constructor(listener: LogListener, journeys: Journeys) {
    this.#listener = listener
    this.#journeys = journeys
  }

  /** `<= a@b H=mx.b (helo) [192.0.2.1] P=esmtpsa A=plain:u S=1234`; notifications (`<= <>` R=…) are no arrival. */
  arrived({ line, text, at }: EximPlace): void {
    const client = eximPeer(text, at)
    const user = userOf(text, at)
    this.#listener.arrived(line, { client, user })
    if (user !== '') this.#listener.loggedIn(line, user, client)
  }

  delivered(place: EximPlace): void {
    this.#attempt(place, 'sent', '')
  }

  /** `== u@d R=… T=… defer (-44) H=mx [ip]: text`; `replyAt`: behind the `: `. */
  deferred(place: EximPlace, replyAt: number): void {
    this.#attempt(place, 'deferred', eximReply(place.text.slice(replyAt)))
  }

  failed(place: EximPlace, status: 'bounced' | 'expired', replyAt: number): void {
    this.#attempt(place, status, eximReply(place.text.slice(replyAt)))
  }

  #attempt(place: EximPlace, status: string, reply: string): void {
    const { line, text, queueId, row, at } = place
    const address = eximRecipient(text, at + 3)
    const transport = eximField(text, ' T=', at).replace(/:$/, '')
    const target = relayOf(text, at)
    const attempt: DeliveryLine = {
      queueId,
      recipient: text.slice(address.start, address.end).replace(/:$/, ''),
      relay: target || transport || 'none',
      dsn:
        enhancedCode.exec(reply.slice(0, 1_000))?.[1] ??
        { sent: '2.0.0', deferred: '4.0.0' }[status] ??
        '5.0.0',
      status,
      reply,
    }
    const origin = status === 'sent' ? noOrigin : this.#journeys.originOf(row)
    this.#listener.delivery(line, agentOf(transport, target), attempt, origin)
  }

  /** `ID H=mx [192.0.2.9] Connection refused`: one host of several, whatever came of the mail. */
  triedHost({ line, text, at }: EximPlace): void {
    const isHost = text.startsWith('H=', at)
    const target = isHost ? relayOf(text, at - 1) : ''
    if (!isHost) this.said(line, text.slice(at), isTroubleOfOne(text.slice(at, at + longestSearched)))
    if (target === '') return
    const error = text
      .slice(text.indexOf(']', at) + 1)
      .replace(/^:\d{1,5}/, '')
      .trim()
    const isConnection = /^(?:Connection|No route|Network|Host is|Operation timed)/.test(error)
    if (isConnection) this.#listener.connectFailed(line, { target, error })
  }

  /** `H=h (helo) [ip] F=<a@b> [temporarily ]rejected RCPT <u@d>: reason` */
  refused(line: Line, text: string): void {
    const found = stage.exec(text)
    if (found === null) return
    const after = found.index + found[0].length
    const colon = text.indexOf(': ', after)
    const refusal: RejectLine = {
      action: 'reject',
      stage: stageName(found[2] ?? ''),
      clientName: clientNameOf(text),
      clientAddress: eximPeer(` ${text}`, 0),
      code: found[1] === undefined ? 550 : 451,
      dsn: '',
      text: colon < 0 ? text.slice(found.index + 1) : text.slice(colon + 2),
      sender: bracketed(text, ' F=<'),
      recipient: found[2] === 'RCPT' ? bracketed(text, ' <', after) || wordAt(text, after + 1) : '',
      helo: between(text.slice(0, after), '(', ')'),
      user: userOf(text, 0),
    }
    this.#listener.refused(line, refusal)
  }

  /** `plain_server authenticator failed for (x) [ip]: 535 Incorrect authentication data (set_id=u)` */
  loginFailed(line: Line, client: string, user: string, text: string): void {
    const byServer = / 435 |[Tt]emporar/.test(text)
    const reason = text.slice(text.indexOf(': ') + 2).replace(/ \(set_id=.*$/, '')
    this.#listener.loginFailed(line, {
      client,
      user,
      service: 'smtp',
      reason,
      attempts: line.weight,
      byServer,
    })
  }

  /** Lines without an ID: the daemon's start, and trouble. */
  said(line: Line, text: string, isTrouble: boolean): void {
    if (/^exim \S{1,20} daemon started/.test(text)) this.#listener.changed(line, 'started', 'exim')
    else if (isTrouble) this.#listener.message(line, 'exim', 'warning', text)
  }
}

/** `malware acl condition: clamd /run/clamd.ctl: unable to connect`; not what is wrong with a stranger's signature. */
function isTroubleOfOne(text: string): boolean {
  return !text.startsWith('DKIM: ') && trouble.test(text)
}

/** As Postfix writes it: `mx.example[192.0.2.9]:25`; '' where the line names no host. */
function relayOf(text: string, from: number): string {
  const host = text.indexOf(' H=', from)
  const open = host < 0 ? -1 : text.indexOf(' [', host)
  const close = open < 0 ? -1 : text.indexOf(']', open)
  if (close < 0 || open - host > longestWord) return ''
  const name = wordAt(text, host + 3)
  const port = /^:\d{1,5}/.exec(text.slice(close + 1, close + 7))?.[0] ?? ''
  return `${name.startsWith('[') || name.startsWith('(') ? '' : name}${text.slice(open + 1, close + 1)}${port}`
}

/** Named as Postfix's agents are: what a condition asks is whether it was this host's own mailbox. */
function agentOf(transport: string, target: string): string {
  if (transport.includes('lmtp')) return 'lmtp'
  if (transport.includes('pipe') || transport.includes('procmail')) return 'pipe'
  return target !== '' || transport === '' || transport.includes('smtp') ? 'smtp' : 'local'
}

function userOf(text: string, from: number): string {
  const login = eximField(text, ' A=', from)
  const colon = login.indexOf(':')
  return colon < 0 ? '' : login.slice(colon + 1)
}

function clientNameOf(text: string): string {
  const name = eximField(` ${text}`, ' H=', 0)
  return name === '' || name.startsWith('(') || name.startsWith('[') ? 'unknown' : name
}

function stageName(word: string): string {
  if (word.endsWith('DATA')) return 'DATA'
  if (word === 'connection') return 'CONNECT'
  return word === word.toUpperCase() ? word : 'END-OF-MESSAGE'
}

function bracketed(text: string, open: string, from = 0): string {
  return between(text.slice(from), open, '>')
}

function between(text: string, open: string, close: string): string {
  const at = text.indexOf(open)
  const end = at < 0 ? -1 : text.indexOf(close, at + open.length)
  return end < 0 || end - at > longestWord ? '' : text.slice(at + open.length, end)
}

function wordAt(text: string, start: number): string {
  const end = text.indexOf(' ', start)
  return text.slice(start, end < 0 ? text.length : end).replace(/:$/, '')
}
