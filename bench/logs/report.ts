import type { Cost } from './processor-time.ts'

export function median(measured: readonly Cost[]): Cost {
  const middle = measured.toSorted((a, b) => a.seconds - b.seconds)[measured.length >> 1]
  if (middle === undefined) throw new Error('nothing was measured')
  return middle
}

export function print(name: string, { seconds, processorSeconds, peakMebibytes }: Cost, size: number): void {
  const rate = `${(size / 1e6 / seconds).toFixed(0)} MB/s`
  say(
    `  ${name.padEnd(22)} ${`${seconds.toFixed(2)} s`.padStart(10)} ${`${processorSeconds.toFixed(2)} s CPU`.padStart(12)} ${rate.padStart(11)} ${peakMebibytes.toFixed(0).padStart(6)} MiB`,
  )
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A count that differs, or a bound that is broken. */
export function fail(text: string): void {
  say(`  FAILED: ${text}`)
  process.exitCode = 1
}
