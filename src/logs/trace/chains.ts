import type { TracedMessage, TracedRecipient } from './message.ts'

/**
 * Marks where a message goes on in the same logs: the next host's own log was given too, and has that queue ID
 * for the same message-id. The queue ID alone joins nothing, short ones are used again; without a message-id
 * (OpenSMTPD logs none) nobody knows.
 */
export function chained(messages: readonly TracedMessage[]): TracedMessage[] {
  const named = new Set(messages.map(({ messageId, queueIds }) => `${queueIds[0]} ${messageId}`))
  return messages.map((message) => {
    if (message.messageId === null) return message
    const recipients = message.recipients.map((recipient): TracedRecipient => {
      const { next } = recipient
      if (next?.queueId == null || message.queueIds.includes(next.queueId)) return recipient
      const isToldHere = named.has(`${next.queueId} ${message.messageId}`)
      return isToldHere ? { ...recipient, next: { ...next, isToldHere } } : recipient
    })
    return { ...message, recipients }
  })
}
