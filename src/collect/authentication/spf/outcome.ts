import type { RecordType } from '../../../access/net/net.ts'

export type SpfResult = 'none' | 'neutral' | 'pass' | 'fail' | 'softfail' | 'temperror' | 'permerror'

export type SpfErrorKind =
  | 'multiple-records'
  | 'syntax'
  | 'too-many-lookups'
  | 'too-many-void-lookups'
  | 'too-many-exchangers'
  | 'include-without-record'
  | 'dns'

/** Why an evaluation ended without a verdict about the address. */
export interface SpfError {
  readonly kind: SpfErrorKind
  readonly result: 'temperror' | 'permerror'
  readonly domain: string
  readonly term: string
  readonly text: string
}

export interface SpfQuestion {
  readonly address: string
  readonly domain: string
  /** `local@domain`; empty local part: postmaster (RFC 7208 §4.3). */
  readonly sender: string
  readonly helo: string
  readonly timestampSeconds?: number
}

export interface SpfEvaluation {
  readonly result: SpfResult
  readonly error: SpfError | undefined
  /** The term that decided, and in whose record it stands. */
  readonly matched: { readonly domain: string; readonly term: string } | undefined
  readonly lookups: number
  readonly voidLookups: number
  /** The owner's words for a refused sender (`exp=`), when asked for. */
  readonly explanation: string | undefined
}

/** A permanent error: the record must be mended. */
export function permanent(kind: SpfErrorKind, domain: string, term: string, text: string): SpfError {
  return { kind, result: 'permerror', domain, term, text }
}

/** A temporary error: the DNS did not answer, nothing is known of the record. */
export function dnsError(name: string, type: RecordType, text: string): SpfError {
  return { kind: 'dns', result: 'temperror', domain: name, term: type, text }
}
