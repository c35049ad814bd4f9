import type { Answer, Reason } from '../answer.ts'
import type { ProbeTask } from '../task.ts'

export type Port = 'host' | 'net' | 'clock'

/** Bytes of a file or a command's output, as a capture holds them. */
export interface StoredContent {
  /** When they are valid UTF-8. */
  readonly text?: string
  /** When they are not. */
  readonly base64?: string
  /** How many bytes before these were left out, because only the newest are kept. */
  readonly skippedBytes?: number
  readonly cutShort?: Reason
}

/** The same while it is recorded: raw, and never written so. */
export interface RawContent {
  readonly bytes: Uint8Array
  readonly skippedBytes: number
  readonly cutShort?: Reason
}

/**
 * One question and its answer, as it was given. `content` stands for the answer's value where that is
 * bytes; it is put together when it is called.
 */
export interface RawEntry {
  readonly port: Port
  readonly method: string
  readonly arguments: readonly unknown[]
  readonly answer: Answer<unknown>
  readonly content?: () => RawContent
}

/** One line of a capture: cleaned of secrets, plain JSON. */
export interface Entry {
  readonly port: Port
  readonly method: string
  readonly arguments: readonly unknown[]
  readonly answer: Answer<unknown>
}

/** First line of a capture. */
export interface CaptureHeader {
  readonly schema: 'mailmedic.capture/1'
  /** Milliseconds since 1970 UTC: the time that a replay shows. */
  readonly madeAt: number
  readonly mailmedicVersion: string
  /** What kind of host was examined. */
  readonly hostKind: string
  readonly pseudonyms: boolean
  /** Set when a domain was looked at from outside: what was asked about. */
  readonly task?: ProbeTask | undefined
}

export interface Capture {
  readonly header: CaptureHeader
  readonly entries: readonly Entry[]
}

/**
 * What identifies a question. Members of objects are sorted; an argument that was left out, was
 * undefined, or became null on its way through JSON is the same.
 */
export function questionKey(port: Port, method: string, args: readonly unknown[]): string {
  const given = args.findLastIndex((argument) => argument !== undefined && argument !== null)
  return `${port}.${method} ${JSON.stringify(args.slice(0, given + 1).map(sorted))}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  )
}
