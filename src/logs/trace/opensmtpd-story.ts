import { field, quoted } from '../engine/opensmtpd-fields.ts'
import { attemptStory, type Said } from './attempt-story.ts'
import type { RecipientStatus, TracedMessage, TraceLine } from './message.ts'

const results: Readonly<Record<string, RecipientStatus>> = {
  Ok: 'delivered',
  TempFail: 'deferred',
  PermFail: 'bounced',
  Loop: 'bounced',
  Expire: 'expired',
  Expired: 'expired',
}

/** Tells one message from OpenSMTPD's lines: `smtp message`, `smtp envelope`, `mta delivery`, `mda delivery`. */
export function opensmtpdStory(lines: readonly TraceLine[]): TracedMessage {
  return attemptStory(
    lines,
    read,
    (reply) => /\b([0-9a-f]{8}) Message accepted for delivery/.exec(reply)?.[1],
  )
}

function read({ text, time }: TraceLine): Said {
  const older = /^(?:relay|delivery): ([A-Za-z]{1,20}) for /.exec(text)?.[1]
  const result = older ?? field(text, 'result')
  const status = results[result]
  if (status !== undefined && / to=</.test(text)) return attempted(text, status)
  const sender = /[ ,]from=<([^>]{0,320})>/.exec(text)?.[1]
  const size = / size=(\d{1,15})/.exec(text)?.[1]
  const isArrival = /\bsmtp (?:event=)?message |Accepted message /.test(text)
  const address = field(text, 'address')
  return {
    kind: isArrival ? 'received' : 'queued',
    about: {
      ...(sender === undefined ? {} : { sender }),
      ...(isArrival ? { received: time } : {}),
      ...(size === undefined ? {} : { size: Number(size) }),
      ...(address === '' || address === 'local'
        ? {}
        : { client: `${field(text, 'host') || 'unknown'}[${address}]` }),
    },
  }
}

function attempted(text: string, status: RecipientStatus): Said {
  const at = text.indexOf(' stat=')
  const reply = quoted(text, 'stat') || (at < 0 ? '' : text.slice(at + 6))
  const relay = quoted(text, 'relay') || (/, relay=([^,]{1,300}),/.exec(text)?.[1] ?? '')
  const found = /^\[?([0-9A-Fa-f.:]{2,45})\]? \(([^)]{1,255})\)/.exec(relay)
  return {
    kind: 'other',
    attempts: [
      {
        address: / to=<([^>]{0,320})>/.exec(text)?.[1] ?? '',
        status,
        relay: found === null ? relay || null : `${found[2]}[${found[1]}]`,
        dsn: /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null,
        reply: reply === '' ? null : reply,
      },
    ],
  }
}
