import { isIP } from 'node:net'

/** What `mailmedic trace` can be asked; all that is given must fit. Times as its `--since` takes them. */
export type TraceOptions = Readonly<Partial<Record<TraceField, string>>>

export const traceFields = [
  'from',
  'to',
  'messageId',
  'queueId',
  'client',
  'user',
  'subject',
  'status',
  'since',
  'until',
] as const
export type TraceField = (typeof traceFields)[number]

export interface Understood {
  readonly field: TraceField | 'address' | 'reply' | 'text'
  readonly value: string
}

/** What a person typed, taken apart. */
export interface MailQuestion {
  readonly understood: readonly Understood[]
  /** Each is asked, and what any of them finds is found. Undefined: nothing says which mail. */
  readonly asked: readonly TraceOptions[] | undefined
  /** Asked only where those find nothing. */
  readonly otherwise: TraceOptions | undefined
  /** What a reply must hold. */
  readonly reply: string | undefined
}

const statusWords: Readonly<Record<string, string>> = {
  delivered: 'delivered',
  sent: 'delivered',
  deferred: 'deferred',
  waiting: 'deferred',
  bounced: 'bounced,expired',
  returned: 'bounced,expired',
  expired: 'expired',
  rejected: 'rejected',
  refused: 'rejected',
  held: 'held',
  discarded: 'discarded',
  已投递: 'delivered',
  延迟: 'deferred',
  退信: 'bounced,expired',
  拒绝: 'rejected',
}

/** `deferred,bounced` → as trace names them; undefined: one of them is no state. */
function statusesOf(value: string): string | undefined {
  const all = value
    .toLowerCase()
    .split(',')
    .map((word) => statusWords[word])
  return all.includes(undefined) ? undefined : [...new Set(all.join(',').split(','))].join(',')
}

const timeWords: Readonly<Record<string, readonly [since: string, until?: string]>> = {
  today: ['today'],
  yesterday: ['yesterday', 'today'],
  今天: ['today'],
  昨天: ['yesterday', 'today'],
}

const fieldWords: Readonly<Record<string, TraceField>> = {
  from: 'from',
  to: 'to',
  subject: 'subject',
  user: 'user',
  client: 'client',
  ip: 'client',
  host: 'client',
  id: 'messageId',
  message: 'messageId',
  queue: 'queueId',
  status: 'status',
  since: 'since',
  until: 'until',
  before: 'until',
  发件人: 'from',
  收件人: 'to',
  主题: 'subject',
}

const fillers = new Set(['mail', 'mails', 'message', 'the', 'a', 'an', 'of', 'on', 'at', 'in', 'for', 'last'])
const mostWords = 20

/**
 * One box in plain words: "from anna@example.org to bob yesterday", "<1@x>", "4bX2kL0zZz", "192.0.2.0/24",
 * "deferred 2h", `subject:"the plan"`. What is not understood is looked for in the subject.
 */
export function readQuestion(text: string): MailQuestion {
  const reader = new Reader()
  const words = wordsOf(text)
  for (let at = 0; at < words.length; at++) {
    const [word = '', next] = [words[at], words[at + 1]]
    if (reader.takeNamed(word, next)) at++
    else reader.take(word)
  }
  return reader.question()
}

