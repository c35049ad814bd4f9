import type { World } from '../access/world.ts'
import { Collector } from '../collect/collector.ts'
import { isPublicAddress } from '../collect/dns/ip-address.ts'
import { readReply } from '../explain/reply.ts'
import { eximReply } from '../logs/engine/exim-line.ts'
import type { Refusal, TracedMessage, TracedRecipient, TraceResult } from '../logs/trace/message.ts'
import type { SeenHere } from '../report/seen-here.ts'
import { type ObservedReply, observeReplies } from './explain-here.ts'
import { observationWords } from './explain-here-words.ts'

/** So many different replies are followed: each may ask a dozen lists. */
const mostFollowed = 8

interface Followed {
  readonly about: TracedRecipient | Refusal
  readonly reply: ObservedReply
  /** Replies with the same one lead to the same. */
  readonly key: string
}

/**
 * Goes on from what the log says to what this host shows of it now: for each reply that did not take the mail,
 * what `explain --here` would look at. Of the first `limit` messages. Read-only.
 */
export async function seenHere(
  { messages, refusals }: TraceResult,
  world: World,
  { limit, language }: { readonly limit: number; readonly language: 'en' | 'zh' },
): Promise<SeenHere> {
  const told = messages.length > limit ? [] : messages
  const all = [...told.flatMap(repliesOf), ...refusals.slice(-limit).map(ofRefusal)]
  const different = [...new Map(all.map((one) => [one.key, one])).values()].slice(0, mostFollowed)
  const collector = new Collector(world)
  const seen = new Map(
    await Promise.all(
      different.map(async ({ key, reply }) => {
        const observations = await observeReplies(world, [reply], collector)
        return [key, observations.map((one) => observationWords(one, language))] as const
      }),
    ),
  )
  return new Map(all.map(({ about, key }) => [about, seen.get(key) ?? []]))
}

function repliesOf(message: TracedMessage): Followed[] {
  return message.recipients.flatMap((recipient): Followed[] => {
    const { status, reply, address } = recipient
    if (status === 'delivered' || reply === null || reply === '') return []
    // Refused by this host: then it is about who handed it in, else about this host.
    const client = status === 'rejected' ? addressIn(message.client ?? '') : undefined
    return [followed(recipient, { reply, recipient: address, sender: message.sender ?? '', client })]
  })
}

function ofRefusal(refusal: Refusal): Followed {
  const { reply, recipient, sender, client } = refusal
  return followed(refusal, { reply, recipient, sender, client: addressIn(client) })
}

function followed(
  about: TracedRecipient | Refusal,
  {
    reply,
    recipient,
    sender,
    client,
  }: {
    readonly reply: string
    readonly recipient: string
    readonly sender: string
    readonly client: string | undefined
  },
): Followed {
  const meaning = readReply(eximReply(reply))
  const senderDomain = sender.includes('@') ? sender.slice(sender.lastIndexOf('@') + 1) : undefined
  const mailbox = meaning.reason === 'mailbox-full' ? recipient : ''
  return {
    about,
    reply: { meaning, recipient, senderDomain, clientAddress: client },
    key: [meaning.said, mailbox, senderDomain ?? '', client ?? ''].join('\0'),
  }
}

/** `name[203.0.113.9]` → `203.0.113.9`, where it is a public one. */
function addressIn(client: string): string | undefined {
  const address = /\[(?:IPv6:)?([0-9a-fA-F.:]{2,45})\]/.exec(client)?.[1]
  return address !== undefined && isPublicAddress(address) ? address : undefined
}
