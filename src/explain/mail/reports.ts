import { gunzipSync, inflateRawSync } from 'node:zlib'
import type { Part } from './mime.ts'
import { decodeTransfer } from './text.ts'

/** A report by machine about many mails: recognised and summed up, never a bounce. */
export interface AggregateReport {
  readonly format: 'dmarc' | 'tls-rpt'
  readonly organization: string | undefined
  readonly domain: string | undefined
  /** Mails or TLS sessions that the report counts. */
  readonly total: number
  /** Of these, those that failed DMARC, or TLS. */
  readonly failed: number
  /** Addresses that failed most, or kinds of TLS failures, with their counts. */
  readonly failures: readonly { readonly what: string; readonly count: number }[]
}

const mostBytes = 20 << 20

/** Reads a DMARC aggregate report (RFC 7489 appendix C) or a TLS report (RFC 8460) among the parts of a mail. */
export function readAggregateReport(parts: readonly Part[]): AggregateReport | undefined {
  for (const part of parts) {
    const name = (
      part.headers.get('content-disposition') ??
      part.headers.get('content-type') ??
      ''
    ).toLowerCase()
    if (!/(?:xml|zip|gzip|tlsrpt|json|octet-stream)/.test(`${part.type} ${name}`)) continue
    const text = unpack(part)
    if (text === undefined) continue
    const report = text.includes('<feedback') ? readDmarc(text) : readTlsReport(text)
    if (report !== undefined) return report
  }
  return undefined
}

function unpack(part: Part): string | undefined {
  const encoding = (part.headers.get('content-transfer-encoding') ?? '').trim().toLowerCase()
  if (part.body.length > mostBytes) return undefined
  const bytes = Buffer.from(decodeTransfer(part.body, encoding), 'latin1')
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b)
      return gunzipSync(bytes, { maxOutputLength: mostBytes }).toString('utf8')
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return unzipFirst(bytes)?.toString('utf8')
  } catch {
    return undefined
  }
  return bytes.toString('utf8')
}

/** The first file of a zip archive, by its local header (APPNOTE 4.3.7). */
function unzipFirst(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 30 || bytes.readUInt32LE(0) !== 0x04034b50) return undefined
  const method = bytes.readUInt16LE(8)
  const packed = bytes.readUInt32LE(18)
  const start = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)
  const data = bytes.subarray(start, packed === 0 ? undefined : start + packed)
  if (method === 0) return data
  return method === 8 ? inflateRawSync(data, { maxOutputLength: mostBytes }) : undefined
}

function readDmarc(xml: string): AggregateReport {
  const failures = new Map<string, number>()
  let [total, failed] = [0, 0]
  for (const record of xml.split('<record>').slice(1, 20_000)) {
    const count = Number(element(record, 'count') ?? 1) || 0
    total += count
    const evaluated = element(record, 'policy_evaluated') ?? ''
    if (element(evaluated, 'dkim') === 'pass' || element(evaluated, 'spf') === 'pass') continue
    failed += count
    const source = element(record, 'source_ip') ?? '?'
    failures.set(source, (failures.get(source) ?? 0) + count)
  }
  const metadata = element(xml, 'report_metadata') ?? ''
  const policy = element(xml, 'policy_published') ?? ''
  return {
    format: 'dmarc',
    organization: element(metadata, 'org_name'),
    domain: element(policy, 'domain'),
    total,
    failed,
    failures: largest(failures),
  }
}

function element(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`)
  if (start < 0) return undefined
  const end = xml.indexOf(`</${name}>`, start)
  return end < 0 ? undefined : xml.slice(start + name.length + 2, end).trim()
}

function readTlsReport(text: string): AggregateReport | undefined {
  const report = parseJson(text)
  const policies = listOf(report?.['policies'])
  if (report === undefined || policies.length === 0) return undefined
  const failures = new Map<string, number>()
  let [total, failed] = [0, 0]
  for (const policy of policies.map(objectOf)) {
    const summary = objectOf(policy?.['summary'])
    const lost = numberOf(summary?.['total-failure-session-count'])
    total += numberOf(summary?.['total-successful-session-count']) + lost
    failed += lost
    for (const detail of listOf(policy?.['failure-details']).map(objectOf)) {
      const what = textOf(detail?.['result-type']) ?? '?'
      failures.set(what, (failures.get(what) ?? 0) + numberOf(detail?.['failed-session-count']))
    }
  }
  const domain = textOf(objectOf(objectOf(policies[0])?.['policy'])?.['policy-domain'])
  return {
    format: 'tls-rpt',
    organization: textOf(report['organization-name']),
    domain,
    total,
    failed,
    failures: largest(failures),
  }
}

function largest(counts: ReadonlyMap<string, number>): { what: string; count: number }[] {
  const all = [...counts].map(([what, count]) => ({ what, count }))
  return all.sort((left, right) => right.count - left.count).slice(0, 10)
}

type Json = Readonly<Record<string, unknown>>

function parseJson(text: string): Json | undefined {
  try {
    return objectOf(JSON.parse(text))
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
