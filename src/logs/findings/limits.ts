/** Bounds of the reader: what a hostile or enormous log can cost at most. */
export const limits = {
  /** Text kept of an example line. */
  exampleLength: 2_000,
  groups: 2_000,
  listEntries: 2_000,
  clients: 500,
  attempts: 200,
  /** (queue file, recipient) pairs that are followed after a failure. */
  pairs: 50_000,
  destinations: 5_000,
  /** Queue files that are open at once, and different addresses, whose messages are known whole. */
  openFiles: 200_000,
  names: 300_000,
  timeline: 500,
  hours: 200,
  /** Bytes read of all sources together; beyond it, the coverage says so. */
  totalBytes: 2 * 1024 * 1024 * 1024,
} as const
