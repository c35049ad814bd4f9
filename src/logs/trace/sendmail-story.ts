import { attemptStory, type Said } from './attempt-story.ts'
import type { RecipientStatus, TracedMessage, TraceLine } from './message.ts'

const host = / relay=(?:([^\s,[]{1,255}) )?\[(?:IPv6:)?([0-9A-Fa-f.:]{2,45})\]/

/** Tells one message from Sendmail's lines (Installation and Operation Guide, "Format of log entries"). */
export function sendmailStory(lines: readonly TraceLine[]): TracedMessage {
  return attemptStory(lines, read, (reply) => /\(([0-9A-Za-z]{12,20}) Message accepted/.exec(reply)?.[1])
}

function read({ text, queueId, time }: TraceLine): Said {
  const said = text.slice(queueId.length + 2)
  if (said.startsWith('from=')) return arrived(said, time)
  if (said.startsWith('to=')) return attempted(said)
  return { kind: /Cannot send message (?:for|within)/.test(said) ? 'expired' : 'other' }
}

/** `from=<a@b>, size=1234, class=0, nrcpts=1, msgid=<x>, proto=ESMTP, relay=h [192.0.2.1]` */
function arrived(said: string, time: string): Said {
  const sender = /^from=<?([^>,]{0,320})/.exec(said)?.[1] ?? ''
  const size = Number(/, size=(\d{1,15})/.exec(said)?.[1] ?? Number.NaN)
  const messageId = /, msgid=<?([^>,\s]{1,500})/.exec(said)?.[1] ?? null
  return {
    kind: 'received',
    about: {
      sender,
      size: Number.isNaN(size) ? null : size,
      messageId,
      client: peerOf(said),
      saslUser: /, auth(?:id|enticated)=([^,\s]{1,254})/.exec(said)?.[1] ?? null,
      received: time,
    },
  }
}

/** `to=<u@d>,<v@d>, ctladdr=…, mailer=esmtp, relay=mx.d. [192.0.2.9], dsn=2.0.0, stat=Sent (ok)` */
function attempted(said: string): Said {
  const at = said.lastIndexOf(', stat=')
  const reply = at < 0 ? '' : said.slice(at + 7)
  const dsn = /, dsn=([245]\.\d{1,3}\.\d{1,3})/.exec(said)?.[1] ?? null
  const status = statusOf(reply, dsn)
  if (status === undefined) return { kind: 'other' }
  const relay = peerOf(said) ?? /, mailer=([\w.-]{1,40})/.exec(said)?.[1] ?? null
  const listEnd = said.indexOf(', ')
  const addresses = said.slice(3, listEnd < 0 ? undefined : listEnd).split(',')
  return {
    kind: 'other',
    attempts: addresses.map((address) => ({
      address: address.replace(/^<|>$/g, ''),
      status,
      relay,
      dsn,
      reply,
    })),
  }
}

function statusOf(reply: string, dsn: string | null): RecipientStatus | undefined {
  if (reply.startsWith('Sent')) return 'delivered'
  if (reply === '' || reply.startsWith('queued')) return undefined
  if (reply.startsWith('Deferred') || dsn?.startsWith('4') === true) return 'deferred'
  return dsn?.startsWith('2') === true ? 'delivered' : 'bounced'
}

/** `relay=mx.d. [192.0.2.9]` → `mx.d[192.0.2.9]` */
function peerOf(said: string): string | null {
  const found = host.exec(said)
  return found === null ? null : `${(found[1] ?? 'unknown').replace(/\.$/, '')}[${found[2]}]`
}
