/**
 * What the world said when it was asked: seen, seen to be missing, or not seen. Never null.
 *
 * Every port (Host, Net) answers with this type and every fact carries it on, so that a time-out
 * or a missing permission can never be mistaken for "it is not there".
 */
export type Answer<T> =
  | { readonly status: 'known'; readonly value: T; readonly evidence: readonly Evidence[] }
  | { readonly status: 'absent'; readonly evidence: readonly Evidence[] }
  | { readonly status: 'unknown'; readonly because: Reason }

export type KnownOrAbsent<T> = Exclude<Answer<T>, { status: 'unknown' }>

export type EvidenceKind = 'file' | 'command' | 'log' | 'dns' | 'dialogue' | 'tls' | 'http'

/** One thing that was seen, so that a person can go and look for himself. */
export interface Evidence {
  readonly kind: EvidenceKind
  /** `path:line`, a command line, `name TYPE @resolver`, or `host:port`. */
  readonly where: string
  /** Verbatim text; hostile bytes are made safe only where it is printed. */
  readonly text: string
  /** When it was seen, or (for a log line) written: ISO 8601, UTC. */
  readonly at: string
}

export type ReasonCode =
  | 'timeout'
  | 'no-permission'
  | 'not-recorded'
  | 'not-running-here'
  /** Looked at from outside, what only the host shows; or the other way round. Not a lack to report. */
  | 'not-from-here'
  | 'tool-missing'
  | 'too-big'
  | 'malformed'
  | 'refused'
  | 'servfail'
  | 'unreachable'
  | 'failed'

/** Why something could not be told, and what would let it be told. */
export interface Reason {
  readonly code: ReasonCode
  readonly text: string
  /** What a person can do so that the next run can tell. */
  readonly remedy?: string
}

export function known<T>(value: T, ...evidence: Evidence[]): Answer<T> {
  return { status: 'known', value, evidence }
}

export function absent(...evidence: Evidence[]): { status: 'absent'; evidence: readonly Evidence[] } {
  return { status: 'absent', evidence }
}

export function unknown(
  code: ReasonCode,
  text: string,
  remedy?: string,
): { status: 'unknown'; because: Reason } {
  return { status: 'unknown', because: remedy === undefined ? { code, text } : { code, text, remedy } }
}

/** Carries a value on through a pure function; absent and unknown pass unchanged. */
export function mapKnown<T, U>(answer: Answer<T>, convert: (value: T) => U): Answer<U> {
  return answer.status === 'known'
    ? { status: 'known', value: convert(answer.value), evidence: answer.evidence }
    : answer
}
