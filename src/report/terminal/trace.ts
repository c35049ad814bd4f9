import type { RecipientStatus, TracedMessage, TracedRecipient } from '../../logs/trace/message.ts'
import { escapeForTerminal } from './escape.ts'
import type { TerminalOptions } from './logs.ts'
import { type Palette, palette } from './palette.ts'
import { wrap } from './wrap.ts'

/** What a reply means, in the product's words. */
export type Meaning = (reply: string) => string

const words: Readonly<Record<RecipientStatus, string>> = {
  delivered: 'delivered',
  deferred: 'not delivered yet, will be tried again',
  bounced: 'returned to the sender',
  expired: 'given up after too many tries, returned to the sender',
  rejected: 'refused',
  discarded: 'silently dropped',
  held: 'on hold in the queue',
}

/** The story of each message in plain words. */
export function traceText(
  messages: readonly TracedMessage[],
  options: TerminalOptions,
  meaning: Meaning,
): string {
  if (messages.length === 0) return 'No message fits in these logs.\n'
  const style = palette(options.colour)
  return messages.map((message) => story(message, style, options.width, meaning)).join('\n')
}

function story(message: TracedMessage, style: Palette, width: number, meaning: Meaning): string {
  const { sender, size, client, saslUser, received, messageId, queueIds } = message
  const from = sender === null ? 'unknown sender' : sender === '' ? '<> (a notification)' : sender
  const lines = [
    style.bold(escapeForTerminal(`From ${from}, ${size === null ? 'size unknown' : `${size} bytes`}`)),
    escapeForTerminal(`  message-id ${messageId ?? 'not logged'}, queue ID ${queueIds.join(' → ')}`),
    escapeForTerminal(
      `  ${received === null ? 'arrived before this log, or was made by this server' : `received ${received}`}` +
        `${client === null ? '' : ` from ${client}`}${saslUser === null ? '' : ` as user ${saslUser}`}`,
    ),
    ...message.recipients.flatMap((recipient) => recipientLines(recipient, style, width, meaning)),
    ...message.events.map(({ time, program, text, file, line }) =>
      style.dim(escapeForTerminal(`    ${time} ${program} ${text} (${file}:${line})`)),
    ),
  ]
  return `${lines.join('\n')}\n`
}

function recipientLines(
  recipient: TracedRecipient,
  style: Palette,
  width: number,
  meaning: Meaning,
): string[] {
  const { address, origTo, status, relay, delay, attempts, reply } = recipient
  const good = status === 'delivered'
  const alias = origTo === null ? '' : ` (sent to ${origTo})`
  const where = relay === null || relay === 'none' ? '' : ` by ${relay}`
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  const time = delay === null ? '' : `, after ${delay} s`
  const outcome = escapeForTerminal(`${words[status]}${where}${time}${tries}`)
  const lines = [
    `  ${escapeForTerminal(address + alias)}: ${good ? style.good(outcome) : style.bad(outcome)}`,
  ]
  if (reply === null || reply === '') return lines
  const said = good ? reply : `${meaning(reply)}: ${reply}`
  return [...lines, ...wrap(escapeForTerminal(said), Math.max(20, width - 4)).map((line) => `    ${line}`)]
}
