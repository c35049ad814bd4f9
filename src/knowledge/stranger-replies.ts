import type { DialogueSeen } from '../access/net/net.ts'
import type { Fact } from '../collect/fact.ts'
import { classifyReply } from '../explain/reply-reason.ts'

/** What a reply to a stranger says about what was asked, and not about the stranger himself. */
export type StrangerReply = 'accepted' | 'refused' | 'not told'

/**
 * Reasons that are about the recipient or about relaying. A greylisting, a listed client, a refused EHLO name
 * say nothing about either: whoever is not listened to cannot tell.
 */
const aboutTheQuestion = new Set([
  'relay-denied',
  'auth-required',
  'user-unknown',
  'mailbox-disabled',
  'recipient-rejected',
  'domain-no-mail',
  'domain-unknown',
  'address-syntax',
])

export function readStrangerReply(reply: string | undefined): StrangerReply {
  if (reply === undefined) return 'not told'
  if (reply.startsWith('2')) return 'accepted'
  const { reason } = classifyReply(reply)
  if (aboutTheQuestion.has(reason)) return 'refused'
  // RFC 3463: 5.1.x is about the address, whatever the words.
  return /^5\d\d[ -]5\.1\./.test(reply) ? 'refused' : 'not told'
}

/** A refusal of the sender, before any recipient was named, with its reply. */
export function refusedSender(dialogue: Fact<DialogueSeen>): string | undefined {
  if (dialogue.status !== 'known') return undefined
  const said = dialogue.value.replies.find(({ command }) => command.startsWith('MAIL FROM'))
  return said !== undefined && /^[45]/.test(said.reply) ? said.reply : undefined
}
