import { namedAddress } from '../text.ts'
import { addressEnd } from './delivery-line.ts'

/** One refusal, as smtpd(8), postscreen(8) and cleanup(8) log it. */
export interface RejectLine {
  readonly action: string
  readonly stage: string
  readonly clientName: string
  readonly clientAddress: string
  readonly code: number
  readonly dsn: string
  readonly text: string
  readonly sender: string
  readonly recipient: string
  readonly helo: string
  readonly user: string
}

const actions = [
  'reject: ',
  'milter-reject: ',
  'proxy-reject: ',
  'discard: ',
  'milter-discard: ',
  'hold: ',
  'milter-hold: ',
]

/**
 * Reads what follows the queue ID or NOQUEUE: `reject: RCPT from h[ip]: 554 5.7.1 <t>: Relay access
 * denied; from=<f> to=<t> proto=ESMTP helo=<x>` (smtpd_check.c, log_whatsup). `reject_warning:` is none.
 */
export function parseReject(text: string, start: number): RejectLine | undefined {
  const action = actions.find((word) => text.startsWith(word, start))
  if (action === undefined) return undefined
  const stageAt = start + action.length
  const stageEnd = text.indexOf(' from ', stageAt)
  if (stageEnd < 0) return undefined
  const client = namedAddress(text, stageEnd + 6)
  if (client === undefined) return undefined
  const stage = text.slice(stageAt, stageEnd)
  const header = headerStage(stage)
  const body = header === undefined ? afterColon(text, client.end) : headerReason(text, client.end)
  const reply = splitReply(body)
  const fields = text.slice(client.end)
  return {
    action: action.slice(0, -2),
    stage: header ?? stage,
    clientName: client.name,
    clientAddress: client.address,
    ...reply,
    sender: field(fields, ' from=<'),
    recipient: field(fields, ' to=<'),
    helo: field(fields, ' helo=<'),
    user: fields.includes('sasl_username=') ? (/sasl_username=([^\s,]{1,254})/.exec(fields)?.[1] ?? '') : '',
  }
}

/** cleanup(8) puts the offending header itself where the stage stands: `header Subject: …`. */
function headerStage(stage: string): string | undefined {
  return ['header', 'body', 'mime-error', 'content'].find((word) => stage.startsWith(word))
}

function afterColon(text: string, position: number): string {
  const end = endOfReply(text, position)
  return text.startsWith(': ', position) ? text.slice(position + 2, end) : text.slice(position, end)
}

function endOfReply(text: string, position: number): number {
  const ends = ['; from=<', '; proto=', '; to=<']
    .map((mark) => text.indexOf(mark, position))
    .filter((at) => at >= 0)
  return ends.length === 0 ? text.length : Math.min(...ends)
}

/** `from h[ip]; from=<> to=<> proto=ESMTP helo=<x>: 5.7.1 text` */
function headerReason(text: string, position: number): string {
  const helo = text.indexOf('helo=<', position)
  const end = helo < 0 ? -1 : text.indexOf('>: ', helo)
  return end < 0 ? '' : text.slice(end + 3)
}

function splitReply(body: string): { code: number; dsn: string; text: string } {
  const match = /^(?:(\d{3})[ -])?(?:([245]\.\d{1,3}\.\d{1,3}) )?/.exec(body)
  const text = body.slice(match?.[0].length ?? 0)
  return { code: Number(match?.[1] ?? 0), dsn: match?.[2] ?? '', text }
}

function field(text: string, name: string): string {
  const at = text.indexOf(name)
  if (at < 0) return ''
  const end = addressEnd(text, at + name.length)
  return end < 0 ? '' : text.slice(at + name.length, end)
}
