import type { Refusal, TracedRecipient } from '../logs/trace/message.ts'

/** What this host shows now of the replies in a story, a line each; already in the reader's language. */
export type SeenHere = ReadonlyMap<TracedRecipient | Refusal, readonly string[]>
