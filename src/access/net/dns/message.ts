import {
  AUTHENTIC_DATA,
  CHECKING_DISABLED,
  type DecodedPacket,
  decode,
  encode,
  type PacketOpt,
  RECURSION_DESIRED,
} from 'dns-packet'
import type { CanonicalRecord, DnsRecord, RecordType } from '../net.ts'
import { canonicalRecords } from './canonical.ts'
import { escapeLabel, plainName } from './name.ts'
import { presentRecord } from './presentation.ts'

/** One question as it goes over the wire. */
export interface Query {
  readonly id: number
  readonly name: string
  readonly type: RecordType
  readonly recursion: boolean
  readonly checkingDisabled: boolean
  readonly edns: boolean
  readonly signatures?: boolean
  /** The whole answer is wanted in canonical form too. */
  readonly proof?: boolean
}

/** A well-formed response to our query. */
export interface Message {
  /** With the extended bits (RFC 6891 §6.1.3). */
  readonly responseCode: number
  readonly authenticated: boolean
  readonly authoritative: boolean
  readonly answers: readonly DnsRecord[]
  /** Nothing stands in the answer section, not even what we do not read. */
  readonly empty: boolean
  /** Neither data nor denial, only other servers' names: an answer from one that does not serve the name. */
  readonly referral: boolean
  /** The NS records of a referral. */
  readonly referredTo: readonly DnsRecord[]
  /** Extended DNS error (RFC 8914): why a resolver failed, such as `EDE 6 (DNSSEC bogus): …`. */
  readonly extendedError?: string
  readonly proof?: readonly CanonicalRecord[]
}

/** What some bytes from the resolver are to us. `unrelated`: not an answer to this query; wait on. */
export type Reading =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'unrelated' }
  | { readonly kind: 'malformed'; readonly text: string }

// DNS flag day 2020: the largest UDP answer that no path fragments.
const udpPayloadSize = 1232
const formatError = 1
// RFC 3225 §3.
const dnssecOk = 0x8000

/** The query in wire format; AD asks for the AD bit in the answer (RFC 6840 §5.7). */
export function encodeQuery(query: Query): Buffer {
  const flags =
    AUTHENTIC_DATA |
    (query.recursion ? RECURSION_DESIRED : 0) |
    (query.checkingDisabled ? CHECKING_DISABLED : 0)
  const ednsFlags = query.signatures === true ? dnssecOk : 0
  const edns = {
    type: 'OPT',
    name: '.',
    udpPayloadSize,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: ednsFlags,
  } as const
  return encode({
    type: 'query',
    id: query.id,
    flags,
    questions: [{ name: query.name, type: query.type, class: 'IN' }],
    additionals: query.edns ? [{ ...edns, flag_do: query.signatures === true, options: [] }] : [],
  })
}

/** Reads what came back. Never throws; checks id, QR and the echoed question (RFC 5452 §9.1). */
export function readResponse(bytes: Buffer, query: Query): Reading {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== query.id) return { kind: 'unrelated' }
  const flags = bytes.readUInt16BE(2)
  if ((flags & 0x8000) === 0) return { kind: 'unrelated' }
  const questions = bytes.readUInt16BE(4)
  // A server that could not read the question may leave it out of its FORMERR.
  if (questions === 0 && (flags & 0xf) === formatError) return bareFormatError
  // A truncated message may end inside a record; its header and question are all that is needed.
  const packet = decodePacket(bytes, (flags & 0x0200) !== 0)
  if (packet === undefined) return { kind: 'malformed', text: 'the answer is not a DNS message' }
  const [echoed] = packet.questions ?? []
  if (echoed === undefined || questions !== 1)
    return { kind: 'malformed', text: 'the question is not echoed' }
  if (plainName(echoed.name) !== query.name || echoed.type !== query.type) return { kind: 'unrelated' }
  if (packet.flag_tc) return { kind: 'truncated' }
  const message = messageOf(packet, flags & 0xf)
  if (query.proof !== true) return { kind: 'message', message }
  const proof = canonicalRecords(bytes)
  if (proof === undefined) return { kind: 'malformed', text: 'the answer is not a DNS message' }
  return { kind: 'message', message: { ...message, proof } }
}

const bareFormatError: Reading = {
  kind: 'message',
  message: {
    responseCode: formatError,
    authenticated: false,
    authoritative: false,
    answers: [],
    empty: true,
    referral: false,
    referredTo: [],
  },
}

function decodePacket(bytes: Buffer, questionOnly: boolean): DecodedPacket | undefined {
  const copy = Buffer.from(bytes)
  if (questionOnly) copy.fill(0, 6, 12)
  // dns-packet reads labels with toString('utf-8', start, end) and joins them with dots, which would
  // lose bytes and make a label `a.b` two; this is the one place where its reading can be mended.
  copy.toString = (_, start, end) => escapeLabel(copy.subarray(start, end))
  try {
    return decode(copy)
  } catch {
    return undefined
  }
}

function messageOf(packet: DecodedPacket, lowResponseCode: number): Message {
  const answers = (packet.answers ?? []).map(presentRecord).filter((record) => record !== undefined)
  const options = packet.additionals?.find((record) => record.type === 'OPT')
  const authority = new Set(packet.authorities?.map((record) => record.type))
  const error = options === undefined ? undefined : extendedErrorOf(options.options)
  return {
    ...(error === undefined ? {} : { extendedError: error }),
    responseCode: ((options?.extendedRcode ?? 0) << 4) | lowResponseCode,
    authenticated: packet.flag_ad,
    authoritative: packet.flag_aa,
    answers,
    empty: (packet.answers ?? []).length === 0,
    // RFC 2308 §2.2: no answer, NS but no SOA in the authority section.
    referral: answers.length === 0 && authority.has('NS') && !authority.has('SOA'),
    referredTo: (packet.authorities ?? [])
      .map(presentRecord)
      .filter((record) => record?.type === 'NS')
      .filter((record) => record !== undefined),
  }
}

// RFC 8914 §4: those that tell a broken signature or a lame zone from a broken resolver.
const extendedErrorNames: Readonly<Record<number, string>> = {
  6: 'DNSSEC bogus',
  7: 'signature expired',
  8: 'signature not yet valid',
  9: 'DNSKEY missing',
  10: 'RRSIGs missing',
  12: 'NSEC missing',
  15: 'blocked',
  18: 'prohibited',
  20: 'not authoritative',
  22: 'no reachable authority',
  23: 'network error',
}
const extendedErrorOption = 15

function extendedErrorOf(options: readonly PacketOpt[]): string | undefined {
  for (const { code, data } of options) {
    if (Number(code) !== extendedErrorOption || data === undefined || data.length < 2) continue
    const number = data.readUInt16BE(0)
    const name = extendedErrorNames[number]
    const text = data.subarray(2, 202).toString('utf8')
    return `EDE ${number}${name === undefined ? '' : ` (${name})`}${text === '' ? '' : `: ${text}`}`
  }
  return undefined
}
