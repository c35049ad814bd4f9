/**
 * How the packaged program starts its own Node. Reading a log makes short-lived objects by the million: a
 * small nursery is faster and 40 MB smaller than Node's default (`npm run bench`). It cannot be set later.
 */
export const runtimeFlags: readonly string[] = ['--max-semi-space-size=8']

/**
 * The same of `serve`, which runs for months and mostly waits: 15 MB smaller, at the same cost when idle and 8 %
 * more while it follows 2,000 lines a second (docs/watch.md).
 */
export const watchFlags: readonly string[] = [...runtimeFlags, '--optimize-for-size']
