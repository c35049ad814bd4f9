import { eximField, eximRecipient } from '../engine/exim-line.ts'
import type { EventKind, RecipientStatus, TracedEvent, TracedMessage, TraceLine } from './message.ts'
import { companionKind, nextHost } from './postfix-story.ts'
import { Recipients } from './recipients.ts'

const tooOld = /retry timeout exceeded|failing for a long time/
const notTried = /retry time not reached|defer \(-5[1-4]\)/

/** Tells one message from Exim's lines. */
export function eximStory(told: readonly TraceLine[]): TracedMessage {
  const lines = told.filter(({ isCompanion }) => !isCompanion)
  const recipients = new Recipients()
  const firstSerial = Math.min(...lines.map(({ serial }) => serial))
  const arrival = lines.find(({ serial, text }) => serial === firstSerial && text.includes(' <= '))
  const ids = [...new Map(lines.map(({ serial, queueId }) => [serial, queueId])).entries()].sort(
    ([a], [b]) => a - b,
  )
  const queueIds = ids.map(([, id]) => id)
  const begins = lines[0]?.second ?? 0
  const events = told.map((line): TracedEvent => {
    const { time, queueId, program, text, line: number, file } = line
    const kind = companionKind(line) ?? happened(line, { recipients, queueIds, begins })
    return { time, queueId, program, kind, text, line: number, file }
  })
  return { ...arrivalOf(arrival), queueIds, notices: [], recipients: recipients.list(), events }
}

type Arrival = Omit<TracedMessage, 'queueIds' | 'notices' | 'recipients' | 'events'>

const nothing: Arrival = {
  messageId: null,
  sender: null,
  subject: null,
  size: null,
  client: null,
  saslUser: null,
  received: null,
}

function arrivalOf(line: TraceLine | undefined): Arrival {
  if (line === undefined) return nothing
  const at = line.text.indexOf(' <= ') + 4
  const end = line.text.indexOf(' ', at)
  const sender = line.text.slice(at, end < 0 ? undefined : end)
  const size = Number(eximField(line.text, ' S=', at))
  const messageId = eximField(line.text, ' id=', at)
  const isNotice = sender === '<>' && eximField(line.text, ' R=', at) !== ''
  return {
    messageId: messageId === '' ? null : messageId,
    sender: sender === '<>' ? '' : sender,
    // log_selector +subject: the text is quoted, `"` and `\\` are escaped
    subject: / T="((?:[^"\\]|\\.){0,2000})"/.exec(line.text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? null,
    size: Number.isFinite(size) && size > 0 ? size : null,
    client: peerOf(line.text),
    saslUser: /^[^:]*:(.+)$/.exec(eximField(line.text, ' A=', at))?.[1] ?? null,
    received: isNotice ? null : line.time,
  }
}

/** `H=name (helo) [ip]:port` → `name[ip]`; without a name `unknown[ip]`; null for local mail. */
function peerOf(text: string): string | null {
  const found = / H=(?:([^ ([]{1,255}) )?(?:\([^)]{0,255}\) )?\[([0-9a-fA-F.:]{2,45})\]/.exec(text)
  return found === null ? null : `${found[1] ?? 'unknown'}[${found[2]}]`
}

interface Told {
  readonly recipients: Recipients
  readonly queueIds: readonly string[]
  readonly begins: number
}

function happened(line: TraceLine, told: Told): EventKind {
  const { text, queueId } = line
  const at = text.indexOf(queueId) + queueId.length + 1
  const flag = text.slice(at, at + 3)
  if (flag === '<= ') return 'received'
  if (flag === '=> ' || flag === '-> ' || flag === '>> ') return delivered(line, at + 3, told)
  if (flag === '== ') return notTried.test(text) ? 'other' : failed(line, at + 3, 'deferred', told)
  if (flag === '** ') return failed(line, at + 3, tooOld.test(text) ? 'expired' : 'bounced', told)
  if (text.startsWith('Completed', at)) return 'removed'
  return text.startsWith('Frozen', at) ? 'held' : 'other'
}

function delivered(line: TraceLine, at: number, { recipients, queueIds, begins }: Told): EventKind {
  const { text, serial } = line
  const place = eximRecipient(text, at)
  const address = text.slice(place.start, place.end)
  const confirmation = / C="((?:[^"\\]|\\.){0,2000})"/.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') ?? null
  const next = confirmation === null ? undefined : /id=([0-9A-Za-z-]{16,23})/.exec(confirmation)?.[1]
  if (next !== undefined && next !== line.queueId && queueIds.includes(next)) {
    recipients.handOn(address, undefined, serial)
    return 'handed-on'
  }
  const status = place.dropped ? 'discarded' : 'delivered'
  recipients.add({
    address,
    ...originalOf(text, at, address),
    status,
    relay: peerOf(text) ?? (eximField(text, ' T=', at) || null),
    dsn: enhancedCode(confirmation),
    reply: confirmation,
    delay: Math.round((line.second - begins) * 100) / 100,
    isAttempt: true,
    serial,
    time: line.time,
    next: status === 'delivered' ? nextHost(peerOf(text) ?? '', confirmation ?? '') : null,
  })
  return status
}

/** The address in `<…>` behind the delivered one; none where that is only the name of a local user. */
function originalOf(text: string, at: number, address: string): { origTo?: string } {
  const fields = text.indexOf(' R=', at)
  const original = /<([^>]{1,320})>/.exec(text.slice(at, fields < 0 ? undefined : fields))?.[1]
  return original === undefined || original === address ? {} : { origTo: original }
}

function failed(
  line: TraceLine,
  at: number,
  status: RecipientStatus,
  { recipients, begins }: Told,
): EventKind {
  const { text, serial } = line
  const place = eximRecipient(text, at)
  const address = text.slice(place.start, place.end)
  const defer = text.indexOf(' defer (', at)
  const colon = text.indexOf(': ', defer < 0 ? at : defer)
  const reply = colon < 0 ? null : text.slice(colon + 2)
  recipients.add({
    address,
    ...originalOf(text, at, address),
    status,
    relay: peerOf(text) ?? (eximField(text, ' T=', at) || null),
    dsn: enhancedCode(reply),
    reply,
    delay: Math.round((line.second - begins) * 100) / 100,
    isAttempt: true,
    serial,
    time: line.time,
  })
  return status === 'expired' ? 'expired' : status === 'bounced' ? 'bounced' : 'deferred'
}

function enhancedCode(reply: string | null): string | null {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply ?? '')?.[1] ?? null
}