/** `field:value`, "quoted text", single words; of too many the first. */
function wordsOf(text: string): string[] {
  const found = text.match(/(?:[^\s":：]{1,20}[:：])?"[^"]{1,200}"|[^\s"]{1,400}/g) ?? []
  return found.filter((word) => bare(word) !== '').slice(0, mostWords)
}

class Reader {
  readonly #fields: Partial<Record<TraceField, string>> = {}
  readonly #understood: Understood[] = []
  readonly #rest: string[] = []
  #address: string | undefined
  #reply: string | undefined

  /** "from X", "since 2h": true where the next word belongs to this one. */
  takeNamed(word: string, next: string | undefined): boolean {
    const field = fieldWords[word.toLowerCase()]
    if (field === undefined || next === undefined || !this.#fitsField(field, next)) return false
    this.#set(field, bare(next))
    return true
  }

  take(word: string): void {
    const [, name = '', value = ''] = /^([^\s:：]{1,20})[:：](.+)$/.exec(word) ?? []
    const field = fieldWords[name.toLowerCase()]
    if (field !== undefined) this.#set(field, bare(value))
    else if (!this.#takeByShape(bare(word)) && !fillers.has(word.toLowerCase())) this.#rest.push(bare(word))
  }

  question(): MailQuestion {
    if (this.#rest.length > 0 && this.#fields.subject === undefined)
      this.#set('subject', this.#rest.join(' '))
    const { since, until, ...which } = this.#fields
    const isAnything =
      this.#address !== undefined || this.#reply !== undefined || Object.keys(which).length > 0
    if (!isAnything && since === undefined)
      return { understood: this.#understood, asked: undefined, otherwise: undefined, reply: undefined }
    return {
      ...{ understood: this.#understood, asked: this.#asked(), otherwise: this.#otherwise() },
      reply: this.#reply,
    }
  }

  /** An address may be either side. */
  #asked(): TraceOptions[] {
    const address = this.#address
    if (address === undefined) return [this.#fields]
    const sides = (['from', 'to'] as const).filter((side) => this.#fields[side] === undefined)
    return sides.map((side) => ({ ...this.#fields, [side]: address }))
  }

  /** What looks like an address may be a message-ID after all. */
  #otherwise(): TraceOptions | undefined {
    const address = this.#address
    if (address === undefined || address.includes('*') || this.#fields.messageId !== undefined)
      return undefined
    return { ...this.#fields, messageId: address }
  }

  #fitsField(field: TraceField, next: string): boolean {
    if (field === 'from' || field === 'to') return /[@.*]/.test(next)
    if (field === 'since' || field === 'until') return isTime(next)
    return field !== 'messageId' || next.includes('@')
  }

  #set(field: TraceField, given: string): void {
    const value = field === 'from' || field === 'to' ? pattern(given) : given
    const meant = field === 'status' ? statusesOf(value) : value
    if (meant === undefined || value === '') return
    this.#fields[field] = meant
    this.#understood.push({ field, value })
  }

  #takeByShape(word: string): boolean {
    const folded = word.toLowerCase()
    const [since, until] = timeWords[folded] ?? []
    if (since !== undefined) {
      this.#set('since', since)
      if (until !== undefined) this.#set('until', until)
    } else if (statusWords[folded] !== undefined) this.#set('status', folded)
    else if (isTime(word)) this.#setTime(word)
    else if (/^<[^<>\s]+@[^<>\s]+>$/.test(word)) this.#set('messageId', word.slice(1, -1))
    else if (isIP(word) !== 0 || isIP(word.split('/')[0] ?? '') !== 0) this.#set('client', word)
    else if (/^[45]\d\d$|^[45]\.\d{1,3}\.\d{1,3}$/.test(word)) this.#setReply(word)
    else if (/^[^@\s]*@[^@\s]+$/.test(word)) this.#setAddress(pattern(word))
    else if (isQueueId(word)) this.#set('queueId', word)
    else if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/i.test(word)) this.#setAddress(`*@${word}`)
    else return false
    return true
  }

  /** A day is meant whole. */
  #setTime(word: string): void {
    this.#set('since', word)
    const day = /^\d{4}-\d\d-\d\d$/.exec(word)?.[0]
    if (day === undefined || this.#fields.until !== undefined) return
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
    this.#set('until', next.toISOString().slice(0, 10))
  }

  #setAddress(address: string): void {
    this.#address = address
    this.#understood.push({ field: 'address', value: address })
  }

  #setReply(reply: string): void {
    this.#reply = reply
    this.#understood.push({ field: 'reply', value: reply })
    if (this.#fields.status === undefined)
      this.#fields.status = reply.startsWith('4') ? 'deferred,rejected' : 'bounced,expired,rejected'
  }
}

function isTime(word: string): boolean {
  return /^(?:\d{1,6}[smhdw]|\d{4}-\d\d-\d\d(?:T\d\d(?::\d\d){0,2})?|today|yesterday|now)$/.test(word)
}

/** Postfix's short (hexadecimal) and long forms, Exim's. */
function isQueueId(word: string): boolean {
  return /^(?=.*\d)(?:[0-9A-F]{6,15}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{11,20}|[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})$/.test(
    word,
  )
}

/** `@example.org` and `example.org` stand for all addresses there. */
function pattern(address: string): string {
  if (address.startsWith('@')) return `*${address}`
  return address.includes('@') || address.includes('*') ? address : `*@${address}`
}

function bare(word: string): string {
  return word.replace(/^"|"$/g, '').replace(/[,;!?]$/, '')
}
