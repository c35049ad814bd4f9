import type { Part } from './mime.ts'
import { splitCopy } from './notice.ts'
import { decodeWords, textOf } from './text.ts'

/** A mail's leaves by what they are to a reader of bounces. */
export interface Survey {
  readonly message: Part
  readonly subject: string | undefined
  readonly leaves: readonly Part[]
  /** Delivery status reports, the decoded text of each. */
  readonly statuses: readonly string[]
  /** Copies of the original mail, or of its headers. */
  readonly copies: readonly Part[]
  /** The notice for people, without the copy of the original in it. */
  readonly notice: string
  readonly copyInNotice: string
}

export function survey(message: Part): Survey {
  const leaves = leavesOf(message)
  const statuses = leaves
    .filter(({ type }) => /^message\/(?:global-)?delivery-status$/.test(type))
    .map((part) => textOf(part))
  const copies = leaves.filter(({ type }) =>
    /^(?:message\/(?:rfc822|global|partial)|text\/rfc822-headers|message\/rfc822-headers|message\/global-headers)$/.test(
      type,
    ),
  )
  const texts = leaves.filter(({ type }) => type.startsWith('text/') && type !== 'text/rfc822-headers')
  const plain = texts.filter(({ type }) => type !== 'text/html')
  const readable = (plain.some((part) => part.body.trim() !== '') ? plain : texts)
    .slice(0, 3)
    .map((part) => textOf(part))
  const [notice, copyInNotice] = splitCopy(readable.join('\n'))
  const subject = message.headers.get('subject')
  return {
    message,
    subject: subject === undefined ? undefined : decodeWords(subject),
    leaves,
    statuses,
    copies,
    notice,
    copyInNotice,
  }
}

function leavesOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf)
}

/** Addresses of the bounce itself: who wrote it and to whom it went. The latter failed only if nobody else did. */
export function othersOf(mail: Survey): ReadonlySet<string> {
  const { headers } = mail.message
  const names = ['from', 'reply-to', 'to', 'return-path', 'delivered-to', 'sender', 'cc']
  const own = names.flatMap((name) =>
    [...(headers.get(name) ?? '').matchAll(/[^\s<>,;"()]{1,250}@[^\s<>,;"()]{1,250}/g)].map(([one]) =>
      one.toLowerCase(),
    ),
  )
  return new Set(own)
}

/** The address that the bounce went to: a person who writes to himself is sender and recipient. */
export function isOwn(address: string, mail: Survey): boolean {
  return (mail.message.headers.get('to') ?? '').toLowerCase().includes(address)
}

/** Whom the original mail was for, by its copy. */
export function originalRecipient(mail: Survey): string | undefined {
  const copy = mail.copies[0]?.body ?? mail.copyInNotice
  const text = copy.slice(0, 64 << 10)
  for (const header of recipientHeaders) {
    const match = header.exec(text)
    if (match !== null) return match[1]
  }
  return /^[ \t]*to:[^\n]{0,200}?([^\s<>,;:"()]{1,250}@[^\s<>,;"()]{1,250})/im.exec(mail.notice)?.[1]
}

const recipientHeaders = ['To', 'X-Original-To', 'Delivered-To', 'X-Rcpt-To'].map(
  (name) => new RegExp(`^${name}[ \\t]*:[^\\n]{0,400}?([^\\s<>,;:"()]{1,250}@[^\\s<>,;:"()]{1,250})`, 'im'),
)

export function addressIn(value: string | undefined): string | undefined {
  return /([^\s<>,;:"()]{1,250}@[^\s<>,;"()]{1,250})/.exec(value ?? '')?.[1]
}
