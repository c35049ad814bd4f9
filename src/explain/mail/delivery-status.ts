import { parseHeaders } from './mime.ts'

/** A recipient's fields of a delivery status report (RFC 3464 §2.3), as they stand there. */
export interface ReportedRecipient {
  readonly finalRecipient?: string
  readonly originalRecipient?: string
  readonly action?: string
  readonly status?: string
  readonly diagnostic?: string
  readonly remoteServer?: string
}

/** Most recipients of one report that are looked at. */
const mostRecipients = 500

/** Reads the per-recipient groups of a `message/delivery-status` body, or of text that has its fields. */
export function readDeliveryStatus(text: string): ReportedRecipient[] {
  const found: ReportedRecipient[] = []
  for (const group of groupsOf(text)) {
    const fields = parseHeaders(group)
    const value = (name: string): string | undefined => fields.get(name)
    const finalRecipient = addressOf(value('final-recipient') ?? value('x-actual-recipient'))
    const originalRecipient = addressOf(value('original-recipient'))
    const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(value('status') ?? '')?.[1]
    const action = value('action')?.toLowerCase().split(/[\s(]/)[0]
    if (finalRecipient === undefined && originalRecipient === undefined && action === undefined) continue
    const comment = /\(([^)]{4,500})\)/.exec(value('status') ?? '')?.[1]
    const diagnostic = diagnosticOf(value('diagnostic-code')) ?? comment
    const remote = value('remote-mta')?.replace(/^[\w-]+;\s*/, '')
    found.push({
      ...(finalRecipient === undefined ? {} : { finalRecipient }),
      ...(originalRecipient === undefined ? {} : { originalRecipient }),
      ...(action === undefined ? {} : { action }),
      ...(status === undefined ? {} : { status }),
      ...(diagnostic === undefined ? {} : { diagnostic }),
      ...(remote === undefined ? {} : { remoteServer: remote }),
    })
    if (found.length >= mostRecipients) break
  }
  return found
}

/** Groups are divided by blank lines; some servers forget them: a second Final-Recipient begins a new one. */
function groupsOf(text: string): string[] {
  const groups: string[] = []
  for (const group of text.split(/\n[ \t]*\n/)) {
    const starts = [...group.matchAll(/^(?:Final-Recipient|Original-Recipient)[ \t]*:/gim)].map(
      ({ index, 0: name }) => ({
        index,
        name: name.toLowerCase(),
      }),
    )
    const cuts = starts.filter(
      ({ name }, at) => at > 0 && starts.slice(0, at).some((one) => one.name === name),
    )
    const places = [0, ...cuts.map(({ index }) => index), group.length]
    for (let at = 0; at + 1 < places.length; at++) groups.push(group.slice(places[at], places[at + 1]))
    if (groups.length > mostRecipients) break
  }
  return groups
}

function addressOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const plain = value.replace(/^\s*[\w-]{1,20}\s*;\s*/, '').trim()
  const address = /<?([^\s<>;"()]{1,250}@[^\s<>;"(),]{1,250})>?/.exec(plain)?.[1]
  return address ?? (plain === '' ? undefined : plain.replace(/^<|>$/g, '').slice(0, 320))
}

function diagnosticOf(value: string | undefined): string | undefined {
  const text = value?.replace(/^\s*[\w-]{1,30}\s*;\s*/, '').trim()
  return text === undefined || text === '' ? undefined : text.slice(0, 8_000)
}
