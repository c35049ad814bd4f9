import type { CanonicalRecord } from '../net.ts'
import { escapeLabel, plainName } from './name.ts'

/** Where the names stand in the RDATA of types that may compress them (RFC 3597 §4), after so many bytes. */
const nameAfter: ReadonlyMap<number, number> = new Map([
  [2, 0], // NS
  [5, 0], // CNAME
  [6, 0], // SOA, two names
  [12, 0], // PTR
  [15, 2], // MX
  [33, 6], // SRV
  [39, 0], // DNAME
  [46, 18], // RRSIG
])
const startOfAuthority = 6
const mostRecords = 500
const longestName = 255

/**
 * The records of the answer and authority section of a message, as signatures cover them: names
 * uncompressed and in lower case, also inside RDATA (RFC 4034 §6.2). Undefined: not a well-formed message.
 * Never throws; bounded by the message's own size.
 */
export function canonicalRecords(message: Buffer): readonly CanonicalRecord[] | undefined {
  if (message.length < 12) return undefined
  const [questions, answers, authorities] = [4, 6, 8].map((at) => message.readUInt16BE(at))
  const wanted = (answers ?? 0) + (authorities ?? 0)
  if (wanted > mostRecords) return undefined
  let at = 12
  for (let left = questions ?? 0; left > 0; left--) {
    const name = nameAt(message, at)
    if (name === undefined) return undefined
    at = name.end + 4
  }
  const records: CanonicalRecord[] = []
  while (records.length < wanted) {
    const owner = nameAt(message, at)
    if (owner === undefined || owner.end + 10 > message.length) return undefined
    const type = message.readUInt16BE(owner.end)
    const ttlSeconds = message.readUInt32BE(owner.end + 4)
    const start = owner.end + 10
    const end = start + message.readUInt16BE(owner.end + 8)
    const rdata = end > message.length ? undefined : canonicalData(message, type, start, end)
    if (rdata === undefined) return undefined
    records.push({ name: presented(owner.wire), type, ttlSeconds, rdata: rdata.toString('base64') })
    at = end
  }
  return records
}

function canonicalData(message: Buffer, type: number, start: number, end: number): Buffer | undefined {
  const before = nameAfter.get(type)
  if (before === undefined) return message.subarray(start, end)
  const first = nameAt(message, start + before)
  const second = type === startOfAuthority && first !== undefined ? nameAt(message, first.end) : undefined
  const last = type === startOfAuthority ? second : first
  if (first === undefined || last === undefined || last.end > end) return undefined
  const names = second === undefined ? [first.wire] : [first.wire, second.wire]
  return Buffer.concat([message.subarray(start, start + before), ...names, message.subarray(last.end, end)])
}

/** A name in wire form, in lower case, and where it ends in the message. Pointers lead backwards only. */
function nameAt(message: Buffer, start: number): { readonly wire: Buffer; readonly end: number } | undefined {
  const labels: Buffer[] = []
  let [at, end, length] = [start, 0, 0]
  for (;;) {
    const size = message[at]
    if (size === undefined) return undefined
    if (size === 0) {
      const wire = Buffer.concat([...labels, Buffer.from([0])])
      return { wire: lowerCase(wire), end: end === 0 ? at + 1 : end }
    }
    if (size >= 0xc0) {
      if (at + 1 >= message.length) return undefined
      const target = message.readUInt16BE(at) & 0x3fff
      if (target >= at) return undefined
      if (end === 0) end = at + 2
      at = target
      continue
    }
    length += size + 1
    if (size > 63 || length >= longestName || at + size >= message.length) return undefined
    labels.push(message.subarray(at, at + size + 1))
    at += size + 1
  }
}

/** ASCII letters only; lengths are below 64, so no letter is one of them. */
function lowerCase(wire: Buffer): Buffer {
  return Buffer.from(wire.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte)))
}

function presented(wire: Buffer): string {
  const labels: string[] = []
  for (let at = 0; at < wire.length - 1; at += (wire[at] ?? 0) + 1)
    labels.push(escapeLabel(wire.subarray(at + 1, at + 1 + (wire[at] ?? 0))))
  return labels.length === 0 ? '.' : plainName(labels.join('.'))
}
